import { defineCodeList } from './code-list.ts';

export const laneDirections = defineCodeList(
  {
    name: 'LaneDirection',
    labelVi: 'Chiều của làn',
    labelEn: 'Lane direction',
    source: 'NGSI-LD TrafficFlowObserved.laneDirection',
  },
  [
    { code: 'FORWARD', labelVi: 'Theo chiều lý trình tăng', labelEn: 'Forward', term: 'forward' },
    { code: 'BACKWARD', labelVi: 'Theo chiều lý trình giảm', labelEn: 'Backward', term: 'backward' },
  ],
);

/** What the record's own figures say about it; nothing is dropped because of a flag. */
export const flowQualityFlags = defineCodeList(
  { name: 'FlowQualityFlag', labelVi: 'Cờ chất lượng số liệu', labelEn: 'Flow quality flag', source: null },
  [
    { code: 'ZERO_COUNT', labelVi: 'Đếm được 0 xe', labelEn: 'Counted nothing' },
    { code: 'MISSING_COUNT', labelVi: 'Không có số đếm', labelEn: 'No count' },
    { code: 'ESTIMATED', labelVi: 'Giá trị ước tính', labelEn: 'Estimated value' },
    { code: 'SENSOR_FAULT', labelVi: 'Cảm biến báo lỗi', labelEn: 'Sensor reports a fault' },
  ],
);

export const situationRecordTypes = defineCodeList(
  {
    name: 'SituationRecordType',
    labelVi: 'Loại sự cố',
    labelEn: 'Kind of incident',
    source: 'DATEX II v3 SituationRecord',
  },
  [
    { code: 'ACCIDENT', labelVi: 'Tai nạn', labelEn: 'Accident', term: 'Accident' },
    {
      code: 'VEHICLE_OBSTRUCTION',
      labelVi: 'Phương tiện gây cản trở',
      labelEn: 'Vehicle obstruction',
      term: 'VehicleObstruction',
    },
    {
      code: 'GENERAL_OBSTRUCTION',
      labelVi: 'Chướng ngại vật',
      labelEn: 'Obstruction',
      term: 'GeneralObstruction',
    },
    {
      code: 'ABNORMAL_TRAFFIC',
      labelVi: 'Ùn tắc, giao thông bất thường',
      labelEn: 'Abnormal traffic',
      term: 'AbnormalTraffic',
    },
    {
      code: 'ROAD_OR_CARRIAGEWAY_OR_LANE_MANAGEMENT',
      labelVi: 'Điều tiết đường, làn xe',
      labelEn: 'Road or lane management',
      term: 'RoadOrCarriagewayOrLaneManagement',
    },
    {
      code: 'SPEED_MANAGEMENT',
      labelVi: 'Điều chỉnh tốc độ',
      labelEn: 'Speed management',
      term: 'SpeedManagement',
    },
    {
      code: 'MAINTENANCE_WORKS',
      labelVi: 'Thi công, sửa chữa',
      labelEn: 'Maintenance works',
      term: 'MaintenanceWorks',
    },
    { code: 'PUBLIC_EVENT', labelVi: 'Sự kiện công cộng', labelEn: 'Public event', term: 'PublicEvent' },
    {
      code: 'WEATHER_RELATED_ROAD_CONDITIONS',
      labelVi: 'Mặt đường do thời tiết',
      labelEn: 'Weather-related road conditions',
      term: 'WeatherRelatedRoadConditions',
    },
    {
      code: 'NON_WEATHER_RELATED_ROAD_CONDITIONS',
      labelVi: 'Hư hỏng mặt đường',
      labelEn: 'Road conditions not due to weather',
      term: 'NonWeatherRelatedRoadConditions',
    },
    {
      code: 'EQUIPMENT_FAULT',
      labelVi: 'Đèn tín hiệu, thiết bị hỏng',
      labelEn: 'Equipment or system fault',
      term: 'EquipmentOrSystemFault',
    },
  ],
);

export const overallSeverities = defineCodeList(
  {
    name: 'OverallSeverity',
    labelVi: 'Mức ảnh hưởng',
    labelEn: 'Severity',
    source: 'DATEX II v3 OverallSeverityEnum',
  },
  [
    { code: 'HIGHEST', labelVi: 'Cao nhất', labelEn: 'Highest', term: 'highest' },
    { code: 'HIGH', labelVi: 'Cao', labelEn: 'High', term: 'high' },
    { code: 'MEDIUM', labelVi: 'Trung bình', labelEn: 'Medium', term: 'medium' },
    { code: 'LOW', labelVi: 'Thấp', labelEn: 'Low', term: 'low' },
    { code: 'LOWEST', labelVi: 'Thấp nhất', labelEn: 'Lowest', term: 'lowest' },
    { code: 'NONE', labelVi: 'Không ảnh hưởng', labelEn: 'None', term: 'none' },
    { code: 'UNKNOWN', labelVi: 'Chưa rõ', labelEn: 'Unknown', term: 'unknown' },
  ],
);

export const probabilitiesOfOccurrence = defineCodeList(
  {
    name: 'ProbabilityOfOccurrence',
    labelVi: 'Độ chắc chắn',
    labelEn: 'Probability of occurrence',
    source: 'DATEX II v3 ProbabilityOfOccurrenceEnum',
  },
  [
    { code: 'CERTAIN', labelVi: 'Chắc chắn', labelEn: 'Certain', term: 'certain' },
    { code: 'PROBABLE', labelVi: 'Có thể', labelEn: 'Probable', term: 'probable' },
    { code: 'RISK_OF', labelVi: 'Có nguy cơ', labelEn: 'Risk of', term: 'riskOf' },
  ],
);

export const validityStatuses = defineCodeList(
  {
    name: 'ValidityStatus',
    labelVi: 'Hiệu lực',
    labelEn: 'Validity status',
    source: 'DATEX II v3 ValidityStatusEnum',
  },
  [
    { code: 'ACTIVE', labelVi: 'Đang có hiệu lực', labelEn: 'Active', term: 'active' },
    { code: 'PLANNED', labelVi: 'Theo kế hoạch', labelEn: 'Planned', term: 'planned' },
    { code: 'SUSPENDED', labelVi: 'Tạm ngừng', labelEn: 'Suspended', term: 'suspended' },
    {
      code: 'DEFINED_BY_VALIDITY_TIME_SPEC',
      labelVi: 'Theo thời gian hiệu lực',
      labelEn: 'Defined by its times',
      term: 'definedByValidityTimeSpec',
    },
  ],
);

export const incidentSourceKinds = defineCodeList(
  {
    name: 'IncidentSourceKind',
    labelVi: 'Nguồn tin',
    labelEn: 'Kind of source',
    source: 'DATEX II v3 SourceTypeEnum',
  },
  [
    {
      code: 'COMMUNE_OFFICER',
      labelVi: 'Cán bộ xã, phường',
      labelEn: 'Commune officer',
      term: 'otherInformation',
    },
    { code: 'POLICE', labelVi: 'Cảnh sát giao thông', labelEn: 'Traffic police', term: 'policePatrol' },
    {
      code: 'ROAD_OPERATOR',
      labelVi: 'Đơn vị quản lý đường',
      labelEn: 'Road operator',
      term: 'roadOperatorPatrol',
    },
    { code: 'CITIZEN', labelVi: 'Người dân', labelEn: 'Citizen', term: 'mobileTelephoneCaller' },
    {
      code: 'SENSOR',
      labelVi: 'Camera, cảm biến',
      labelEn: 'Camera or sensor',
      term: 'trafficMonitoringStation',
    },
    {
      code: 'PARTNER_SYSTEM',
      labelVi: 'Hệ thống đối tác',
      labelEn: 'Partner system',
      term: 'otherInformation',
    },
  ],
);
