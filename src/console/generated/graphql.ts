/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Ngày dương lịch yyyy-mm-dd. A civil date. */
  Date: { input: string; output: string; }
  /** Thời điểm ISO 8601, trả về theo UTC. An instant, ISO 8601, returned in UTC. */
  DateTime: { input: string; output: string; }
  /** Hình học GeoJSON (RFC 7946), WGS 84, kinh độ trước. A GeoJSON geometry, longitude first. */
  GeoJSON: { input: any; output: any; }
  /** Giá trị JSON, kiểu theo trường. A JSON value of the type of its field. */
  JSON: { input: unknown; output: unknown; }
};

/** Nguyên nhân. Cause. (DATEX II v3 AccidentCauseEnum) */
export type AccidentCause =
  /** Mất tập trung, dùng điện thoại. Distraction. */
  | 'DISTRACTION'
  /** Chạy quá tốc độ. Speeding. */
  | 'EXCEEDING_SPEED_LIMITS'
  /** Nồng độ cồn. Alcohol. */
  | 'EXCESS_ALCOHOL'
  /** Ma túy, chất kích thích. Drugs. */
  | 'EXCESS_DRUGS'
  /** Không nhường đường. Failure to give way. */
  | 'FAILURE_TO_GIVE_WAY'
  /** Mệt mỏi, buồn ngủ. Fatigue. */
  | 'FATIGUE'
  /** Khác. Other. */
  | 'OTHER'
  /** Người đi bộ sang đường sai. Pedestrian at fault. */
  | 'PEDESTRIAN_FAULT'
  /** Vượt đèn đỏ. Red light. */
  | 'RED_LIGHT'
  /** Hạ tầng đường bộ. Road defect. */
  | 'ROAD_DEFECT'
  /** Không giữ khoảng cách an toàn. Too close. */
  | 'TOO_CLOSE'
  /** Đang điều tra. Unknown. */
  | 'UNKNOWN'
  /** Vượt sai quy định. Unsafe overtaking. */
  | 'UNSAFE_OVERTAKING'
  /** Chuyển hướng sai quy định. Unsafe turning. */
  | 'UNSAFE_TURNING'
  /** Phương tiện không an toàn. Vehicle defect. */
  | 'VEHICLE_DEFECT'
  /** Đi sai phần đường, làn đường, ngược chiều. Wrong lane or direction. */
  | 'WRONG_LANE_OR_DIRECTION';

/** Lọc theo Nguyên nhân. By Cause. */
export type AccidentCauseFilter = {
  eq?: InputMaybe<AccidentCause>;
  in?: InputMaybe<Array<AccidentCause>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<AccidentCause>;
  notIn?: InputMaybe<Array<AccidentCause>>;
};

/** Cờ chất lượng. Accident quality flag. */
export type AccidentQualityFlag =
  /** Số thương vong khai báo khác số đã liệt kê. Declared casualty count differs. */
  | 'CASUALTY_COUNT_DIFFERS'
  /** Không có tọa độ. No position. */
  | 'NO_POSITION'
  /** Mức độ khai báo khác mức độ tính được. Declared severity differs from the computed one. */
  | 'SEVERITY_DIFFERS'
  /** Chưa đủ số liệu để tính mức độ. Severity cannot be computed yet. */
  | 'SEVERITY_NOT_COMPUTABLE'
  /** Số phương tiện khai báo khác số đã liệt kê. Declared vehicle count differs. */
  | 'VEHICLE_COUNT_DIFFERS';

/** Mức độ tai nạn. Accident severity. (Thông tư 26/2024/TT-BCA Điều 5) */
export type AccidentSeverity =
  /** Va chạm. Collision. */
  | 'COLLISION'
  /** Đặc biệt nghiêm trọng. Extremely serious. */
  | 'EXTREMELY_SERIOUS'
  /** Ít nghiêm trọng. Less serious. */
  | 'LESS_SERIOUS'
  /** Nghiêm trọng. Serious. */
  | 'SERIOUS'
  /** Rất nghiêm trọng. Very serious. */
  | 'VERY_SERIOUS';

/** Lọc theo Mức độ tai nạn. By Accident severity. */
export type AccidentSeverityFilter = {
  eq?: InputMaybe<AccidentSeverity>;
  in?: InputMaybe<Array<AccidentSeverity>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<AccidentSeverity>;
  notIn?: InputMaybe<Array<AccidentSeverity>>;
};

/** Vai trò phương tiện. Role of the vehicle. */
export type AccidentVehicleRole =
  /** Xe gây tai nạn. At fault. */
  | 'AT_FAULT'
  /** Xe liên quan. Involved. */
  | 'INVOLVED'
  /** Chưa rõ. Unknown. */
  | 'UNKNOWN';

/** Bộ mã. Code set. (Quyết định 124/2004/QĐ-TTg; Quyết định 19/2025/QĐ-TTg) */
export type AdministrativeCodeSet =
  /** Danh mục trước 01/07/2025. List before 1 July 2025. */
  | 'VN_2025_03'
  /** Danh mục từ 01/07/2025. List since 1 July 2025. */
  | 'VN_2025_07';

/** Lọc theo Bộ mã. By Code set. */
export type AdministrativeCodeSetFilter = {
  eq?: InputMaybe<AdministrativeCodeSet>;
  in?: InputMaybe<Array<AdministrativeCodeSet>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<AdministrativeCodeSet>;
  notIn?: InputMaybe<Array<AdministrativeCodeSet>>;
};

/** Cấp hành chính. Level. (Luật 72/2025/QH15 Điều 1) */
export type AdministrativeLevel =
  /** Cấp xã. Commune. */
  | 'COMMUNE'
  /** Cấp huyện (trước 01/07/2025). District (until 1 July 2025). */
  | 'DISTRICT'
  /** Cấp tỉnh. Province. */
  | 'PROVINCE';

/** Lọc theo Cấp hành chính. By Level. */
export type AdministrativeLevelFilter = {
  eq?: InputMaybe<AdministrativeLevel>;
  in?: InputMaybe<Array<AdministrativeLevel>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<AdministrativeLevel>;
  notIn?: InputMaybe<Array<AdministrativeLevel>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type AdministrativeUnitOrder = {
  code?: InputMaybe<SortDirection>;
  nameEn?: InputMaybe<SortDirection>;
  validFrom?: InputMaybe<SortDirection>;
};

/** Loại đơn vị. Type of unit. (Luật 72/2025/QH15 Điều 1) */
export type AdministrativeUnitType =
  /** Thành phố. City. */
  | 'CITY'
  /** Xã. Commune. */
  | 'COMMUNE'
  /** Tỉnh. Province. */
  | 'PROVINCE'
  /** Huyện. District. */
  | 'RURAL_DISTRICT'
  /** Đặc khu. Special Zone. */
  | 'SPECIAL_ZONE'
  /** Thị xã. Town. */
  | 'TOWN'
  /** Thị trấn. Township. */
  | 'TOWNSHIP'
  /** Quận. District. */
  | 'URBAN_DISTRICT'
  /** Phường. Ward. */
  | 'WARD';

/** Lọc theo Loại đơn vị. By Type of unit. */
export type AdministrativeUnitTypeFilter = {
  eq?: InputMaybe<AdministrativeUnitType>;
  in?: InputMaybe<Array<AdministrativeUnitType>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<AdministrativeUnitType>;
  notIn?: InputMaybe<Array<AdministrativeUnitType>>;
};

export type AdministrativeUnitWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<AdministrativeUnitWhere>>;
  /** Có hiệu lực vào ngày này. In force on this day. */
  asOf?: InputMaybe<Scalars['Date']['input']>;
  code?: InputMaybe<IdFilter>;
  codeSet?: InputMaybe<AdministrativeCodeSetFilter>;
  level?: InputMaybe<AdministrativeLevelFilter>;
  nameEn?: InputMaybe<TextFilter>;
  nameVi?: InputMaybe<TextFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<AdministrativeUnitWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<AdministrativeUnitWhere>>;
  /** Mã đơn vị cấp trên; nêu cùng asOf. Code of the unit above; state asOf with it. */
  parent?: InputMaybe<IdFilter>;
  type?: InputMaybe<AdministrativeUnitTypeFilter>;
  validFrom?: InputMaybe<DateFilter>;
  validTo?: InputMaybe<DateFilter>;
};

/** Nhóm tuổi. Age band. */
export type AgeBand =
  /** 0-5. 0-5. */
  | 'AGE_0_5'
  /** 6-15. 6-15. */
  | 'AGE_6_15'
  /** 16-17. 16-17. */
  | 'AGE_16_17'
  /** 18-24. 18-24. */
  | 'AGE_18_24'
  /** 25-34. 25-34. */
  | 'AGE_25_34'
  /** 35-44. 35-44. */
  | 'AGE_35_44'
  /** 45-54. 45-54. */
  | 'AGE_45_54'
  /** 55-64. 55-64. */
  | 'AGE_55_64'
  /** Từ 65. 65 and over. */
  | 'AGE_65_PLUS';

/** Việc cần duyệt. What is to be decided. */
export type ApprovalKind =
  /** Quá nhiều bản ghi biến mất. Too many records are gone. */
  | 'REMOVALS'
  /** Nguồn đổi cấu trúc. A source changed its shape. */
  | 'SCHEMA_CHANGE';

/** Lọc theo Việc cần duyệt. By What is to be decided. */
export type ApprovalKindFilter = {
  eq?: InputMaybe<ApprovalKind>;
  in?: InputMaybe<Array<ApprovalKind>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ApprovalKind>;
  notIn?: InputMaybe<Array<ApprovalKind>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type ApprovalOrder = {
  askedAt?: InputMaybe<SortDirection>;
  decidedAt?: InputMaybe<SortDirection>;
};

/** Tình trạng duyệt. State of an approval. */
export type ApprovalStatus =
  /** Đã duyệt. Approved. */
  | 'APPROVED'
  /** Chờ duyệt. Waits for somebody. */
  | 'PENDING'
  /** Đã từ chối. Rejected. */
  | 'REJECTED'
  /** Không còn cần. No longer asked. */
  | 'WITHDRAWN';

/** Lọc theo Tình trạng duyệt. By State of an approval. */
export type ApprovalStatusFilter = {
  eq?: InputMaybe<ApprovalStatus>;
  in?: InputMaybe<Array<ApprovalStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ApprovalStatus>;
  notIn?: InputMaybe<Array<ApprovalStatus>>;
};

export type ApprovalWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<ApprovalWhere>>;
  dataset?: InputMaybe<IdFilter>;
  kind?: InputMaybe<ApprovalKindFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<ApprovalWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<ApprovalWhere>>;
  source?: InputMaybe<IdFilter>;
  status?: InputMaybe<ApprovalStatusFilter>;
};

/** Cách lấy dữ liệu. How a dataset is fed. */
export type BindingMode =
  /** Hỏi tại nguồn khi cần, không lưu. Asked at the owner, never stored. */
  | 'LIVE'
  /** Nguồn gửi đến. The source posts. */
  | 'PUSH'
  /** Nguồn phát liên tục. The source streams. */
  | 'STREAM'
  /** Hub hỏi theo lịch. The hub asks on schedule. */
  | 'SYNC';

/** Lọc có/không. Yes or no. */
export type BooleanFilter = {
  eq?: InputMaybe<Scalars['Boolean']['input']>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Kiểu va chạm. Collision type. (DATEX II v3 CollisionTypeEnum) */
export type CollisionType =
  /** Với động vật. With an animal. */
  | 'ANIMAL'
  /** Đối đầu. Head-on. */
  | 'HEAD_ON'
  /** Liên hoàn. Pile-up. */
  | 'MULTIPLE'
  /** Với vật cản. With an obstacle. */
  | 'OBSTRUCTION'
  /** Khác. Other. */
  | 'OTHER'
  /** Với người đi bộ. With a pedestrian. */
  | 'PEDESTRIAN'
  /** Đâm phía sau. Rear-end. */
  | 'REAR'
  /** Đâm ngang, va quệt. Side. */
  | 'SIDE'
  /** Tự gây tai nạn. Single vehicle. */
  | 'SINGLE_VEHICLE'
  /** Với tàu hỏa. With a train. */
  | 'TRAIN'
  /** Chưa rõ. Unknown. */
  | 'UNKNOWN';

/** Lọc theo Kiểu va chạm. By Collision type. */
export type CollisionTypeFilter = {
  eq?: InputMaybe<CollisionType>;
  in?: InputMaybe<Array<CollisionType>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<CollisionType>;
  notIn?: InputMaybe<Array<CollisionType>>;
};

/** Tình trạng tập dữ liệu. State of a fed dataset. */
export type DatasetState =
  /** Lượt cuối thất bại. The last run failed. */
  | 'FAILED'
  /** Đã chạy, chờ lượt sau. Ran, waits for its next turn. */
  | 'IDLE'
  /** Hỏi tại nguồn khi cần. Asked at the owner. */
  | 'LIVE'
  /** Chưa chạy lần nào. Never ran. */
  | 'NEVER_RAN'
  /** Dừng chờ người duyệt. Parked until somebody decides. */
  | 'PARKED'
  /** Đang chạy. Running. */
  | 'RUNNING';

/** Lọc theo ngày. By date. */
export type DateFilter = {
  /** Hai giá trị, tính cả hai đầu. Two values, both included. */
  between?: InputMaybe<Array<Scalars['Date']['input']>>;
  eq?: InputMaybe<Scalars['Date']['input']>;
  gt?: InputMaybe<Scalars['Date']['input']>;
  gte?: InputMaybe<Scalars['Date']['input']>;
  in?: InputMaybe<Array<Scalars['Date']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  lt?: InputMaybe<Scalars['Date']['input']>;
  lte?: InputMaybe<Scalars['Date']['input']>;
  ne?: InputMaybe<Scalars['Date']['input']>;
  notIn?: InputMaybe<Array<Scalars['Date']['input']>>;
};

/** Lọc theo thời điểm. By instant. */
export type DateTimeFilter = {
  /** Hai giá trị, tính cả hai đầu. Two values, both included. */
  between?: InputMaybe<Array<Scalars['DateTime']['input']>>;
  eq?: InputMaybe<Scalars['DateTime']['input']>;
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  in?: InputMaybe<Array<Scalars['DateTime']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  lte?: InputMaybe<Scalars['DateTime']['input']>;
  ne?: InputMaybe<Scalars['DateTime']['input']>;
  notIn?: InputMaybe<Array<Scalars['DateTime']['input']>>;
};

/** Phương thức phát hiện. Detection method. (Thông tư 73/2024/TT-BCA) */
export type DetectionMethod =
  /** Người dân phản ánh. Citizen report. */
  | 'CITIZEN_REPORT'
  /** Camera cố định. Fixed camera. */
  | 'FIXED_CAMERA'
  /** Thiết bị giám sát hành trình. GPS tachograph. */
  | 'GPS_TACHOGRAPH'
  /** Thiết bị đo tốc độ di động. Mobile speed gun. */
  | 'MOBILE_SPEED_GUN'
  /** Tuần tra, kiểm soát. Patrol. */
  | 'PATROL'
  /** Trạm cân. Weigh station. */
  | 'WEIGH_STATION';

/** Lọc theo Phương thức phát hiện. By Detection method. */
export type DetectionMethodFilter = {
  eq?: InputMaybe<DetectionMethod>;
  in?: InputMaybe<Array<DetectionMethod>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<DetectionMethod>;
  notIn?: InputMaybe<Array<DetectionMethod>>;
};

/** Lọc theo số. By number. */
export type FloatFilter = {
  /** Hai giá trị, tính cả hai đầu. Two values, both included. */
  between?: InputMaybe<Array<Scalars['Float']['input']>>;
  eq?: InputMaybe<Scalars['Float']['input']>;
  gt?: InputMaybe<Scalars['Float']['input']>;
  gte?: InputMaybe<Scalars['Float']['input']>;
  in?: InputMaybe<Array<Scalars['Float']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  lt?: InputMaybe<Scalars['Float']['input']>;
  lte?: InputMaybe<Scalars['Float']['input']>;
  ne?: InputMaybe<Scalars['Float']['input']>;
  notIn?: InputMaybe<Array<Scalars['Float']['input']>>;
};

/** Cờ chất lượng số liệu. Flow quality flag. */
export type FlowQualityFlag =
  /** Giá trị ước tính. Estimated value. */
  | 'ESTIMATED'
  /** Không có số đếm. No count. */
  | 'MISSING_COUNT'
  /** Cảm biến báo lỗi. Sensor reports a fault. */
  | 'SENSOR_FAULT'
  /** Đếm được 0 xe. Counted nothing. */
  | 'ZERO_COUNT';

/** Nhiên liệu. Fuel. */
export type FuelType =
  /** Khí nén (CNG). Compressed natural gas. */
  | 'CNG'
  /** Dầu diesel. Diesel. */
  | 'DIESEL'
  /** Điện. Electric. */
  | 'ELECTRIC'
  /** Lai điện. Hybrid. */
  | 'HYBRID'
  /** Khí hóa lỏng (LPG). Liquefied petroleum gas. */
  | 'LPG'
  /** Khác. Other. */
  | 'OTHER'
  /** Xăng. Petrol. */
  | 'PETROL';

/** Lọc theo Nhiên liệu. By Fuel. */
export type FuelTypeFilter = {
  eq?: InputMaybe<FuelType>;
  in?: InputMaybe<Array<FuelType>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<FuelType>;
  notIn?: InputMaybe<Array<FuelType>>;
};

/** Vị trí WGS 84, độ thập phân. A WGS 84 position, decimal degrees. */
export type GeoPointInput = {
  /** Vĩ độ. Latitude. */
  lat: Scalars['Float']['input'];
  /** Kinh độ. Longitude. */
  lon: Scalars['Float']['input'];
};

/** Lọc theo mã. By identifier. */
export type IdFilter = {
  eq?: InputMaybe<Scalars['ID']['input']>;
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<Scalars['ID']['input']>;
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** Nguồn tin. Kind of source. (DATEX II v3 SourceTypeEnum) */
export type IncidentSourceKind =
  /** Người dân. Citizen. */
  | 'CITIZEN'
  /** Cán bộ xã, phường. Commune officer. */
  | 'COMMUNE_OFFICER'
  /** Hệ thống đối tác. Partner system. */
  | 'PARTNER_SYSTEM'
  /** Cảnh sát giao thông. Traffic police. */
  | 'POLICE'
  /** Đơn vị quản lý đường. Road operator. */
  | 'ROAD_OPERATOR'
  /** Camera, cảm biến. Camera or sensor. */
  | 'SENSOR';

/** Lọc theo Nguồn tin. By Kind of source. */
export type IncidentSourceKindFilter = {
  eq?: InputMaybe<IncidentSourceKind>;
  in?: InputMaybe<Array<IncidentSourceKind>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<IncidentSourceKind>;
  notIn?: InputMaybe<Array<IncidentSourceKind>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type IngestRunOrder = {
  endedAt?: InputMaybe<SortDirection>;
  startedAt?: InputMaybe<SortDirection>;
};

/** Kết cục lượt chạy. How a run stands. */
export type IngestRunStatus =
  /** Thất bại. Failed. */
  | 'FAILED'
  /** Bị ngắt. Interrupted. */
  | 'INTERRUPTED'
  /** Đang chạy. Running. */
  | 'RUNNING'
  /** Xong. Succeeded. */
  | 'SUCCEEDED';

/** Lọc theo Kết cục lượt chạy. By How a run stands. */
export type IngestRunStatusFilter = {
  eq?: InputMaybe<IngestRunStatus>;
  in?: InputMaybe<Array<IngestRunStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<IngestRunStatus>;
  notIn?: InputMaybe<Array<IngestRunStatus>>;
};

export type IngestRunWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<IngestRunWhere>>;
  dataset?: InputMaybe<IdFilter>;
  deleted?: InputMaybe<IntFilter>;
  inserted?: InputMaybe<IntFilter>;
  mode?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<IngestRunWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<IngestRunWhere>>;
  quarantined?: InputMaybe<IntFilter>;
  source?: InputMaybe<IdFilter>;
  startedAt?: InputMaybe<DateTimeFilter>;
  status?: InputMaybe<IngestRunStatusFilter>;
  updated?: InputMaybe<IntFilter>;
};

/** Tình trạng thương vong. Injury. (DATEX II v3 InjuryStatusTypeEnum) */
export type InjuryStatus =
  /** Tử vong. Dead. */
  | 'DEAD'
  /** Bị thương nặng. Seriously injured. */
  | 'SERIOUSLY_INJURED'
  /** Bị thương nhẹ. Slightly injured. */
  | 'SLIGHTLY_INJURED'
  /** Không bị thương. Uninjured. */
  | 'UNINJURED'
  /** Chưa rõ. Unknown. */
  | 'UNKNOWN';

/** Mức quá hạn kiểm định. How overdue the inspection is. (Nghị định 168/2024/NĐ-CP Điều 13) */
export type InspectionOverdueBand =
  /** Quá hạn từ 01 tháng. Overdue by a month or more. */
  | 'FROM_1_MONTH'
  /** Còn hạn. Not overdue. */
  | 'NONE'
  /** Quá hạn dưới 01 tháng. Overdue by less than a month. */
  | 'UNDER_1_MONTH';

/** Lọc theo số nguyên. By whole number. */
export type IntFilter = {
  /** Hai giá trị, tính cả hai đầu. Two values, both included. */
  between?: InputMaybe<Array<Scalars['Int']['input']>>;
  eq?: InputMaybe<Scalars['Int']['input']>;
  gt?: InputMaybe<Scalars['Int']['input']>;
  gte?: InputMaybe<Scalars['Int']['input']>;
  in?: InputMaybe<Array<Scalars['Int']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  lt?: InputMaybe<Scalars['Int']['input']>;
  lte?: InputMaybe<Scalars['Int']['input']>;
  ne?: InputMaybe<Scalars['Int']['input']>;
  notIn?: InputMaybe<Array<Scalars['Int']['input']>>;
};

/** Vai trò. Role. (DATEX II v3 InvolvementRolesEnum) */
export type InvolvementRole =
  /** Người lái xe. Driver or rider. */
  | 'DRIVER'
  /** Người được chở. Passenger. */
  | 'PASSENGER'
  /** Người đi bộ. Pedestrian. */
  | 'PEDESTRIAN'
  /** Chưa rõ. Unknown. */
  | 'UNKNOWN';

/** Chiều của làn. Lane direction. (NGSI-LD TrafficFlowObserved.laneDirection) */
export type LaneDirection =
  /** Theo chiều lý trình giảm. Backward. */
  | 'BACKWARD'
  /** Theo chiều lý trình tăng. Forward. */
  | 'FORWARD';

/** Lọc theo Chiều của làn. By Lane direction. */
export type LaneDirectionFilter = {
  eq?: InputMaybe<LaneDirection>;
  in?: InputMaybe<Array<LaneDirection>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<LaneDirection>;
  notIn?: InputMaybe<Array<LaneDirection>>;
};

/** Ánh sáng. Lighting. */
export type Lighting =
  /** Đêm, có đèn đường. Dark, lit. */
  | 'DARK_LIT'
  /** Đêm, không rõ đèn đường. Dark, lighting unknown. */
  | 'DARK_UNKNOWN'
  /** Đêm, không có đèn đường. Dark, unlit. */
  | 'DARK_UNLIT'
  /** Ban ngày. Daylight. */
  | 'DAYLIGHT'
  /** Chạng vạng. Twilight. */
  | 'TWILIGHT';

/** Lọc theo Ánh sáng. By Lighting. */
export type LightingFilter = {
  eq?: InputMaybe<Lighting>;
  in?: InputMaybe<Array<Lighting>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<Lighting>;
  notIn?: InputMaybe<Array<Lighting>>;
};

/** Loại kết quả đo. Kind of measurement. */
export type MeasurementKind =
  /** Nồng độ cồn trong máu. Blood alcohol. */
  | 'BLOOD_ALCOHOL'
  /** Nồng độ cồn trong khí thở. Breath alcohol. */
  | 'BREATH_ALCOHOL'
  /** Tốc độ. Speed. */
  | 'SPEED'
  /** Khối lượng. Weight. */
  | 'WEIGHT';

/** Mức ảnh hưởng. Severity. (DATEX II v3 OverallSeverityEnum) */
export type OverallSeverity =
  /** Cao. High. */
  | 'HIGH'
  /** Cao nhất. Highest. */
  | 'HIGHEST'
  /** Thấp. Low. */
  | 'LOW'
  /** Thấp nhất. Lowest. */
  | 'LOWEST'
  /** Trung bình. Medium. */
  | 'MEDIUM'
  /** Không ảnh hưởng. None. */
  | 'NONE'
  /** Chưa rõ. Unknown. */
  | 'UNKNOWN';

/** Lọc theo Mức ảnh hưởng. By Severity. */
export type OverallSeverityFilter = {
  eq?: InputMaybe<OverallSeverity>;
  in?: InputMaybe<Array<OverallSeverity>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<OverallSeverity>;
  notIn?: InputMaybe<Array<OverallSeverity>>;
};

/** Loại chủ xe. Kind of owner. (Luật 36/2024/QH15 Điều 36 khoản 3) */
export type OwnerKind =
  /** Tổ chức. Organisation. */
  | 'ORGANISATION'
  /** Cá nhân. Person. */
  | 'PERSON';

/** Chuyên đề. Activity. (Thông tư 73/2024/TT-BCA) */
export type PatrolActivity =
  /** Nồng độ cồn. Alcohol. */
  | 'ALCOHOL'
  /** Tổng hợp. General. */
  | 'GENERAL'
  /** Quá tải. Overload. */
  | 'OVERLOAD'
  /** Tốc độ. Speed. */
  | 'SPEED';

/** Lọc theo Chuyên đề. By Activity. */
export type PatrolActivityFilter = {
  eq?: InputMaybe<PatrolActivity>;
  in?: InputMaybe<Array<PatrolActivity>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<PatrolActivity>;
  notIn?: InputMaybe<Array<PatrolActivity>>;
};

/** Hình thức tuần tra. Patrol mode. (Thông tư 73/2024/TT-BCA) */
export type PatrolMode =
  /** Công khai kết hợp hóa trang. Open combined with plain clothes. */
  | 'COMBINED_PLAINCLOTHES'
  /** Công khai. Open. */
  | 'OPEN';

/** Lọc theo Hình thức tuần tra. By Patrol mode. */
export type PatrolModeFilter = {
  eq?: InputMaybe<PatrolMode>;
  in?: InputMaybe<Array<PatrolMode>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<PatrolMode>;
  notIn?: InputMaybe<Array<PatrolMode>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type PatrolShiftOrder = {
  endAt?: InputMaybe<SortDirection>;
  id?: InputMaybe<SortDirection>;
  startAt?: InputMaybe<SortDirection>;
};

export type PatrolShiftWhere = {
  activity?: InputMaybe<PatrolActivityFilter>;
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<PatrolShiftWhere>>;
  endAt?: InputMaybe<DateTimeFilter>;
  id?: InputMaybe<IdFilter>;
  mode?: InputMaybe<PatrolModeFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<PatrolShiftWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<PatrolShiftWhere>>;
  startAt?: InputMaybe<DateTimeFilter>;
  teamCode?: InputMaybe<IdFilter>;
  unit?: InputMaybe<UnitFilter>;
};

/** Màu biển số. Plate colour. (Luật 36/2024/QH15 Điều 36 khoản 2) */
export type PlateColour =
  /** Nền xanh, chữ số trắng. Blue with white. */
  | 'BLUE_WHITE'
  /** Loại khác. Other. */
  | 'OTHER'
  /** Nền đỏ, chữ số trắng. Red with white. */
  | 'RED_WHITE'
  /** Nền trắng, chữ số đen. White with black. */
  | 'WHITE_BLACK'
  /** Nền trắng, chữ đỏ, số đen (NG, QT). White, red letters, black digits (NG, QT). */
  | 'WHITE_RED'
  /** Nền vàng, chữ số đen. Yellow with black. */
  | 'YELLOW_BLACK'
  /** Nền vàng, chữ số đỏ. Yellow with red. */
  | 'YELLOW_RED';

/** Lọc theo Màu biển số. By Plate colour. */
export type PlateColourFilter = {
  eq?: InputMaybe<PlateColour>;
  in?: InputMaybe<Array<PlateColour>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<PlateColour>;
  notIn?: InputMaybe<Array<PlateColour>>;
};

/** Loại biển số. Kind of plate. (Thông tư 79/2024/TT-BCA) */
export type PlateKind =
  /** Biển số trúng đấu giá. Auctioned plate. */
  | 'AUCTIONED'
  /** Biển số do nước ngoài cấp. Plate issued abroad. */
  | 'FOREIGN'
  /** Biển số định danh. Identification plate. */
  | 'IDENTIFICATION'
  /** Biển số 3 hoặc 4 số (cũ). Legacy plate, three or four digits. */
  | 'LEGACY_3_4'
  /** Biển số 4 số (cũ). Legacy plate, four digits. */
  | 'LEGACY_4_DIGIT'
  /** Biển số tạm thời. Temporary plate. */
  | 'TEMPORARY';

/** Độ chắc chắn. Probability of occurrence. (DATEX II v3 ProbabilityOfOccurrenceEnum) */
export type ProbabilityOfOccurrence =
  /** Chắc chắn. Certain. */
  | 'CERTAIN'
  /** Có thể. Probable. */
  | 'PROBABLE'
  /** Có nguy cơ. Risk of. */
  | 'RISK_OF';

/** Lọc theo Độ chắc chắn. By Probability of occurrence. */
export type ProbabilityOfOccurrenceFilter = {
  eq?: InputMaybe<ProbabilityOfOccurrence>;
  in?: InputMaybe<Array<ProbabilityOfOccurrence>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ProbabilityOfOccurrence>;
  notIn?: InputMaybe<Array<ProbabilityOfOccurrence>>;
};

/** Tình trạng bản ghi bị cách ly. What became of a refused record. */
export type QuarantineStatus =
  /** Người phụ trách bỏ qua. Discarded by a person. */
  | 'DISCARDED'
  /** Chờ xử lý. Waits for somebody. */
  | 'OPEN'
  /** Đã nhận sau khi sửa ánh xạ. Taken under a mended mapping. */
  | 'REPLAYED'
  /** Nguồn đã gửi bản mới hơn. The source has sent a newer one. */
  | 'SUPERSEDED';

/** Lọc theo Tình trạng bản ghi bị cách ly. By What became of a refused record. */
export type QuarantineStatusFilter = {
  eq?: InputMaybe<QuarantineStatus>;
  in?: InputMaybe<Array<QuarantineStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<QuarantineStatus>;
  notIn?: InputMaybe<Array<QuarantineStatus>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type QuarantinedRecordOrder = {
  firstSeenAt?: InputMaybe<SortDirection>;
  lastSeenAt?: InputMaybe<SortDirection>;
  timesSeen?: InputMaybe<SortDirection>;
};

export type QuarantinedRecordWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<QuarantinedRecordWhere>>;
  dataset?: InputMaybe<IdFilter>;
  field?: InputMaybe<IdFilter>;
  lastSeenAt?: InputMaybe<DateTimeFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<QuarantinedRecordWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<QuarantinedRecordWhere>>;
  reason?: InputMaybe<IdFilter>;
  source?: InputMaybe<IdFilter>;
  status?: InputMaybe<QuarantineStatusFilter>;
  timesSeen?: InputMaybe<IntFilter>;
  uri?: InputMaybe<IdFilter>;
};

/** Một sự cố như người ở hiện trường thấy. Nơi xảy ra: vị trí, đoạn đường, đường + lý trình, hoặc đơn vị hành chính. An incident as seen on the spot. Its place: a position, a segment, a road with a kilometre post, or a unit. */
export type ReportIncidentInput = {
  /** Mô tả, tối đa 2000 ký tự. Description, up to 2000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** UUID do thiết bị tạo, một cho mỗi tin báo. Gửi lại cùng mã, cùng nội dung thì nhận lại cùng biên nhận. UUID made on the device, one per report; sending the same again returns the same receipt. */
  instanceId: Scalars['ID']['input'];
  /** Lý trình: Km 145+200. Kilometre post. */
  kilometrePost?: InputMaybe<Scalars['String']['input']>;
  /** Vị trí. Position. */
  location?: InputMaybe<GeoPointInput>;
  /** Bắt đầu lúc. When it began. */
  occurredAt: Scalars['DateTime']['input'];
  /** Số hiệu đường như RoadSegment.officialRef (QL18), đi cùng kilometrePost, thay cho roadSegment. Number of the road with a kilometrePost, instead of roadSegment. */
  road?: InputMaybe<Scalars['String']['input']>;
  /** Mã đoạn đường. Road segment. */
  roadSegment?: InputMaybe<Scalars['ID']['input']>;
  /** Mức ảnh hưởng. Severity. */
  severity?: OverallSeverity;
  /** Loại sự cố. Kind. */
  situationRecordType: SituationRecordType;
  /** Nguồn tin, ví dụ người dân báo qua cán bộ. Who saw it, e.g. a citizen who told the officer. */
  sourceKind?: IncidentSourceKind;
  /** Địa bàn; mặc định là địa bàn của đoạn đường. Unit; default: that of the road segment. */
  unit?: InputMaybe<UnitInput>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type ResidentOrder = {
  fullName?: InputMaybe<SortDirection>;
  personalId?: InputMaybe<SortDirection>;
};

/** Tình trạng cư dân. Resident status. */
export type ResidentStatus =
  /** Đang cư trú. Resident. */
  | 'ACTIVE'
  /** Đã mất. Deceased. */
  | 'DECEASED'
  /** Định cư ở nước ngoài. Emigrated. */
  | 'EMIGRATED'
  /** Mất tích. Missing. */
  | 'MISSING';

/** Lọc theo Tình trạng cư dân. By Resident status. */
export type ResidentStatusFilter = {
  eq?: InputMaybe<ResidentStatus>;
  in?: InputMaybe<Array<ResidentStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ResidentStatus>;
  notIn?: InputMaybe<Array<ResidentStatus>>;
};

export type ResidentWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<ResidentWhere>>;
  dateOfBirth?: InputMaybe<DateFilter>;
  fullName?: InputMaybe<TextFilter>;
  householdId?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<ResidentWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<ResidentWhere>>;
  personalId?: InputMaybe<IdFilter>;
  sex?: InputMaybe<SexFilter>;
  status?: InputMaybe<ResidentStatusFilter>;
  /** Nơi thường trú. Permanent residence. */
  unit?: InputMaybe<UnitFilter>;
};

/** Cấp đường. Road class. (Luật 35/2024/QH15 Điều 8) */
export type RoadClass =
  /** Đường xã. Commune road. */
  | 'COMMUNE'
  /** Đường huyện. District road. */
  | 'DISTRICT'
  /** Đường cao tốc. Expressway. */
  | 'EXPRESSWAY'
  /** Quốc lộ. National road. */
  | 'NATIONAL'
  /** Loại khác. Other. */
  | 'OTHER'
  /** Đường tỉnh. Provincial road. */
  | 'PROVINCIAL'
  /** Đường chuyên dùng. Special-use road. */
  | 'SPECIAL'
  /** Đường đô thị. Urban road. */
  | 'URBAN'
  /** Đường thôn. Village road. */
  | 'VILLAGE';

/** Lọc theo Cấp đường. By Road class. */
export type RoadClassFilter = {
  eq?: InputMaybe<RoadClass>;
  in?: InputMaybe<Array<RoadClass>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<RoadClass>;
  notIn?: InputMaybe<Array<RoadClass>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type RoadSegmentOrder = {
  id?: InputMaybe<SortDirection>;
  maximumAllowedSpeed?: InputMaybe<SortDirection>;
  name?: InputMaybe<SortDirection>;
  officialRef?: InputMaybe<SortDirection>;
  startKilometer?: InputMaybe<SortDirection>;
};

export type RoadSegmentWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<RoadSegmentWhere>>;
  endKilometer?: InputMaybe<FloatFilter>;
  id?: InputMaybe<IdFilter>;
  maximumAllowedSpeed?: InputMaybe<IntFilter>;
  name?: InputMaybe<TextFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<RoadSegmentWhere>;
  officialRef?: InputMaybe<TextFilter>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<RoadSegmentWhere>>;
  populatedArea?: InputMaybe<BooleanFilter>;
  roadClass?: InputMaybe<RoadClassFilter>;
  startKilometer?: InputMaybe<FloatFilter>;
  status?: InputMaybe<RoadStatusFilter>;
  surface?: InputMaybe<RoadSurfaceFilter>;
  unit?: InputMaybe<UnitFilter>;
};

/** Tình trạng khai thác. Road status. (NGSI-LD RoadSegment.status) */
export type RoadStatus =
  /** Đóng. Closed. */
  | 'CLOSED'
  /** Hạn chế. Limited. */
  | 'LIMITED'
  /** Đang khai thác. Open. */
  | 'OPEN';

/** Lọc theo Tình trạng khai thác. By Road status. */
export type RoadStatusFilter = {
  eq?: InputMaybe<RoadStatus>;
  in?: InputMaybe<Array<RoadStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<RoadStatus>;
  notIn?: InputMaybe<Array<RoadStatus>>;
};

/** Mặt đường. Surface. */
export type RoadSurface =
  /** Bê tông nhựa. Asphalt concrete. */
  | 'ASPHALT'
  /** Bê tông xi măng. Cement concrete. */
  | 'CEMENT'
  /** Đường đất. Earth. */
  | 'EARTH'
  /** Cấp phối. Gravel. */
  | 'GRAVEL'
  /** Loại khác. Other. */
  | 'OTHER'
  /** Láng nhựa. Surface-treated. */
  | 'SURFACE_TREATED';

/** Lọc theo Mặt đường. By Surface. */
export type RoadSurfaceFilter = {
  eq?: InputMaybe<RoadSurface>;
  in?: InputMaybe<Array<RoadSurface>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<RoadSurface>;
  notIn?: InputMaybe<Array<RoadSurface>>;
};

/** Cách phân loại. Severity scheme. */
export type SeverityScheme =
  /** Thông tư 26/2024/TT-BCA. Circular 26/2024/TT-BCA. */
  | 'TT26_2024'
  /** Thông tư 58/2009/TT-BCA. Circular 58/2009/TT-BCA. */
  | 'TT58_2009';

/** Lọc theo Cách phân loại. By Severity scheme. */
export type SeveritySchemeFilter = {
  eq?: InputMaybe<SeverityScheme>;
  in?: InputMaybe<Array<SeverityScheme>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<SeverityScheme>;
  notIn?: InputMaybe<Array<SeverityScheme>>;
};

/** Giới tính. Sex. */
export type Sex =
  /** Nữ. Female. */
  | 'FEMALE'
  /** Nam. Male. */
  | 'MALE';

/** Lọc theo Giới tính. By Sex. */
export type SexFilter = {
  eq?: InputMaybe<Sex>;
  in?: InputMaybe<Array<Sex>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<Sex>;
  notIn?: InputMaybe<Array<Sex>>;
};

/** Loại sự cố. Kind of incident. (DATEX II v3 SituationRecord) */
export type SituationRecordType =
  /** Ùn tắc, giao thông bất thường. Abnormal traffic. */
  | 'ABNORMAL_TRAFFIC'
  /** Tai nạn. Accident. */
  | 'ACCIDENT'
  /** Đèn tín hiệu, thiết bị hỏng. Equipment or system fault. */
  | 'EQUIPMENT_FAULT'
  /** Chướng ngại vật. Obstruction. */
  | 'GENERAL_OBSTRUCTION'
  /** Thi công, sửa chữa. Maintenance works. */
  | 'MAINTENANCE_WORKS'
  /** Hư hỏng mặt đường. Road conditions not due to weather. */
  | 'NON_WEATHER_RELATED_ROAD_CONDITIONS'
  /** Sự kiện công cộng. Public event. */
  | 'PUBLIC_EVENT'
  /** Điều tiết đường, làn xe. Road or lane management. */
  | 'ROAD_OR_CARRIAGEWAY_OR_LANE_MANAGEMENT'
  /** Điều chỉnh tốc độ. Speed management. */
  | 'SPEED_MANAGEMENT'
  /** Phương tiện gây cản trở. Vehicle obstruction. */
  | 'VEHICLE_OBSTRUCTION'
  /** Mặt đường do thời tiết. Weather-related road conditions. */
  | 'WEATHER_RELATED_ROAD_CONDITIONS';

/** Lọc theo Loại sự cố. By Kind of incident. */
export type SituationRecordTypeFilter = {
  eq?: InputMaybe<SituationRecordType>;
  in?: InputMaybe<Array<SituationRecordType>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<SituationRecordType>;
  notIn?: InputMaybe<Array<SituationRecordType>>;
};

/** Chiều sắp xếp; giá trị trống luôn ở cuối. Direction; empty values always come last. */
export type SortDirection =
  | 'ASC'
  | 'DESC';

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type SourceOrder = {
  asOf?: InputMaybe<SortDirection>;
  name?: InputMaybe<SortDirection>;
  owner?: InputMaybe<SortDirection>;
  status?: InputMaybe<SortDirection>;
};

/** Tình trạng nguồn. State of a source. */
export type SourceState =
  /** Trả lời sai cấu trúc. Answers what cannot be read. */
  | 'BAD_DATA'
  /** Không trả lời. Does not answer. */
  | 'DOWN'
  /** Chưa hỏi từ khi hub khởi động. Not asked since the hub started. */
  | 'NOT_ASKED'
  /** Trả lời tốt. Answers well. */
  | 'OK'
  /** Trả lời quá chậm. Answers too slowly. */
  | 'SLOW';

/** Lọc theo Tình trạng nguồn. By State of a source. */
export type SourceStateFilter = {
  eq?: InputMaybe<SourceState>;
  in?: InputMaybe<Array<SourceState>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<SourceState>;
  notIn?: InputMaybe<Array<SourceState>>;
};

export type SourceWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<SourceWhere>>;
  connector?: InputMaybe<IdFilter>;
  name?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<SourceWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<SourceWhere>>;
  owner?: InputMaybe<TextFilter>;
  status?: InputMaybe<SourceStateFilter>;
};

/** Tình trạng mặt đường. Surface condition. */
export type SurfaceCondition =
  /** Khô. Dry. */
  | 'DRY'
  /** Ngập. Flooded. */
  | 'FLOODED'
  /** Băng, tuyết. Ice or snow. */
  | 'ICE_OR_SNOW'
  /** Bùn đất. Mud. */
  | 'MUD'
  /** Dầu nhớt. Oil. */
  | 'OIL'
  /** Khác. Other. */
  | 'OTHER'
  /** Ướt. Wet. */
  | 'WET';

/** Lọc theo Tình trạng mặt đường. By Surface condition. */
export type SurfaceConditionFilter = {
  eq?: InputMaybe<SurfaceCondition>;
  in?: InputMaybe<Array<SurfaceCondition>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<SurfaceCondition>;
  notIn?: InputMaybe<Array<SurfaceCondition>>;
};

/** Lọc theo văn bản. By text. */
export type TextFilter = {
  /** Chứa, không phân biệt hoa thường và dấu. Contains, ignoring case and accents. */
  contains?: InputMaybe<Scalars['String']['input']>;
  eq?: InputMaybe<Scalars['String']['input']>;
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<Scalars['String']['input']>;
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Bắt đầu bằng, không phân biệt hoa thường và dấu. Starts with, ignoring case and accents. */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type TrafficAccidentOrder = {
  damageVnd?: InputMaybe<SortDirection>;
  id?: InputMaybe<SortDirection>;
  injuredCount?: InputMaybe<SortDirection>;
  occurredAt?: InputMaybe<SortDirection>;
  reportedAt?: InputMaybe<SortDirection>;
};

export type TrafficAccidentWhere = {
  accidentSeverity?: InputMaybe<AccidentSeverityFilter>;
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<TrafficAccidentWhere>>;
  cause?: InputMaybe<AccidentCauseFilter>;
  collisionType?: InputMaybe<CollisionTypeFilter>;
  damageVnd?: InputMaybe<IntFilter>;
  deathsWithin24h?: InputMaybe<IntFilter>;
  deathsWithin30days?: InputMaybe<IntFilter>;
  declaredSeverity?: InputMaybe<AccidentSeverityFilter>;
  id?: InputMaybe<IdFilter>;
  injuredCount?: InputMaybe<IntFilter>;
  lighting?: InputMaybe<LightingFilter>;
  mode?: InputMaybe<TransportModeFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<TrafficAccidentWhere>;
  occurredAt?: InputMaybe<DateTimeFilter>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<TrafficAccidentWhere>>;
  reportedAt?: InputMaybe<DateTimeFilter>;
  roadRef?: InputMaybe<TextFilter>;
  roadSegment?: InputMaybe<IdFilter>;
  roadSurface?: InputMaybe<SurfaceConditionFilter>;
  severityScheme?: InputMaybe<SeveritySchemeFilter>;
  unit?: InputMaybe<UnitFilter>;
  weather?: InputMaybe<WeatherFilter>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type TrafficFlowObservedOrder = {
  averageVehicleSpeed?: InputMaybe<SortDirection>;
  dateObserved?: InputMaybe<SortDirection>;
  id?: InputMaybe<SortDirection>;
  intensity?: InputMaybe<SortDirection>;
  occupancy?: InputMaybe<SortDirection>;
};

export type TrafficFlowObservedWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<TrafficFlowObservedWhere>>;
  averageVehicleSpeed?: InputMaybe<FloatFilter>;
  congested?: InputMaybe<BooleanFilter>;
  dateObserved?: InputMaybe<DateTimeFilter>;
  id?: InputMaybe<IdFilter>;
  intensity?: InputMaybe<IntFilter>;
  laneDirection?: InputMaybe<LaneDirectionFilter>;
  laneId?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<TrafficFlowObservedWhere>;
  occupancy?: InputMaybe<FloatFilter>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<TrafficFlowObservedWhere>>;
  roadSegment?: InputMaybe<IdFilter>;
  sensorId?: InputMaybe<IdFilter>;
  vehicleType?: InputMaybe<VehicleTypeFilter>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type TrafficIncidentOrder = {
  id?: InputMaybe<SortDirection>;
  overallStartTime?: InputMaybe<SortDirection>;
  situationRecordVersionTime?: InputMaybe<SortDirection>;
};

export type TrafficIncidentWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<TrafficIncidentWhere>>;
  id?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<TrafficIncidentWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<TrafficIncidentWhere>>;
  overallEndTime?: InputMaybe<DateTimeFilter>;
  overallSeverity?: InputMaybe<OverallSeverityFilter>;
  overallStartTime?: InputMaybe<DateTimeFilter>;
  probabilityOfOccurrence?: InputMaybe<ProbabilityOfOccurrenceFilter>;
  reportedBy?: InputMaybe<IdFilter>;
  roadSegment?: InputMaybe<IdFilter>;
  situationRecordType?: InputMaybe<SituationRecordTypeFilter>;
  situationRecordVersionTime?: InputMaybe<DateTimeFilter>;
  sourceKind?: InputMaybe<IncidentSourceKindFilter>;
  unit?: InputMaybe<UnitFilter>;
  validityStatus?: InputMaybe<ValidityStatusFilter>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type TrafficViolationOrder = {
  detectedAt?: InputMaybe<SortDirection>;
  fineAmount?: InputMaybe<SortDirection>;
  id?: InputMaybe<SortDirection>;
  occurredAt?: InputMaybe<SortDirection>;
};

export type TrafficViolationWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<TrafficViolationWhere>>;
  detectedAt?: InputMaybe<DateTimeFilter>;
  detectionMethod?: InputMaybe<DetectionMethodFilter>;
  fineAmount?: InputMaybe<IntFilter>;
  group?: InputMaybe<ViolationGroupFilter>;
  id?: InputMaybe<IdFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<TrafficViolationWhere>;
  occurredAt?: InputMaybe<DateTimeFilter>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<TrafficViolationWhere>>;
  pointsDeducted?: InputMaybe<IntFilter>;
  roadRef?: InputMaybe<TextFilter>;
  roadSegment?: InputMaybe<IdFilter>;
  state?: InputMaybe<ViolationStateFilter>;
  unit?: InputMaybe<UnitFilter>;
  vehicle?: InputMaybe<IdFilter>;
  violationCode?: InputMaybe<TextFilter>;
};

/** Loại hình. Mode. (Thông tư 26/2024/TT-BCA Điều 4) */
export type TransportMode =
  /** Đường thủy nội địa. Inland waterway. */
  | 'INLAND_WATERWAY'
  /** Đường sắt. Rail. */
  | 'RAIL'
  /** Đường bộ. Road. */
  | 'ROAD';

/** Lọc theo Loại hình. By Mode. */
export type TransportModeFilter = {
  eq?: InputMaybe<TransportMode>;
  in?: InputMaybe<Array<TransportMode>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<TransportMode>;
  notIn?: InputMaybe<Array<TransportMode>>;
};

/** Đơn vị hành chính theo mã và ngày: bản ghi mang mã cũ hay mã mới của cùng một nơi đều được tìm thấy. An administrative unit by code and date: records under the old or the new codes of the same place are found. */
export type UnitFilter = {
  /** Ngày mà mã có nghĩa; mặc định hôm nay. Default: today. */
  asOf?: InputMaybe<Scalars['Date']['input']>;
  code: Scalars['String']['input'];
  /** Chỉ những bản ghi chắc chắn nằm trong nơi này. Mặc định gồm cả xã mới chứa xã cũ được hỏi: không bỏ sót ai, nhưng có thể có bản ghi ngoài ranh giới cũ. Only records that surely lie in the place; by default also those of a larger commune that it went into, so that nothing that may lie in it is missed. */
  exact?: Scalars['Boolean']['input'];
};

/** Đơn vị hành chính theo mã và ngày. An administrative unit by code and date. */
export type UnitInput = {
  /** Ngày mà mã có nghĩa; mặc định ngày xảy ra. Day on which the code has its meaning; default: that day. */
  asOf?: InputMaybe<Scalars['Date']['input']>;
  code: Scalars['String']['input'];
};

/** Lý do khớp. Reason of the match. */
export type UnitMatchReason =
  /** Đúng mã. The code matches. */
  | 'CODE'
  /** Đúng cả mã và tên. Code and name match. */
  | 'CODE_AND_NAME'
  /** Đúng tên. The name matches. */
  | 'NAME'
  /** Đúng tên khi bỏ dấu. The name matches without accents. */
  | 'NAME_WITHOUT_ACCENTS';

/** Phần nhập vào. Share. */
export type UnitShare =
  /** Toàn bộ. The whole unit. */
  | 'FULL'
  /** Một phần. A part of the unit. */
  | 'PARTIAL'
  /** Chưa xác định. Not determined. */
  | 'UNKNOWN';

/** Hiệu lực. Validity status. (DATEX II v3 ValidityStatusEnum) */
export type ValidityStatus =
  /** Đang có hiệu lực. Active. */
  | 'ACTIVE'
  /** Theo thời gian hiệu lực. Defined by its times. */
  | 'DEFINED_BY_VALIDITY_TIME_SPEC'
  /** Theo kế hoạch. Planned. */
  | 'PLANNED'
  /** Tạm ngừng. Suspended. */
  | 'SUSPENDED';

/** Lọc theo Hiệu lực. By Validity status. */
export type ValidityStatusFilter = {
  eq?: InputMaybe<ValidityStatus>;
  in?: InputMaybe<Array<ValidityStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ValidityStatus>;
  notIn?: InputMaybe<Array<ValidityStatus>>;
};

/** Vì sao chọn giá trị này. Why this value was picked. */
export type ValueChoice =
  /** Thứ tự tin cậy của trường. The field's own order of trust. */
  | 'FIELD_ORDER'
  /** Thông tin mới nhất. The latest known. */
  | 'LATEST'
  /** Chỉ một nguồn nói. One source alone speaks of it. */
  | 'ONLY_SOURCE'
  /** Thứ tự tin cậy của tập dữ liệu. The dataset's order of trust. */
  | 'TRUST_ORDER';

/** Nhóm phương tiện. Vehicle group. */
export type VehicleGroup =
  /** Ô tô. Car, lorry, bus. */
  | 'CAR'
  /** Xe mô tô, xe gắn máy. Motorcycle or moped. */
  | 'MOTORCYCLE'
  /** Loại khác. Other. */
  | 'OTHER'
  /** Xe máy chuyên dùng. Special-purpose machine. */
  | 'SPECIAL_MACHINE'
  /** Rơ moóc, sơ mi rơ moóc. Trailer or semi-trailer. */
  | 'TRAILER';

/** Lọc theo Nhóm phương tiện. By Vehicle group. */
export type VehicleGroupFilter = {
  eq?: InputMaybe<VehicleGroup>;
  in?: InputMaybe<Array<VehicleGroup>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<VehicleGroup>;
  notIn?: InputMaybe<Array<VehicleGroup>>;
};

/** Đúng một trường mỗi phần tử. Exactly one field each. */
export type VehicleOrder = {
  dateVehicleFirstRegistered?: InputMaybe<SortDirection>;
  id?: InputMaybe<SortDirection>;
  inspectionValidUntil?: InputMaybe<SortDirection>;
  insuranceValidUntil?: InputMaybe<SortDirection>;
  manufactureYear?: InputMaybe<SortDirection>;
};

/** Tình trạng đăng ký. Registration status. */
export type VehicleStatus =
  /** Đang lưu hành. Active. */
  | 'ACTIVE'
  /** Đã thu hồi đăng ký. Deregistered. */
  | 'DEREGISTERED'
  /** Hết niên hạn sử dụng. Past its service life. */
  | 'EXPIRED_LIFE'
  /** Chủ xe giữ lại biển số. Plate retained by owner. */
  | 'PLATE_RETAINED_BY_OWNER'
  /** Báo mất cắp. Stolen. */
  | 'STOLEN'
  /** Đã chuyển quyền sở hữu. Transferred. */
  | 'TRANSFERRED';

/** Lọc theo Tình trạng đăng ký. By Registration status. */
export type VehicleStatusFilter = {
  eq?: InputMaybe<VehicleStatus>;
  in?: InputMaybe<Array<VehicleStatus>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<VehicleStatus>;
  notIn?: InputMaybe<Array<VehicleStatus>>;
};

/** Loại phương tiện. Vehicle type. (Luật 36/2024/QH15 Điều 34) */
export type VehicleType =
  /** Xe vật nuôi kéo. Animal-drawn vehicle. */
  | 'ANIMAL_DRAWN'
  /** Xe đạp. Bicycle. */
  | 'BICYCLE'
  /** Ô tô khách, xe buýt. Bus or coach. */
  | 'BUS'
  /** Ô tô con. Car. */
  | 'CAR'
  /** Xe xích lô. Cyclo. */
  | 'CYCLO'
  /** Xe đạp máy. Electric bicycle. */
  | 'E_BICYCLE'
  /** Ô tô trộn bê tông. Concrete mixer. */
  | 'MIXER'
  /** Xe gắn máy. Moped. */
  | 'MOPED'
  /** Xe mô tô. Motorcycle. */
  | 'MOTORCYCLE'
  /** Xe chở hàng bốn bánh có gắn động cơ. Motorised four-wheeler for goods. */
  | 'MOTORISED_4W_CARGO'
  /** Xe chở người bốn bánh có gắn động cơ. Motorised four-wheeler for passengers. */
  | 'MOTORISED_4W_PASSENGER'
  /** Loại khác. Other. */
  | 'OTHER'
  /** Sơ mi rơ moóc. Semi-trailer. */
  | 'SEMI_TRAILER'
  /** Xe máy chuyên dùng. Special-purpose machine. */
  | 'SPECIAL_PURPOSE_MACHINE'
  /** Ô tô xi téc. Tanker. */
  | 'TANKER'
  /** Ô tô đầu kéo. Tractor unit. */
  | 'TRACTOR_UNIT'
  /** Rơ moóc. Trailer. */
  | 'TRAILER'
  /** Ô tô tải. Lorry. */
  | 'TRUCK'
  /** Xe lăn của người khuyết tật. Wheelchair. */
  | 'WHEELCHAIR';

/** Lọc theo Loại phương tiện. By Vehicle type. */
export type VehicleTypeFilter = {
  eq?: InputMaybe<VehicleType>;
  in?: InputMaybe<Array<VehicleType>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<VehicleType>;
  notIn?: InputMaybe<Array<VehicleType>>;
};

/** Mục đích sử dụng. Usage. (Luật 36/2024/QH15 Điều 36 khoản 2) */
export type VehicleUsage =
  /** Kinh doanh vận tải. Commercial transport. */
  | 'COMMERCIAL_TRANSPORT'
  /** Ngoại giao. Diplomatic. */
  | 'DIPLOMATIC'
  /** Quân sự. Military. */
  | 'MILITARY'
  /** Không kinh doanh vận tải. Private. */
  | 'PRIVATE'
  /** Cơ quan nhà nước. State. */
  | 'STATE';

/** Lọc theo Mục đích sử dụng. By Usage. */
export type VehicleUsageFilter = {
  eq?: InputMaybe<VehicleUsage>;
  in?: InputMaybe<Array<VehicleUsage>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<VehicleUsage>;
  notIn?: InputMaybe<Array<VehicleUsage>>;
};

export type VehicleWhere = {
  /** Tất cả đều đúng. All hold. */
  and?: InputMaybe<Array<VehicleWhere>>;
  dateVehicleFirstRegistered?: InputMaybe<DateFilter>;
  fuelType?: InputMaybe<FuelTypeFilter>;
  grossMassKg?: InputMaybe<IntFilter>;
  id?: InputMaybe<IdFilter>;
  inspectionValidUntil?: InputMaybe<DateFilter>;
  insuranceValidUntil?: InputMaybe<DateFilter>;
  make?: InputMaybe<TextFilter>;
  manufactureYear?: InputMaybe<IntFilter>;
  /** Không đúng. Does not hold. */
  not?: InputMaybe<VehicleWhere>;
  /** Ít nhất một đúng. At least one holds. */
  or?: InputMaybe<Array<VehicleWhere>>;
  owner?: InputMaybe<IdFilter>;
  plateColour?: InputMaybe<PlateColourFilter>;
  seatCount?: InputMaybe<IntFilter>;
  status?: InputMaybe<VehicleStatusFilter>;
  unit?: InputMaybe<UnitFilter>;
  usage?: InputMaybe<VehicleUsageFilter>;
  vehicleGroup?: InputMaybe<VehicleGroupFilter>;
  vehiclePlateIdentifier?: InputMaybe<TextFilter>;
  vehicleType?: InputMaybe<VehicleTypeFilter>;
};

/** Nhóm hành vi. Group of acts. */
export type ViolationGroup =
  /** Gây tai nạn. Causing an accident. */
  | 'ACCIDENT'
  /** Nồng độ cồn. Alcohol. */
  | 'ALCOHOL'
  /** Dây an toàn, mũ bảo hiểm. Belt and helmet. */
  | 'BELT_HELMET'
  /** Ma túy. Drugs. */
  | 'DRUGS'
  /** Kiểm định. Inspection. */
  | 'INSPECTION'
  /** Làn đường, chiều đi. Lane and direction. */
  | 'LANE_DIRECTION'
  /** Giấy phép lái xe. Driving licence. */
  | 'LICENCE'
  /** Đèn chiếu sáng. Lights. */
  | 'LIGHTS'
  /** Chở hàng, quá tải. Load. */
  | 'LOAD'
  /** Vượt xe, nhường đường. Overtaking and priority. */
  | 'OVERTAKING'
  /** Chở người. Passengers. */
  | 'PASSENGERS'
  /** Dùng điện thoại. Phone. */
  | 'PHONE'
  /** Biển số, đăng ký. Plate and registration. */
  | 'PLATE_REGISTRATION'
  /** Lạng lách, đua xe. Weaving and racing. */
  | 'RACING'
  /** Đèn tín hiệu, hiệu lệnh. Signals. */
  | 'SIGNAL'
  /** Quá tốc độ. Speeding. */
  | 'SPEEDING'
  /** Dừng, đỗ xe. Stopping and parking. */
  | 'STOPPING';

/** Lọc theo Nhóm hành vi. By Group of acts. */
export type ViolationGroupFilter = {
  eq?: InputMaybe<ViolationGroup>;
  in?: InputMaybe<Array<ViolationGroup>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ViolationGroup>;
  notIn?: InputMaybe<Array<ViolationGroup>>;
};

/** Trạng thái xử lý. State. (Thông tư 73/2024/TT-BCA Điều 24) */
export type ViolationState =
  /** Đang khiếu nại. Appealed. */
  | 'APPEALED'
  /** Đã hủy. Cancelled. */
  | 'CANCELLED'
  /** Đã ra quyết định xử phạt. Decision issued. */
  | 'DECISION_ISSUED'
  /** Đã phát hiện. Detected. */
  | 'DETECTED'
  /** Đã cưỡng chế. Enforced. */
  | 'ENFORCED'
  /** Hết thời hiệu. Expired. */
  | 'EXPIRED'
  /** Đã gửi thông báo. Notice sent. */
  | 'NOTICE_SENT'
  /** Đã nộp phạt. Paid. */
  | 'PAID'
  /** Đã lập biên bản. Record made. */
  | 'RECORD_MADE'
  /** Chủ xe đã phản hồi. Owner responded. */
  | 'RESPONDED';

/** Lọc theo Trạng thái xử lý. By State. */
export type ViolationStateFilter = {
  eq?: InputMaybe<ViolationState>;
  in?: InputMaybe<Array<ViolationState>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<ViolationState>;
  notIn?: InputMaybe<Array<ViolationState>>;
};

/** Thời tiết. Weather. */
export type Weather =
  /** Khô ráo. Fine. */
  | 'CLEAR'
  /** Sương mù. Fog. */
  | 'FOG'
  /** Khác. Other. */
  | 'OTHER'
  /** Mưa. Rain. */
  | 'RAIN'
  /** Tuyết. Snow. */
  | 'SNOW'
  /** Gió mạnh. High winds. */
  | 'WIND';

/** Lọc theo Thời tiết. By Weather. */
export type WeatherFilter = {
  eq?: InputMaybe<Weather>;
  in?: InputMaybe<Array<Weather>>;
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  ne?: InputMaybe<Weather>;
  notIn?: InputMaybe<Array<Weather>>;
};

export type HubStateQueryVariables = Exact<{ [key: string]: never; }>;


export type HubStateQuery = { __typename?: 'Query', vehicles: { __typename?: 'VehicleConnection', totalCount?: number | null }, roadSegments: { __typename?: 'RoadSegmentConnection', totalCount?: number | null }, trafficFlowObserved: { __typename?: 'TrafficFlowObservedConnection', totalCount?: number | null }, trafficIncidents: { __typename?: 'TrafficIncidentConnection', totalCount?: number | null }, trafficAccidents: { __typename?: 'TrafficAccidentConnection', totalCount?: number | null }, trafficViolations: { __typename?: 'TrafficViolationConnection', totalCount?: number | null } };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { __typename?: 'Query', sources: { __typename?: 'SourceConnection', nodes: Array<{ __typename?: 'Source', name: string, titleVi: string, titleEn: string, owner: string, connector?: string | null, status: SourceState, since?: string | null, message?: string | null, datasets?: Array<{ __typename?: 'SourceDataset', name?: string | null, titleVi?: string | null, titleEn?: string | null, mode?: BindingMode | null, every?: string | null, state?: DatasetState | null, rows?: number | null, openQuarantine?: number | null, lastGoodRunAt?: string | null, parkedReason?: Array<string> | null, lastRun?: { __typename?: 'IngestRun', problem?: { __typename?: 'RunProblem', message?: string | null, messageEn?: string | null } | null } | null } | null> | null }> } };

export type WaitingQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingQuery = { __typename?: 'Query', approvals?: { __typename?: 'ApprovalConnection', nodes: Array<{ __typename?: 'Approval', id?: string | null, kind?: ApprovalKind | null, source?: string | null, dataset?: string | null, askedAt?: string | null, narrowing?: Array<string> | null, widening?: Array<string> | null, missing?: number | null, held?: number | null, examples?: Array<string> | null }> } | null, quarantineCounts?: Array<{ __typename?: 'QuarantineCount', source?: string | null, dataset?: string | null, reason?: string | null, field?: string | null, count?: number | null }> | null };

export type RunsQueryVariables = Exact<{
  where?: InputMaybe<IngestRunWhere>;
}>;


export type RunsQuery = { __typename?: 'Query', runs?: { __typename?: 'IngestRunConnection', nodes: Array<{ __typename?: 'IngestRun', id?: string | null, source?: string | null, dataset?: string | null, mode?: string | null, status?: IngestRunStatus | null, startedAt?: string | null, read?: number | null, written?: number | null, quarantined?: number | null, askedBy?: string | null, problem?: { __typename?: 'RunProblem', message?: string | null, messageEn?: string | null } | null }> } | null };

export type QuarantineQueryVariables = Exact<{
  where?: InputMaybe<QuarantinedRecordWhere>;
  first: Scalars['Int']['input'];
}>;


export type QuarantineQuery = { __typename?: 'Query', quarantine?: { __typename?: 'QuarantinedRecordConnection', totalCount?: number | null, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean }, nodes: Array<{ __typename?: 'QuarantinedRecord', id?: string | null, source?: string | null, dataset?: string | null, reason?: string | null, field?: string | null, message?: string | null, raw?: string | null, uri?: string | null, position?: string | null, lastSeenAt?: string | null, timesSeen?: number | null, status?: QuarantineStatus | null, decidedAt?: string | null, decidedBy?: string | null, note?: string | null }> } | null };

export type ReplayMutationVariables = Exact<{
  source: Scalars['String']['input'];
  dataset?: InputMaybe<Scalars['String']['input']>;
}>;


export type ReplayMutation = { __typename?: 'Mutation', replay?: Array<{ __typename?: 'IngestRun', id?: string | null }> | null };

export type ReplayQuarantineMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
}>;


export type ReplayQuarantineMutation = { __typename?: 'Mutation', replayQuarantine?: Array<{ __typename?: 'QuarantinedRecord', id?: string | null, status?: QuarantineStatus | null }> | null };

export type DiscardQuarantineMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  reason: Scalars['String']['input'];
}>;


export type DiscardQuarantineMutation = { __typename?: 'Mutation', discardQuarantine?: Array<{ __typename?: 'QuarantinedRecord', id?: string | null, status?: QuarantineStatus | null }> | null };

export type ApproveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
}>;


export type ApproveMutation = { __typename?: 'Mutation', approve?: { __typename?: 'Approval', id?: string | null } | null };

export type RejectMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
}>;


export type RejectMutation = { __typename?: 'Mutation', reject?: { __typename?: 'Approval', id?: string | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const HubStateDocument = new TypedDocumentString(`
    query HubState {
  vehicles(first: 1) {
    totalCount
  }
  roadSegments(first: 1) {
    totalCount
  }
  trafficFlowObserved(first: 1) {
    totalCount
  }
  trafficIncidents(first: 1) {
    totalCount
  }
  trafficAccidents(first: 1) {
    totalCount
  }
  trafficViolations(first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<HubStateQuery, HubStateQueryVariables>;
export const SourcesDocument = new TypedDocumentString(`
    query Sources {
  sources(orderBy: [{name: ASC}], first: 200) {
    nodes {
      name
      titleVi
      titleEn
      owner
      connector
      status
      since
      message
      datasets {
        name
        titleVi
        titleEn
        mode
        every
        state
        rows
        openQuarantine
        lastGoodRunAt
        parkedReason
        lastRun {
          problem {
            message
            messageEn
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SourcesQuery, SourcesQueryVariables>;
export const WaitingDocument = new TypedDocumentString(`
    query Waiting {
  approvals(where: {status: {eq: PENDING}}, first: 100) {
    nodes {
      id
      kind
      source
      dataset
      askedAt
      narrowing
      widening
      missing
      held
      examples
    }
  }
  quarantineCounts {
    source
    dataset
    reason
    field
    count
  }
}
    `) as unknown as TypedDocumentString<WaitingQuery, WaitingQueryVariables>;
export const RunsDocument = new TypedDocumentString(`
    query Runs($where: IngestRunWhere) {
  runs(where: $where, first: 20) {
    nodes {
      id
      source
      dataset
      mode
      status
      startedAt
      read
      written
      quarantined
      askedBy
      problem {
        message
        messageEn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunsQuery, RunsQueryVariables>;
export const QuarantineDocument = new TypedDocumentString(`
    query Quarantine($where: QuarantinedRecordWhere, $first: Int!) {
  quarantine(where: $where, first: $first) {
    totalCount
    pageInfo {
      hasNextPage
    }
    nodes {
      id
      source
      dataset
      reason
      field
      message
      raw
      uri
      position
      lastSeenAt
      timesSeen
      status
      decidedAt
      decidedBy
      note
    }
  }
}
    `) as unknown as TypedDocumentString<QuarantineQuery, QuarantineQueryVariables>;
export const ReplayDocument = new TypedDocumentString(`
    mutation Replay($source: String!, $dataset: String) {
  replay(source: $source, dataset: $dataset) {
    id
  }
}
    `) as unknown as TypedDocumentString<ReplayMutation, ReplayMutationVariables>;
export const ReplayQuarantineDocument = new TypedDocumentString(`
    mutation ReplayQuarantine($ids: [ID!]!) {
  replayQuarantine(ids: $ids) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<ReplayQuarantineMutation, ReplayQuarantineMutationVariables>;
export const DiscardQuarantineDocument = new TypedDocumentString(`
    mutation DiscardQuarantine($ids: [ID!]!, $reason: String!) {
  discardQuarantine(ids: $ids, reason: $reason) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<DiscardQuarantineMutation, DiscardQuarantineMutationVariables>;
export const ApproveDocument = new TypedDocumentString(`
    mutation Approve($id: ID!, $note: String) {
  approve(id: $id, note: $note) {
    id
  }
}
    `) as unknown as TypedDocumentString<ApproveMutation, ApproveMutationVariables>;
export const RejectDocument = new TypedDocumentString(`
    mutation Reject($id: ID!, $note: String) {
  reject(id: $id, note: $note) {
    id
  }
}
    `) as unknown as TypedDocumentString<RejectMutation, RejectMutationVariables>;