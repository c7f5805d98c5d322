import { defineCodeList } from './code-list.ts';

export const detectionMethods = defineCodeList(
  {
    name: 'DetectionMethod',
    labelVi: 'Phương thức phát hiện',
    labelEn: 'Detection method',
    source: 'Thông tư 73/2024/TT-BCA',
  },
  [
    { code: 'PATROL', labelVi: 'Tuần tra, kiểm soát', labelEn: 'Patrol' },
    { code: 'FIXED_CAMERA', labelVi: 'Camera cố định', labelEn: 'Fixed camera' },
    { code: 'MOBILE_SPEED_GUN', labelVi: 'Thiết bị đo tốc độ di động', labelEn: 'Mobile speed gun' },
    { code: 'WEIGH_STATION', labelVi: 'Trạm cân', labelEn: 'Weigh station' },
    { code: 'CITIZEN_REPORT', labelVi: 'Người dân phản ánh', labelEn: 'Citizen report' },
    { code: 'GPS_TACHOGRAPH', labelVi: 'Thiết bị giám sát hành trình', labelEn: 'GPS tachograph' },
  ],
);

/** `term` is the unit in which the value and the limit stand. */
export const measurementKinds = defineCodeList(
  { name: 'MeasurementKind', labelVi: 'Loại kết quả đo', labelEn: 'Kind of measurement', source: null },
  [
    { code: 'SPEED', labelVi: 'Tốc độ', labelEn: 'Speed', term: 'km/h' },
    { code: 'BREATH_ALCOHOL', labelVi: 'Nồng độ cồn trong khí thở', labelEn: 'Breath alcohol', term: 'mg/l' },
    { code: 'BLOOD_ALCOHOL', labelVi: 'Nồng độ cồn trong máu', labelEn: 'Blood alcohol', term: 'mg/100ml' },
    { code: 'WEIGHT', labelVi: 'Khối lượng', labelEn: 'Weight', term: 'kg' },
  ],
);

export const violationStates = defineCodeList(
  {
    name: 'ViolationState',
    labelVi: 'Trạng thái xử lý',
    labelEn: 'State',
    source: 'Thông tư 73/2024/TT-BCA Điều 24',
  },
  [
    { code: 'DETECTED', labelVi: 'Đã phát hiện', labelEn: 'Detected' },
    { code: 'NOTICE_SENT', labelVi: 'Đã gửi thông báo', labelEn: 'Notice sent' },
    { code: 'RESPONDED', labelVi: 'Chủ xe đã phản hồi', labelEn: 'Owner responded' },
    { code: 'RECORD_MADE', labelVi: 'Đã lập biên bản', labelEn: 'Record made' },
    { code: 'DECISION_ISSUED', labelVi: 'Đã ra quyết định xử phạt', labelEn: 'Decision issued' },
    { code: 'PAID', labelVi: 'Đã nộp phạt', labelEn: 'Paid' },
    { code: 'ENFORCED', labelVi: 'Đã cưỡng chế', labelEn: 'Enforced' },
    { code: 'APPEALED', labelVi: 'Đang khiếu nại', labelEn: 'Appealed' },
    { code: 'CANCELLED', labelVi: 'Đã hủy', labelEn: 'Cancelled' },
    { code: 'EXPIRED', labelVi: 'Hết thời hiệu', labelEn: 'Expired' },
  ],
);

/** What analysts group by; a violation code belongs to exactly one. */
export const violationGroups = defineCodeList(
  { name: 'ViolationGroup', labelVi: 'Nhóm hành vi', labelEn: 'Group of acts', source: null },
  [
    { code: 'SPEEDING', labelVi: 'Quá tốc độ', labelEn: 'Speeding' },
    { code: 'ALCOHOL', labelVi: 'Nồng độ cồn', labelEn: 'Alcohol' },
    { code: 'DRUGS', labelVi: 'Ma túy', labelEn: 'Drugs' },
    { code: 'SIGNAL', labelVi: 'Đèn tín hiệu, hiệu lệnh', labelEn: 'Signals' },
    { code: 'LANE_DIRECTION', labelVi: 'Làn đường, chiều đi', labelEn: 'Lane and direction' },
    { code: 'OVERTAKING', labelVi: 'Vượt xe, nhường đường', labelEn: 'Overtaking and priority' },
    { code: 'STOPPING', labelVi: 'Dừng, đỗ xe', labelEn: 'Stopping and parking' },
    { code: 'LIGHTS', labelVi: 'Đèn chiếu sáng', labelEn: 'Lights' },
    { code: 'PHONE', labelVi: 'Dùng điện thoại', labelEn: 'Phone' },
    { code: 'BELT_HELMET', labelVi: 'Dây an toàn, mũ bảo hiểm', labelEn: 'Belt and helmet' },
    { code: 'PASSENGERS', labelVi: 'Chở người', labelEn: 'Passengers' },
    { code: 'LOAD', labelVi: 'Chở hàng, quá tải', labelEn: 'Load' },
    { code: 'INSPECTION', labelVi: 'Kiểm định', labelEn: 'Inspection' },
    { code: 'PLATE_REGISTRATION', labelVi: 'Biển số, đăng ký', labelEn: 'Plate and registration' },
    { code: 'LICENCE', labelVi: 'Giấy phép lái xe', labelEn: 'Driving licence' },
    { code: 'ACCIDENT', labelVi: 'Gây tai nạn', labelEn: 'Causing an accident' },
    { code: 'RACING', labelVi: 'Lạng lách, đua xe', labelEn: 'Weaving and racing' },
  ],
);
