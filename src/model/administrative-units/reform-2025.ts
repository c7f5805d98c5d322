/** The reform of 1 July 2025: two levels instead of three, 34 provinces instead of 63, new commune codes. */

/** First day of the new units and codes (Decision 19/2025/QĐ-TTg). */
export const REFORM_DAY = '2025-07-01';
export const LAST_DAY_BEFORE = '2025-06-30';

/**
 * First day of every old unit here: the code list began with Decision 124/2004/QĐ-TTg. The data knows the list as it
 * stood on 1 March 2025, so this is how far back a code is read with it, not the day a commune was founded.
 */
export const CODE_LIST_DAY = '2004-07-08';

/** Merger of the provinces. */
export const PROVINCE_RESOLUTION = '202/2025/QH15';

/**
 * Provinces whose commune mergers were checked clause by clause against their resolution: every old commune went
 * whole into one new one. Elsewhere the data loses splits, so the share is not determined.
 */
export const verifiedCommuneResolutions: Readonly<Record<string, string>> = {
  '24': '1658/NQ-UBTVQH15',
};

/** Codes of the districts abolished by the reform, by old province code and name. Others are not listed. */
export const districtCodes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '24': {
    'Thành phố Bắc Giang': '213',
    'Huyện Yên Thế': '215',
    'Huyện Tân Yên': '216',
    'Huyện Lạng Giang': '217',
    'Huyện Lục Nam': '218',
    'Huyện Lục Ngạn': '219',
    'Huyện Sơn Động': '220',
    'Thị xã Việt Yên': '222',
    'Huyện Hiệp Hòa': '223',
    'Thị xã Chũ': '224',
  },
  '27': {
    'Thành phố Bắc Ninh': '256',
    'Huyện Yên Phong': '258',
    'Thị xã Quế Võ': '259',
    'Huyện Tiên Du': '260',
    'Thành phố Từ Sơn': '261',
    'Thị xã Thuận Thành': '262',
    'Huyện Gia Bình': '263',
    'Huyện Lương Tài': '264',
  },
};
