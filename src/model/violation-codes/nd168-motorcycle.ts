import { ALCOHOL_HIGH, ALCOHOL_LOW, ALCOHOL_MEDIUM } from './alcohol-bands.ts';
import { defineClause } from './define-clause.ts';

const article = { article: 7, subject: 'MOTORCYCLE' } as const;
const SHORT = [10, 12] as const;
const LONG = [22, 24] as const;

/** Decree 168/2024/NĐ-CP Art. 7: riders of motorcycles, mopeds and similar vehicles. */
export const nd168Motorcycle = [
  defineClause({ ...article, clause: 1, fineThousandVnd: [200, 400] }, [
    {
      point: 'a',
      group: 'SIGNAL',
      vi: 'Không chấp hành biển báo, vạch kẻ đường',
      en: 'Ignoring signs or markings',
    },
    {
      point: 'g',
      group: 'LIGHTS',
      vi: 'Không bật đèn chiếu sáng khi trời tối, thời tiết xấu',
      en: 'No lights in the dark or bad weather',
    },
  ]),
  defineClause({ ...article, clause: 2, fineThousandVnd: [400, 600] }, [
    {
      point: 'b',
      group: 'SPEEDING',
      vi: 'Quá tốc độ 5 đến dưới 10 km/h',
      en: '5 to under 10 km/h over',
      measured: { SPEED: { from: 5, under: 10 } },
    },
    { point: 'g', group: 'PASSENGERS', vi: 'Chở theo 02 người', en: 'Carrying two passengers' },
    { point: 'h', group: 'BELT_HELMET', vi: 'Không đội mũ bảo hiểm', en: 'Rider without helmet' },
    {
      point: 'i',
      group: 'BELT_HELMET',
      vi: 'Chở người không đội mũ bảo hiểm',
      en: 'Passenger without helmet',
    },
  ]),
  defineClause({ ...article, clause: 3, fineThousandVnd: [600, 800] }, [
    {
      point: 'b',
      group: 'PASSENGERS',
      points: 2,
      vi: 'Chở theo từ 03 người trở lên',
      en: 'Carrying three passengers or more',
    },
    {
      point: 'd',
      group: 'LANE_DIRECTION',
      vi: 'Đi không đúng phần đường, làn đường',
      en: 'Wrong side or lane',
    },
  ]),
  defineClause({ ...article, clause: 4, fineThousandVnd: [800, 1000] }, [
    {
      point: 'a',
      group: 'SPEEDING',
      vi: 'Quá tốc độ 10 đến 20 km/h',
      en: '10 to 20 km/h over',
      measured: { SPEED: { from: 10, upTo: 20 } },
    },
    { point: 'c', group: 'OVERTAKING', vi: 'Vượt xe khi không được vượt', en: 'Overtaking where forbidden' },
    {
      point: 'đ',
      group: 'PHONE',
      points: 4,
      vi: 'Dùng ô, điện thoại, thiết bị âm thanh khi lái xe',
      en: 'Umbrella, phone or earphones while riding',
    },
  ]),
  defineClause({ ...article, clause: 6, fineThousandVnd: [2000, 3000] }, [
    {
      point: 'a',
      group: 'ALCOHOL',
      points: 4,
      vi: 'Nồng độ cồn chưa vượt 0,25 mg/l khí thở',
      en: 'Alcohol up to 0.25 mg/l of breath',
      measured: ALCOHOL_LOW,
    },
    {
      point: 'b',
      group: 'LANE_DIRECTION',
      points: 2,
      vi: 'Đi vào khu vực cấm, đường cấm',
      en: 'Entering a closed area or road',
    },
  ]),
  defineClause({ ...article, clause: 7, fineThousandVnd: [4000, 6000] }, [
    {
      point: 'a',
      group: 'LANE_DIRECTION',
      points: 2,
      vi: 'Đi ngược chiều, đi trên vỉa hè',
      en: 'Wrong way, or on the pavement',
    },
    {
      point: 'b',
      group: 'LANE_DIRECTION',
      points: 6,
      vi: 'Đi vào đường cao tốc',
      en: 'Entering an expressway',
    },
    { point: 'c', group: 'SIGNAL', points: 4, vi: 'Không chấp hành đèn tín hiệu', en: 'Running a red light' },
  ]),
  defineClause({ ...article, clause: 8, fineThousandVnd: [6000, 8000] }, [
    {
      point: 'a',
      group: 'SPEEDING',
      points: 4,
      vi: 'Quá tốc độ trên 20 km/h',
      en: 'More than 20 km/h over',
      measured: { SPEED: { over: 20 } },
    },
    {
      point: 'b',
      group: 'ALCOHOL',
      points: 10,
      vi: 'Nồng độ cồn trên 0,25 đến 0,4 mg/l khí thở',
      en: 'Alcohol over 0.25 to 0.4 mg/l of breath',
      measured: ALCOHOL_MEDIUM,
    },
  ]),
  defineClause({ ...article, clause: 9, fineThousandVnd: [8000, 10_000] }, [
    { point: 'a', group: 'RACING', suspensionMonths: SHORT, vi: 'Lạng lách, đánh võng', en: 'Weaving' },
    {
      point: 'b',
      group: 'RACING',
      suspensionMonths: SHORT,
      vi: 'Thành nhóm từ 02 xe chạy quá tốc độ',
      en: 'Speeding in a group',
    },
    {
      point: 'c',
      group: 'ACCIDENT',
      points: 6,
      vi: 'Gây tai nạn rồi bỏ đi',
      en: 'Leaving the scene after causing an accident',
    },
    {
      point: 'd',
      group: 'ALCOHOL',
      suspensionMonths: LONG,
      vi: 'Nồng độ cồn trên 0,4 mg/l khí thở',
      en: 'Alcohol over 0.4 mg/l of breath',
      measured: ALCOHOL_HIGH,
    },
    {
      point: 'đ',
      group: 'ALCOHOL',
      suspensionMonths: LONG,
      vi: 'Không chấp hành kiểm tra nồng độ cồn',
      en: 'Refusing an alcohol test',
    },
    {
      point: 'e',
      group: 'DRUGS',
      suspensionMonths: LONG,
      vi: 'Trong cơ thể có chất ma túy',
      en: 'Drugs in the body',
    },
    {
      point: 'g',
      group: 'DRUGS',
      suspensionMonths: LONG,
      vi: 'Không chấp hành kiểm tra ma túy',
      en: 'Refusing a drug test',
    },
  ]),
  defineClause({ ...article, clause: 10, fineThousandVnd: [10_000, 14_000] }, [
    {
      point: 'a',
      group: 'ACCIDENT',
      points: 10,
      vi: 'Không quan sát, quá tốc độ, sai làn… mà gây tai nạn',
      en: 'Causing an accident by careless, fast or wrong riding',
    },
    {
      point: 'b',
      group: 'ACCIDENT',
      points: 10,
      vi: 'Vi phạm khác của Điều 7 mà gây tai nạn',
      en: 'Causing an accident by another breach of Article 7',
    },
  ]),
].flat();
