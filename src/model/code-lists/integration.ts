import { defineCodeList } from './code-list.ts';

export const sourceStates = defineCodeList(
  { name: 'SourceState', labelVi: 'Tình trạng nguồn', labelEn: 'State of a source', source: null },
  [
    { code: 'OK', labelVi: 'Trả lời tốt', labelEn: 'Answers well' },
    { code: 'SLOW', labelVi: 'Trả lời quá chậm', labelEn: 'Answers too slowly' },
    { code: 'DOWN', labelVi: 'Không trả lời', labelEn: 'Does not answer' },
    { code: 'BAD_DATA', labelVi: 'Trả lời sai cấu trúc', labelEn: 'Answers what cannot be read' },
    {
      code: 'NOT_ASKED',
      labelVi: 'Chưa hỏi từ khi hub khởi động',
      labelEn: 'Not asked since the hub started',
    },
  ],
);

export const bindingModes = defineCodeList(
  { name: 'BindingMode', labelVi: 'Cách lấy dữ liệu', labelEn: 'How a dataset is fed', source: null },
  [
    { code: 'SYNC', labelVi: 'Hub hỏi theo lịch', labelEn: 'The hub asks on schedule' },
    { code: 'STREAM', labelVi: 'Nguồn phát liên tục', labelEn: 'The source streams' },
    { code: 'PUSH', labelVi: 'Nguồn gửi đến', labelEn: 'The source posts' },
    {
      code: 'LIVE',
      labelVi: 'Hỏi tại nguồn khi cần, không lưu',
      labelEn: 'Asked at the owner, never stored',
    },
  ],
);

export const datasetStates = defineCodeList(
  {
    name: 'DatasetState',
    labelVi: 'Tình trạng tập dữ liệu',
    labelEn: 'State of a fed dataset',
    source: null,
  },
  [
    { code: 'IDLE', labelVi: 'Đã chạy, chờ lượt sau', labelEn: 'Ran, waits for its next turn' },
    { code: 'RUNNING', labelVi: 'Đang chạy', labelEn: 'Running' },
    { code: 'FAILED', labelVi: 'Lượt cuối thất bại', labelEn: 'The last run failed' },
    { code: 'PARKED', labelVi: 'Dừng chờ người duyệt', labelEn: 'Parked until somebody decides' },
    { code: 'NEVER_RAN', labelVi: 'Chưa chạy lần nào', labelEn: 'Never ran' },
    { code: 'LIVE', labelVi: 'Hỏi tại nguồn khi cần', labelEn: 'Asked at the owner' },
  ],
);

export const runStatuses = defineCodeList(
  { name: 'IngestRunStatus', labelVi: 'Kết cục lượt chạy', labelEn: 'How a run stands', source: null },
  [
    { code: 'RUNNING', labelVi: 'Đang chạy', labelEn: 'Running' },
    { code: 'SUCCEEDED', labelVi: 'Xong', labelEn: 'Succeeded' },
    { code: 'FAILED', labelVi: 'Thất bại', labelEn: 'Failed' },
    { code: 'INTERRUPTED', labelVi: 'Bị ngắt', labelEn: 'Interrupted' },
  ],
);

export const quarantineStatuses = defineCodeList(
  {
    name: 'QuarantineStatus',
    labelVi: 'Tình trạng bản ghi bị cách ly',
    labelEn: 'What became of a refused record',
    source: null,
  },
  [
    { code: 'OPEN', labelVi: 'Chờ xử lý', labelEn: 'Waits for somebody' },
    { code: 'REPLAYED', labelVi: 'Đã nhận sau khi sửa ánh xạ', labelEn: 'Taken under a mended mapping' },
    { code: 'SUPERSEDED', labelVi: 'Nguồn đã gửi bản mới hơn', labelEn: 'The source has sent a newer one' },
    { code: 'DISCARDED', labelVi: 'Người phụ trách bỏ qua', labelEn: 'Discarded by a person' },
  ],
);

export const approvalKinds = defineCodeList(
  { name: 'ApprovalKind', labelVi: 'Việc cần duyệt', labelEn: 'What is to be decided', source: null },
  [
    { code: 'SCHEMA_CHANGE', labelVi: 'Nguồn đổi cấu trúc', labelEn: 'A source changed its shape' },
    { code: 'REMOVALS', labelVi: 'Quá nhiều bản ghi biến mất', labelEn: 'Too many records are gone' },
  ],
);

export const approvalStatuses = defineCodeList(
  { name: 'ApprovalStatus', labelVi: 'Tình trạng duyệt', labelEn: 'State of an approval', source: null },
  [
    { code: 'PENDING', labelVi: 'Chờ duyệt', labelEn: 'Waits for somebody' },
    { code: 'APPROVED', labelVi: 'Đã duyệt', labelEn: 'Approved' },
    { code: 'REJECTED', labelVi: 'Đã từ chối', labelEn: 'Rejected' },
    { code: 'WITHDRAWN', labelVi: 'Không còn cần', labelEn: 'No longer asked' },
  ],
);

export const valueChoices = defineCodeList(
  {
    name: 'ValueChoice',
    labelVi: 'Vì sao chọn giá trị này',
    labelEn: 'Why this value was picked',
    source: null,
  },
  [
    { code: 'ONLY_SOURCE', labelVi: 'Chỉ một nguồn nói', labelEn: 'One source alone speaks of it' },
    { code: 'FIELD_ORDER', labelVi: 'Thứ tự tin cậy của trường', labelEn: "The field's own order of trust" },
    {
      code: 'TRUST_ORDER',
      labelVi: 'Thứ tự tin cậy của tập dữ liệu',
      labelEn: "The dataset's order of trust",
    },
    { code: 'LATEST', labelVi: 'Thông tin mới nhất', labelEn: 'The latest known' },
  ],
);
