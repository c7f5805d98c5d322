import { ALCOHOL_HIGH, ALCOHOL_LOW, ALCOHOL_MEDIUM } from './alcohol-bands.ts';
import { defineClause } from './define-clause.ts';

const article = { article: 6, subject: 'CAR' } as const;
const LONG = [22, 24] as const;

/** Decree 168/2024/NĐ-CP Art. 6: drivers of cars and similar vehicles. */
export const nd168Car = [
  defineClause({ ...article, clause: 1, fineThousandVnd: [400, 600] }, [
    {
      point: 'a',
      group: 'SIGNAL',
      vi: 'Không chấp hành biển báo, vạch kẻ đường',
      en: 'Ignoring signs or markings',
    },
  ]),
  defineClause({ ...article, clause: 2, fineThousandVnd: [600, 800] }, [
    { point: 'a', group: 'LANE_DIRECTION', vi: 'Chuyển làn không đúng quy định', en: 'Improper lane change' },
    {
      point: 'c',
      group: 'OVERTAKING',
      vi: 'Không nhường đường tại nơi giao nhau',
      en: 'Not giving way at a junction',
    },
  ]),
  defineClause({ ...article, clause: 3, fineThousandVnd: [800, 1000] }, [
    {
      point: 'a',
      group: 'SPEEDING',
      vi: 'Quá tốc độ 5 đến dưới 10 km/h',
      en: '5 to under 10 km/h over',
      measured: { SPEED: { from: 5, under: 10 } },
    },
    { point: 'đ', group: 'STOPPING', vi: 'Dừng, đỗ xe nơi cấm', en: 'Stopping where forbidden' },
    {
      point: 'g',
      group: 'LIGHTS',
      vi: 'Không bật đủ đèn chiếu sáng khi trời tối, thời tiết xấu',
      en: 'No or too few lights in the dark or bad weather',
    },
    { point: 'k', group: 'BELT_HELMET', vi: 'Lái xe không thắt dây an toàn', en: 'Driver without seat belt' },
    {
      point: 'l',
      group: 'BELT_HELMET',
      vi: 'Chở người không thắt dây an toàn',
      en: 'Passenger without seat belt',
    },
    {
      point: 'm',
      group: 'BELT_HELMET',
      vi: 'Chở trẻ em không có thiết bị an toàn phù hợp',
      en: 'Child without a fitting safety device',
    },
  ]),
  defineClause({ ...article, clause: 4, fineThousandVnd: [2000, 3000] }, [
    {
      point: 'b',
      group: 'STOPPING',
      points: 2,
      vi: 'Dừng, đỗ xe nơi nguy hiểm, đỗ song song xe khác',
      en: 'Stopping in a dangerous place',
    },
    {
      point: 'l',
      group: 'OVERTAKING',
      vi: 'Không giữ khoảng cách an toàn để xảy ra va chạm',
      en: 'Too close, with a collision',
    },
  ]),
  defineClause({ ...article, clause: 5, fineThousandVnd: [4000, 6000] }, [
    {
      point: 'a',
      group: 'OVERTAKING',
      points: 2,
      vi: 'Vượt xe khi không được vượt',
      en: 'Overtaking where forbidden',
    },
    {
      point: 'b',
      group: 'LANE_DIRECTION',
      points: 2,
      vi: 'Đi không đúng phần đường, làn đường',
      en: 'Wrong side or lane',
    },
    {
      point: 'd',
      group: 'LANE_DIRECTION',
      points: 2,
      vi: 'Vi phạm quy định khi vào, ra, đi trên đường cao tốc',
      en: 'Breaking the rules of entering, leaving or using an expressway',
    },
    {
      point: 'đ',
      group: 'SPEEDING',
      points: 2,
      vi: 'Quá tốc độ 10 đến 20 km/h',
      en: '10 to 20 km/h over',
      measured: { SPEED: { from: 10, upTo: 20 } },
    },
    {
      point: 'h',
      group: 'PHONE',
      points: 4,
      vi: 'Dùng tay cầm, sử dụng điện thoại khi lái xe',
      en: 'Holding and using a phone while driving',
    },
    {
      point: 'i',
      group: 'LANE_DIRECTION',
      points: 2,
      vi: 'Đi vào khu vực cấm, đường cấm',
      en: 'Entering a closed area or road',
    },
    {
      point: 'n',
      group: 'OVERTAKING',
      points: 2,
      vi: 'Không nhường đường khi ra đường ưu tiên, đường chính',
      en: 'Not giving way when joining a priority road',
    },
    {
      point: 'p',
      group: 'PASSENGERS',
      points: 6,
      vi: 'Chở người trên thùng xe, nóc xe',
      en: 'People carried in the cargo bed or on the roof',
    },
  ]),
  defineClause({ ...article, clause: 6, fineThousandVnd: [6000, 8000] }, [
    {
      point: 'a',
      group: 'SPEEDING',
      points: 4,
      vi: 'Quá tốc độ trên 20 đến 35 km/h',
      en: 'Over 20 to 35 km/h over',
      measured: { SPEED: { over: 20, upTo: 35 } },
    },
    {
      point: 'b',
      group: 'OVERTAKING',
      points: 4,
      vi: 'Không nhường đường xe ưu tiên',
      en: 'Not giving way to an emergency vehicle',
    },
    {
      point: 'c',
      group: 'ALCOHOL',
      points: 4,
      vi: 'Nồng độ cồn chưa vượt 0,25 mg/l khí thở',
      en: 'Alcohol up to 0.25 mg/l of breath',
      measured: ALCOHOL_LOW,
    },
  ]),
  defineClause({ ...article, clause: 7, fineThousandVnd: [12_000, 14_000] }, [
    {
      point: 'a',
      group: 'SPEEDING',
      points: 6,
      vi: 'Quá tốc độ trên 35 km/h',
      en: 'More than 35 km/h over',
      measured: { SPEED: { over: 35 } },
    },
    {
      point: 'c',
      group: 'STOPPING',
      points: 6,
      vi: 'Dừng, đỗ xe trái quy định trên đường cao tốc',
      en: 'Stopping on an expressway against the rules',
    },
  ]),
  defineClause({ ...article, clause: 8, fineThousandVnd: [16_000, 18_000] }, [
    {
      point: null,
      group: 'ACCIDENT',
      points: 6,
      vi: 'Gây tai nạn rồi bỏ đi',
      en: 'Leaving the scene after causing an accident',
    },
  ]),
  defineClause({ ...article, clause: 9, fineThousandVnd: [18_000, 20_000] }, [
    {
      point: 'a',
      group: 'ALCOHOL',
      points: 10,
      vi: 'Nồng độ cồn trên 0,25 đến 0,4 mg/l khí thở',
      en: 'Alcohol over 0.25 to 0.4 mg/l of breath',
      measured: ALCOHOL_MEDIUM,
    },
    { point: 'b', group: 'SIGNAL', points: 4, vi: 'Không chấp hành đèn tín hiệu', en: 'Running a red light' },
    {
      point: 'c',
      group: 'SIGNAL',
      points: 4,
      vi: 'Không chấp hành người điều khiển giao thông',
      en: 'Ignoring a traffic controller',
    },
    { point: 'd', group: 'LANE_DIRECTION', points: 4, vi: 'Đi ngược chiều', en: 'Wrong way' },
  ]),
  defineClause({ ...article, clause: 10, fineThousandVnd: [20_000, 22_000] }, [
    {
      point: 'a',
      group: 'ACCIDENT',
      points: 10,
      vi: 'Không quan sát, quá tốc độ, sai làn… mà gây tai nạn',
      en: 'Causing an accident by careless, fast or wrong driving',
    },
    {
      point: 'b',
      group: 'ACCIDENT',
      points: 10,
      vi: 'Vi phạm khác của Điều 6 mà gây tai nạn',
      en: 'Causing an accident by another breach of Article 6',
    },
  ]),
  defineClause({ ...article, clause: 11, fineThousandVnd: [30_000, 40_000] }, [
    {
      point: 'a',
      group: 'ALCOHOL',
      suspensionMonths: LONG,
      vi: 'Nồng độ cồn trên 0,4 mg/l khí thở',
      en: 'Alcohol over 0.4 mg/l of breath',
      measured: ALCOHOL_HIGH,
    },
    {
      point: 'b',
      group: 'ALCOHOL',
      suspensionMonths: LONG,
      vi: 'Không chấp hành kiểm tra nồng độ cồn',
      en: 'Refusing an alcohol test',
    },
    {
      point: 'c',
      group: 'DRUGS',
      suspensionMonths: LONG,
      vi: 'Trong cơ thể có chất ma túy',
      en: 'Drugs in the body',
    },
    {
      point: 'd',
      group: 'DRUGS',
      suspensionMonths: LONG,
      vi: 'Không chấp hành kiểm tra ma túy',
      en: 'Refusing a drug test',
    },
    {
      point: 'đ',
      group: 'LANE_DIRECTION',
      points: 10,
      vi: 'Đi ngược chiều, lùi, quay đầu trên đường cao tốc',
      en: 'Wrong way, reversing or turning round on an expressway',
    },
  ]),
  defineClause({ ...article, clause: 12, fineThousandVnd: [40_000, 50_000] }, [
    {
      point: null,
      group: 'RACING',
      suspensionMonths: [10, 12],
      vi: 'Lạng lách, đánh võng, đuổi nhau',
      en: 'Weaving, chasing',
    },
  ]),
].flat();
