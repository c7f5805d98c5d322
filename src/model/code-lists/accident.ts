import { defineCodeList } from './code-list.ts';

/** Most severe first; `rank` is what "at least as severe as" compares. */
export const accidentSeverities = defineCodeList(
  {
    name: 'AccidentSeverity',
    labelVi: 'Mức độ tai nạn',
    labelEn: 'Accident severity',
    source: 'Thông tư 26/2024/TT-BCA Điều 5',
  },
  [
    { code: 'EXTREMELY_SERIOUS', rank: 5, labelVi: 'Đặc biệt nghiêm trọng', labelEn: 'Extremely serious' },
    { code: 'VERY_SERIOUS', rank: 4, labelVi: 'Rất nghiêm trọng', labelEn: 'Very serious' },
    { code: 'SERIOUS', rank: 3, labelVi: 'Nghiêm trọng', labelEn: 'Serious' },
    { code: 'LESS_SERIOUS', rank: 2, labelVi: 'Ít nghiêm trọng', labelEn: 'Less serious' },
    { code: 'COLLISION', rank: 1, labelVi: 'Va chạm', labelEn: 'Collision' },
  ],
);

export const severitySchemes = defineCodeList(
  { name: 'SeverityScheme', labelVi: 'Cách phân loại', labelEn: 'Severity scheme', source: null },
  [
    { code: 'TT26_2024', labelVi: 'Thông tư 26/2024/TT-BCA', labelEn: 'Circular 26/2024/TT-BCA' },
    { code: 'TT58_2009', labelVi: 'Thông tư 58/2009/TT-BCA', labelEn: 'Circular 58/2009/TT-BCA' },
  ],
);

export const collisionTypes = defineCodeList(
  {
    name: 'CollisionType',
    labelVi: 'Kiểu va chạm',
    labelEn: 'Collision type',
    source: 'DATEX II v3 CollisionTypeEnum',
  },
  [
    { code: 'HEAD_ON', labelVi: 'Đối đầu', labelEn: 'Head-on', term: 'headOnCollision' },
    { code: 'REAR', labelVi: 'Đâm phía sau', labelEn: 'Rear-end', term: 'rearCollision' },
    { code: 'SIDE', labelVi: 'Đâm ngang, va quệt', labelEn: 'Side', term: 'sideCollision' },
    {
      code: 'SINGLE_VEHICLE',
      labelVi: 'Tự gây tai nạn',
      labelEn: 'Single vehicle',
      term: 'singleVehicleAccident',
    },
    { code: 'MULTIPLE', labelVi: 'Liên hoàn', labelEn: 'Pile-up', term: 'multipleVehicleCollision' },
    {
      code: 'PEDESTRIAN',
      labelVi: 'Với người đi bộ',
      labelEn: 'With a pedestrian',
      term: 'collisionWithPerson',
    },
    {
      code: 'OBSTRUCTION',
      labelVi: 'Với vật cản',
      labelEn: 'With an obstacle',
      term: 'collisionWithObstruction',
    },
    { code: 'ANIMAL', labelVi: 'Với động vật', labelEn: 'With an animal', term: 'collisionWithAnimal' },
    { code: 'TRAIN', labelVi: 'Với tàu hỏa', labelEn: 'With a train' },
    { code: 'OTHER', labelVi: 'Khác', labelEn: 'Other' },
    { code: 'UNKNOWN', labelVi: 'Chưa rõ', labelEn: 'Unknown', term: 'unknown' },
  ],
);

export const accidentCauses = defineCodeList(
  {
    name: 'AccidentCause',
    labelVi: 'Nguyên nhân',
    labelEn: 'Cause',
    source: 'DATEX II v3 AccidentCauseEnum',
  },
  [
    {
      code: 'EXCEEDING_SPEED_LIMITS',
      labelVi: 'Chạy quá tốc độ',
      labelEn: 'Speeding',
      term: 'exceedingSpeedsLimits',
    },
    { code: 'EXCESS_ALCOHOL', labelVi: 'Nồng độ cồn', labelEn: 'Alcohol', term: 'excessAlcohol' },
    { code: 'EXCESS_DRUGS', labelVi: 'Ma túy, chất kích thích', labelEn: 'Drugs', term: 'driverDrugAbuse' },
    {
      code: 'WRONG_LANE_OR_DIRECTION',
      labelVi: 'Đi sai phần đường, làn đường, ngược chiều',
      labelEn: 'Wrong lane or direction',
      term: 'onTheWrongSideOfTheRoad',
    },
    {
      code: 'FAILURE_TO_GIVE_WAY',
      labelVi: 'Không nhường đường',
      labelEn: 'Failure to give way',
      term: 'poorMergeEntryOrExitJudgement',
    },
    {
      code: 'UNSAFE_OVERTAKING',
      labelVi: 'Vượt sai quy định',
      labelEn: 'Unsafe overtaking',
      term: 'impermissibleManoeuvre',
    },
    {
      code: 'UNSAFE_TURNING',
      labelVi: 'Chuyển hướng sai quy định',
      labelEn: 'Unsafe turning',
      term: 'impermissibleManoeuvre',
    },
    { code: 'RED_LIGHT', labelVi: 'Vượt đèn đỏ', labelEn: 'Red light' },
    {
      code: 'TOO_CLOSE',
      labelVi: 'Không giữ khoảng cách an toàn',
      labelEn: 'Too close',
      term: 'notKeepingASafeDistance',
    },
    { code: 'FATIGUE', labelVi: 'Mệt mỏi, buồn ngủ', labelEn: 'Fatigue', term: 'excessDriverTiredness' },
    {
      code: 'DISTRACTION',
      labelVi: 'Mất tập trung, dùng điện thoại',
      labelEn: 'Distraction',
      term: 'driverDistraction',
    },
    {
      code: 'PEDESTRIAN_FAULT',
      labelVi: 'Người đi bộ sang đường sai',
      labelEn: 'Pedestrian at fault',
      term: 'pedestrianInRoad',
    },
    {
      code: 'VEHICLE_DEFECT',
      labelVi: 'Phương tiện không an toàn',
      labelEn: 'Vehicle defect',
      term: 'vehicleFailure',
    },
    {
      code: 'ROAD_DEFECT',
      labelVi: 'Hạ tầng đường bộ',
      labelEn: 'Road defect',
      term: 'poorRoadSurfaceCondition',
    },
    { code: 'OTHER', labelVi: 'Khác', labelEn: 'Other' },
    { code: 'UNKNOWN', labelVi: 'Đang điều tra', labelEn: 'Unknown', term: 'unknown' },
  ],
);

export const involvementRoles = defineCodeList(
  {
    name: 'InvolvementRole',
    labelVi: 'Vai trò',
    labelEn: 'Role',
    source: 'DATEX II v3 InvolvementRolesEnum',
  },
  [
    { code: 'DRIVER', labelVi: 'Người lái xe', labelEn: 'Driver or rider', term: 'vehicleDriver' },
    { code: 'PASSENGER', labelVi: 'Người được chở', labelEn: 'Passenger', term: 'vehiclePassenger' },
    { code: 'PEDESTRIAN', labelVi: 'Người đi bộ', labelEn: 'Pedestrian', term: 'pedestrian' },
    { code: 'UNKNOWN', labelVi: 'Chưa rõ', labelEn: 'Unknown', term: 'unknown' },
  ],
);

export const injuryStatuses = defineCodeList(
  {
    name: 'InjuryStatus',
    labelVi: 'Tình trạng thương vong',
    labelEn: 'Injury',
    source: 'DATEX II v3 InjuryStatusTypeEnum',
  },
  [
    { code: 'DEAD', labelVi: 'Tử vong', labelEn: 'Dead', term: 'dead' },
    {
      code: 'SERIOUSLY_INJURED',
      labelVi: 'Bị thương nặng',
      labelEn: 'Seriously injured',
      term: 'seriouslyInjured',
    },
    {
      code: 'SLIGHTLY_INJURED',
      labelVi: 'Bị thương nhẹ',
      labelEn: 'Slightly injured',
      term: 'slightlyInjured',
    },
    { code: 'UNINJURED', labelVi: 'Không bị thương', labelEn: 'Uninjured', term: 'uninjured' },
    { code: 'UNKNOWN', labelVi: 'Chưa rõ', labelEn: 'Unknown', term: 'unknown' },
  ],
);

/** Bands instead of ages: an accident file names nobody. */
export const ageBands = defineCodeList(
  { name: 'AgeBand', labelVi: 'Nhóm tuổi', labelEn: 'Age band', source: null },
  [
    { code: 'AGE_0_5', labelVi: '0-5', labelEn: '0-5' },
    { code: 'AGE_6_15', labelVi: '6-15', labelEn: '6-15' },
    { code: 'AGE_16_17', labelVi: '16-17', labelEn: '16-17' },
    { code: 'AGE_18_24', labelVi: '18-24', labelEn: '18-24' },
    { code: 'AGE_25_34', labelVi: '25-34', labelEn: '25-34' },
    { code: 'AGE_35_44', labelVi: '35-44', labelEn: '35-44' },
    { code: 'AGE_45_54', labelVi: '45-54', labelEn: '45-54' },
    { code: 'AGE_55_64', labelVi: '55-64', labelEn: '55-64' },
    { code: 'AGE_65_PLUS', labelVi: 'Từ 65', labelEn: '65 and over' },
  ],
);

export const vehicleRoles = defineCodeList(
  {
    name: 'AccidentVehicleRole',
    labelVi: 'Vai trò phương tiện',
    labelEn: 'Role of the vehicle',
    source: null,
  },
  [
    { code: 'AT_FAULT', labelVi: 'Xe gây tai nạn', labelEn: 'At fault' },
    { code: 'INVOLVED', labelVi: 'Xe liên quan', labelEn: 'Involved' },
    { code: 'UNKNOWN', labelVi: 'Chưa rõ', labelEn: 'Unknown' },
  ],
);

export const weathers = defineCodeList(
  { name: 'Weather', labelVi: 'Thời tiết', labelEn: 'Weather', source: null },
  [
    { code: 'CLEAR', labelVi: 'Khô ráo', labelEn: 'Fine' },
    { code: 'RAIN', labelVi: 'Mưa', labelEn: 'Rain' },
    { code: 'FOG', labelVi: 'Sương mù', labelEn: 'Fog' },
    { code: 'WIND', labelVi: 'Gió mạnh', labelEn: 'High winds' },
    { code: 'SNOW', labelVi: 'Tuyết', labelEn: 'Snow' },
    { code: 'OTHER', labelVi: 'Khác', labelEn: 'Other' },
  ],
);

export const lightings = defineCodeList(
  { name: 'Lighting', labelVi: 'Ánh sáng', labelEn: 'Lighting', source: null },
  [
    { code: 'DAYLIGHT', labelVi: 'Ban ngày', labelEn: 'Daylight' },
    { code: 'TWILIGHT', labelVi: 'Chạng vạng', labelEn: 'Twilight' },
    { code: 'DARK_LIT', labelVi: 'Đêm, có đèn đường', labelEn: 'Dark, lit' },
    { code: 'DARK_UNLIT', labelVi: 'Đêm, không có đèn đường', labelEn: 'Dark, unlit' },
    { code: 'DARK_UNKNOWN', labelVi: 'Đêm, không rõ đèn đường', labelEn: 'Dark, lighting unknown' },
  ],
);

export const surfaceConditions = defineCodeList(
  { name: 'SurfaceCondition', labelVi: 'Tình trạng mặt đường', labelEn: 'Surface condition', source: null },
  [
    { code: 'DRY', labelVi: 'Khô', labelEn: 'Dry' },
    { code: 'WET', labelVi: 'Ướt', labelEn: 'Wet' },
    { code: 'FLOODED', labelVi: 'Ngập', labelEn: 'Flooded' },
    { code: 'ICE_OR_SNOW', labelVi: 'Băng, tuyết', labelEn: 'Ice or snow' },
    { code: 'MUD', labelVi: 'Bùn đất', labelEn: 'Mud' },
    { code: 'OIL', labelVi: 'Dầu nhớt', labelEn: 'Oil' },
    { code: 'OTHER', labelVi: 'Khác', labelEn: 'Other' },
  ],
);

export const transportModes = defineCodeList(
  { name: 'TransportMode', labelVi: 'Loại hình', labelEn: 'Mode', source: 'Thông tư 26/2024/TT-BCA Điều 4' },
  [
    { code: 'ROAD', labelVi: 'Đường bộ', labelEn: 'Road' },
    { code: 'RAIL', labelVi: 'Đường sắt', labelEn: 'Rail' },
    { code: 'INLAND_WATERWAY', labelVi: 'Đường thủy nội địa', labelEn: 'Inland waterway' },
  ],
);

/** What the record's own figures say about it; nothing is dropped because of a flag. */
export const accidentQualityFlags = defineCodeList(
  { name: 'AccidentQualityFlag', labelVi: 'Cờ chất lượng', labelEn: 'Accident quality flag', source: null },
  [
    {
      code: 'SEVERITY_DIFFERS',
      labelVi: 'Mức độ khai báo khác mức độ tính được',
      labelEn: 'Declared severity differs from the computed one',
    },
    {
      code: 'SEVERITY_NOT_COMPUTABLE',
      labelVi: 'Chưa đủ số liệu để tính mức độ',
      labelEn: 'Severity cannot be computed yet',
    },
    {
      code: 'VEHICLE_COUNT_DIFFERS',
      labelVi: 'Số phương tiện khai báo khác số đã liệt kê',
      labelEn: 'Declared vehicle count differs',
    },
    {
      code: 'CASUALTY_COUNT_DIFFERS',
      labelVi: 'Số thương vong khai báo khác số đã liệt kê',
      labelEn: 'Declared casualty count differs',
    },
    { code: 'NO_POSITION', labelVi: 'Không có tọa độ', labelEn: 'No position' },
  ],
);
