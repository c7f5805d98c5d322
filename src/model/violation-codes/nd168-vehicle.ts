import { defineClause } from './define-clause.ts';

const car = { article: 13, subject: 'CAR' } as const;
const motorcycle = { article: 14, subject: 'MOTORCYCLE' } as const;
const load = { article: 21, subject: 'CAR' } as const;

/** Decree 168/2024/NĐ-CP Art. 13, 14, 18 and 21: the state of the vehicle, the driver's licence, the load. */
export const nd168Vehicle = [
  defineClause({ ...car, clause: 2, fineThousandVnd: [400, 600] }, [
    {
      point: 'a',
      group: 'LIGHTS',
      vi: 'Xe không có đủ đèn chiếu sáng, đèn tín hiệu',
      en: 'Car without all its lamps',
    },
  ]),
  defineClause({ ...car, clause: 5, fineThousandVnd: [3000, 4000] }, [
    {
      point: 'a',
      group: 'INSPECTION',
      points: 2,
      vi: 'Hết hạn kiểm định dưới 01 tháng',
      en: 'Inspection overdue by less than a month',
    },
  ]),
  defineClause({ ...car, clause: 6, fineThousandVnd: [4000, 6000] }, [
    {
      point: 'b',
      group: 'INSPECTION',
      points: 2,
      vi: 'Không có kiểm định hoặc hết hạn từ 01 tháng trở lên',
      en: 'No inspection, or overdue by a month or more',
    },
  ]),
  defineClause({ ...car, clause: 7, fineThousandVnd: [10_000, 12_000] }, [
    {
      point: 'b',
      group: 'PLATE_REGISTRATION',
      points: 6,
      vi: 'Ô tô không gắn biển số',
      en: 'Car without plates',
    },
  ]),
  defineClause({ ...car, clause: 8, fineThousandVnd: [20_000, 26_000] }, [
    {
      point: 'a',
      group: 'PLATE_REGISTRATION',
      points: 10,
      vi: 'Gắn biển số không đúng đăng ký, biển giả',
      en: 'Plates of another vehicle, or false',
    },
    {
      point: 'b',
      group: 'PLATE_REGISTRATION',
      points: 6,
      vi: 'Biển số bị che, bẻ cong, không rõ',
      en: 'Plates covered, bent or illegible',
    },
  ]),
  defineClause({ ...motorcycle, clause: 3, fineThousandVnd: [4000, 6000] }, [
    {
      point: 'a',
      group: 'PLATE_REGISTRATION',
      points: 6,
      vi: 'Xe máy không gắn biển số, biển sai hoặc giả',
      en: 'Motorcycle without plates, or with false ones',
    },
  ]),
  defineClause({ article: 18, subject: 'MOTORCYCLE', clause: 5, fineThousandVnd: [2000, 4000] }, [
    {
      point: 'a',
      group: 'LICENCE',
      vi: 'Không có giấy phép lái xe (mô tô đến 125 cm³)',
      en: 'No licence (motorcycle up to 125 cm³)',
    },
  ]),
  defineClause({ article: 18, subject: 'CAR', clause: 9, fineThousandVnd: [18_000, 20_000] }, [
    { point: 'b', group: 'LICENCE', vi: 'Không có giấy phép lái xe ô tô', en: 'No car licence' },
  ]),
  defineClause({ ...load, clause: 2, fineThousandVnd: [800, 1000] }, [
    { point: 'a', group: 'LOAD', vi: 'Chở quá tải trên 10% đến 30%', en: 'Overload over 10 to 30 %' },
  ]),
  defineClause({ ...load, clause: 5, fineThousandVnd: [3000, 5000] }, [
    { point: 'a', group: 'LOAD', vi: 'Chở quá tải trên 30% đến 50%', en: 'Overload over 30 to 50 %' },
  ]),
  defineClause({ ...load, clause: 6, fineThousandVnd: [5000, 7000] }, [
    {
      point: 'a',
      group: 'LOAD',
      points: 4,
      vi: 'Chở quá tải trên 50% đến 100%',
      en: 'Overload over 50 to 100 %',
    },
  ]),
].flat();
