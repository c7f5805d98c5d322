/** Synthetic records: plates, ids and names are invented. */
export const vehicle = {
  vehiclePlateIdentifier: '99A-123.45',
  vehicleGroup: 'CAR',
  plateColour: 'WHITE_BLACK',
  ownerKind: 'PERSON',
  ownerPersonalId: '027091000001',
  vehicleType: 'CAR',
  status: 'ACTIVE',
} as const;

export const resident = {
  personalId: '027091000001',
  fullName: 'Nguyễn Văn Thử',
  dateOfBirth: '1991-05-02',
  sex: 'MALE',
  status: 'ACTIVE',
} as const;

export const accident = {
  id: 'TN-1',
  occurredAt: '2026-03-01T10:00:00Z',
  injuredCount: 0,
  damageVnd: 1_000_000,
} as const;

export const violation = {
  id: 'VP-1',
  violationCode: 'ND168-2024.D6.K5.đ',
  occurredAt: '2026-03-01T01:00:00Z',
  detectedAt: '2026-03-01T01:00:00Z',
  detectionMethod: 'FIXED_CAMERA',
  vehicleRef: '99A12345:CAR:WHITE_BLACK',
  state: 'DETECTED',
} as const;

export const flow = {
  sensorId: 'CAM-1',
  dateObserved: '2026-03-01T01:05:00Z',
  periodSeconds: 300,
  intensity: 12,
} as const;

export const incident = {
  id: 'SC-1',
  situationRecordType: 'MAINTENANCE_WORKS',
  overallStartTime: '2026-03-01T01:00:00Z',
  situationRecordCreationTime: '2026-03-01T01:00:00Z',
  situationRecordVersionTime: '2026-03-01T01:00:00Z',
  locationLon: 106.07,
  locationLat: 21.18,
  sourceKind: 'COMMUNE_OFFICER',
} as const;

export const segment = { id: 'QL18-001', officialRef: 'QL18', roadClass: 'NATIONAL' } as const;

export const shift = {
  id: 'CA-1',
  teamCode: 'D1',
  startAt: '2026-03-01T01:00:00Z',
  endAt: '2026-03-01T05:00:00Z',
} as const;
