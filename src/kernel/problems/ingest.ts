import { defineProblem, type Said } from '../problem.ts';

export const INGEST_CONNECTOR_UNKNOWN = defineProblem<{ source: string; connector: string; known: string }>({
  code: 'HUB_INGEST_CONNECTOR_UNKNOWN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Nguồn ${d.source} dùng bộ kết nối "${d.connector}" không có. Hiện có: ${d.known}`,
  en: (d) =>
    `Source ${d.source} uses the connector "${d.connector}", which does not exist. Known: ${d.known}`,
  remedyVi: 'Sửa tên connector trong hub.config.ts hoặc thêm một dòng vào connectors/index.ts.',
  remedyEn: 'Correct the connector name in hub.config.ts or add a line to connectors/index.ts.',
});

export const INGEST_MODE_UNSUPPORTED = defineProblem<{ source: string; connector: string; mode: string }>({
  code: 'HUB_INGEST_MODE_UNSUPPORTED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Bộ kết nối ${d.connector} của nguồn ${d.source} không hỗ trợ chế độ ${d.mode}`,
  en: (d) => `Connector ${d.connector} of source ${d.source} does not support the mode ${d.mode}`,
  remedyVi: 'Chọn chế độ khác cho tập dữ liệu này, hoặc bộ kết nối khác.',
  remedyEn: 'Choose another mode for this dataset, or another connector.',
});

export const INGEST_SOURCE_DATASET_UNKNOWN = defineProblem<{ source: string; from: string; known: string }>({
  code: 'HUB_INGEST_SOURCE_DATASET_UNKNOWN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Nguồn ${d.source} không có tập dữ liệu "${d.from}". Nguồn cung cấp: ${d.known}`,
  en: (d) => `Source ${d.source} offers no dataset "${d.from}". It offers: ${d.known}`,
  remedyVi: 'Sửa "from" trong hub.config.ts.',
  remedyEn: 'Correct "from" in hub.config.ts.',
});

export const INGEST_RUN_FAILED = defineProblem<{
  source: string;
  dataset: string;
  kind: string;
  reason: string;
}>({
  code: 'HUB_INGEST_RUN_FAILED',
  status: 502,
  fixer: 'source',
  vi: (d) => `Đồng bộ ${d.dataset} từ ${d.source} thất bại (${d.kind}): ${d.reason}`,
  en: (d) => `Syncing ${d.dataset} from ${d.source} failed (${d.kind}): ${d.reason}`,
  remedyVi: 'Hub sẽ thử lại theo lịch từ trang cuối đã ghi. Kiểm tra nguồn nếu lỗi lặp lại.',
  remedyEn: 'The hub tries again on schedule from the last page written. Check the source if it repeats.',
});

export const INGEST_LIVE_FAILED = defineProblem<{ source: string; dataset: string; reason: string }>({
  code: 'HUB_INGEST_LIVE_FAILED',
  status: 502,
  fixer: 'source',
  vi: (d) => `Nguồn ${d.source} không trả lời được câu hỏi về ${d.dataset}: ${d.reason}`,
  en: (d) => `Source ${d.source} could not answer about ${d.dataset}: ${d.reason}`,
  remedyVi: 'Phần còn lại của câu trả lời vẫn đúng. Thử lại sau; xem extensions.sources.',
  remedyEn: 'The rest of the answer stands. Try again later; see extensions.sources.',
});

export const INGEST_NO_LIVE_SOURCE = defineProblem<{ dataset: string }>({
  code: 'HUB_INGEST_NO_LIVE_SOURCE',
  status: 503,
  fixer: 'operator',
  vi: (d) => `Không có nguồn trực tiếp nào cho ${d.dataset}`,
  en: (d) => `There is no live source for ${d.dataset}`,
  remedyVi: 'Khai báo một nguồn có mode "live" cho tập dữ liệu này trong hub.config.ts.',
  remedyEn: 'Declare a source with mode "live" for this dataset in hub.config.ts.',
});

export const INGEST_LIVE_UNASKABLE = defineProblem<{ source: string; field: string; how: Said }>({
  code: 'HUB_INGEST_LIVE_UNASKABLE',
  status: 400,
  fixer: 'client',
  vi: (d) => `Nguồn ${d.source} không cho ${d.how.vi} theo ${d.field}`,
  en: (d) => `Source ${d.source} cannot be asked to ${d.how.en} by ${d.field}`,
  remedyVi:
    'Lọc bằng eq, in hoặc theo trường khác; dữ liệu này được hỏi tại cơ quan chủ quản, không có bản sao ở hub.',
  remedyEn: 'Use eq or in, or another field; this data is asked of its owner, the hub holds no copy.',
});

export const INGEST_RUN_BUSY = defineProblem<{ source: string; dataset: string }>({
  code: 'HUB_INGEST_RUN_BUSY',
  status: 409,
  fixer: 'operator',
  vi: (d) => `Tập dữ liệu ${d.dataset} của nguồn ${d.source} đang được đồng bộ`,
  en: (d) => `Dataset ${d.dataset} of source ${d.source} is being synced already`,
  remedyVi:
    'Đợi lần chạy hiện tại kết thúc (hub đang chạy cũng đồng bộ theo lịch), rồi thử lại. Với luồng dữ liệu, hãy dùng mutation replay của hub đang chạy.',
  remedyEn:
    'Wait for the present run to end (a running hub syncs on schedule too), then try again. For a stream ask the running hub itself, by its mutation replay.',
});

export const INGEST_PARKED = defineProblem<{
  source: string;
  dataset: string;
  change: string;
  approval: string;
}>({
  code: 'HUB_INGEST_PARKED',
  status: 409,
  fixer: 'operator',
  vi: (d) =>
    `Nguồn ${d.source} đã đổi cấu trúc của ${d.dataset} (${d.change}); chờ người duyệt ${d.approval}`,
  en: (d) =>
    `Source ${d.source} has changed the shape of ${d.dataset} (${d.change}); waiting for approval ${d.approval}`,
  remedyVi: 'Xem thay đổi, sửa ánh xạ nếu cần, rồi duyệt: hub approval approve <mã>.',
  remedyEn: 'Look at the change, mend the mapping where needed, then: hub approval approve <id>.',
});

export const INGEST_APPROVAL_UNKNOWN = defineProblem<{ approval: string }>({
  code: 'HUB_INGEST_APPROVAL_UNKNOWN',
  status: 404,
  fixer: 'client',
  vi: (d) => `Không có yêu cầu duyệt ${d.approval} đang chờ`,
  en: (d) => `There is no pending approval ${d.approval}`,
  remedyVi: 'Xem các yêu cầu đang chờ: hub approval list.',
  remedyEn: 'List what is pending: hub approval list.',
});

export const INGEST_QUARANTINE_UNKNOWN = defineProblem<{ ids: string; max: number }>({
  code: 'HUB_INGEST_QUARANTINE_UNKNOWN',
  status: 404,
  fixer: 'client',
  vi: (d) => `Không có bản ghi bị cách ly mang mã ${d.ids}, hoặc nhiều hơn ${d.max} mã một lần`,
  en: (d) => `There is no refused record ${d.ids}, or there are more than ${d.max} at a time`,
  remedyVi: 'Lấy mã từ quarantine { nodes { id } }; chưa có gì thay đổi.',
  remedyEn: 'Take the ids from quarantine { nodes { id } }; nothing was changed.',
});

export const INGEST_REASON_MISSING = defineProblem({
  code: 'HUB_INGEST_REASON_MISSING',
  status: 400,
  fixer: 'client',
  vi: () => 'Chưa nêu lý do, hoặc lý do dài hơn 2000 ký tự',
  en: () => 'No reason is given, or one of more than 2000 characters',
  remedyVi: 'Ghi vì sao quyết định như vậy: người sau sẽ đọc.',
  remedyEn: 'Say why you decide so: somebody will read it later.',
});

export const INGEST_SOURCE_UNKNOWN = defineProblem<{ source: string; known: string }>({
  code: 'HUB_INGEST_SOURCE_UNKNOWN',
  status: 404,
  fixer: 'client',
  vi: (d) => `Không có nguồn "${d.source}". Hiện có: ${d.known}`,
  en: (d) => `There is no source "${d.source}". Known: ${d.known}`,
  remedyVi: 'Kiểm tra tên nguồn trong hub.config.ts và tập dữ liệu của nó.',
  remedyEn: 'Check the name of the source in hub.config.ts and its dataset.',
});
