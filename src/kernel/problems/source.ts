import { defineProblem } from '../problem.ts';

export const SOURCE_UNREACHABLE = defineProblem<{ source: string; reason: string }>({
  code: 'HUB_SOURCE_UNREACHABLE',
  status: 502,
  fixer: 'source',
  vi: (d) => `Không kết nối được nguồn ${d.source}: ${d.reason}`,
  en: (d) => `Source ${d.source} cannot be reached: ${d.reason}`,
  remedyVi:
    'Kiểm tra địa chỉ, tường lửa và mạng (mục network); nếu đúng cả, hỏi cơ quan chủ quản xem hệ thống có đang chạy.',
  remedyEn:
    'Check the address, the firewall and "network"; when all is right, ask the owner whether the system is up.',
});

export const SOURCE_CREDENTIALS_REFUSED = defineProblem<{ source: string; reason: string }>({
  code: 'HUB_SOURCE_CREDENTIALS_REFUSED',
  status: 502,
  fixer: 'operator',
  vi: (d) => `Nguồn ${d.source} từ chối thông tin xác thực: ${d.reason}`,
  en: (d) => `Source ${d.source} refuses the credentials: ${d.reason}`,
  remedyVi: 'Kiểm tra giá trị của bí mật mà cấu hình nêu tên; hết hạn thì xin cơ quan chủ quản cấp lại.',
  remedyEn:
    'Check the value of the secret that the configuration names; when it has expired, ask the owner for another.',
});

export const SOURCE_MISCONFIGURED = defineProblem<{ source: string; reason: string }>({
  code: 'HUB_SOURCE_MISCONFIGURED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Nguồn ${d.source} chưa dùng được với cấu hình này: ${d.reason}`,
  en: (d) => `Source ${d.source} cannot be used with this configuration: ${d.reason}`,
  remedyVi: 'Sửa mục đã nêu trong cấu hình của nguồn.',
  remedyEn: "Correct what is named in the source's configuration.",
});

export const SOURCE_UNREADABLE = defineProblem<{ source: string; reason: string }>({
  code: 'HUB_SOURCE_UNREADABLE',
  status: 502,
  fixer: 'source',
  vi: (d) => `Nguồn ${d.source} trả lời nhưng không đọc được: ${d.reason}`,
  en: (d) => `Source ${d.source} answers with what cannot be read: ${d.reason}`,
  remedyVi: 'So cấu trúc nguồn đang trả với cấu hình; nếu nguồn đã đổi, hỏi cơ quan chủ quản rồi sửa ánh xạ.',
  remedyEn:
    'Compare what the source sends with the configuration; when it has changed, ask its owner and mend the mapping.',
});

export const SOURCE_COLUMNS_UNMAPPED = defineProblem<{ source: string; dataset: string; columns: string }>({
  code: 'HUB_SOURCE_COLUMNS_UNMAPPED',
  status: 200,
  fixer: 'operator',
  vi: (d) => `${d.source} → ${d.dataset}: cột của nguồn chưa ánh xạ: ${d.columns}`,
  en: (d) => `${d.source} → ${d.dataset}: columns of the source that nothing takes: ${d.columns}`,
  remedyVi: 'Ánh xạ các cột cần dùng trong "fields" hoặc hàm map; cột không cần thì để vậy.',
  remedyEn: 'Map the columns that are wanted in "fields" or the map function; leave the others.',
});

export const SOURCE_COLUMNS_MISSING = defineProblem<{ source: string; dataset: string; columns: string }>({
  code: 'HUB_SOURCE_COLUMNS_MISSING',
  status: 502,
  fixer: 'operator',
  vi: (d) => `${d.source} → ${d.dataset}: ánh xạ cần cột mà nguồn không có: ${d.columns}`,
  en: (d) => `${d.source} → ${d.dataset}: the mapping names columns that the source lacks: ${d.columns}`,
  remedyVi: 'Sửa tên cột trong "fields"; nếu nguồn vừa đổi cấu trúc, hỏi cơ quan chủ quản.',
  remedyEn: 'Correct the columns in "fields"; when the source has just changed its shape, ask its owner.',
});

export const SOURCE_FIELDS_UNFED = defineProblem<{ source: string; dataset: string; fields: string }>({
  code: 'HUB_SOURCE_FIELDS_UNFED',
  status: 200,
  fixer: 'operator',
  vi: (d) => `${d.source} → ${d.dataset}: trường không có dữ liệu nào đổ vào: ${d.fields}`,
  en: (d) => `${d.source} → ${d.dataset}: fields that nothing feeds: ${d.fields}`,
  remedyVi:
    'Trường bắt buộc (có dấu *) phải được ánh xạ, nếu không mọi bản ghi bị cách ly; trường khác sẽ là null.',
  remedyEn: 'A required field (marked *) has to be mapped, or every record is quarantined; others stay null.',
});

export const SOURCE_CODES_UNKNOWN = defineProblem<{
  source: string;
  dataset: string;
  field: string;
  values: string;
}>({
  code: 'HUB_SOURCE_CODES_UNKNOWN',
  status: 502,
  fixer: 'operator',
  vi: (d) => `${d.source} → ${d.dataset}: ${d.field} có giá trị ngoài danh mục: ${d.values}`,
  en: (d) => `${d.source} → ${d.dataset}: ${d.field} has values that no code stands for: ${d.values}`,
  remedyVi: 'Thêm các giá trị này vào bảng mã của ánh xạ; nếu là lỗi nhập liệu, báo cơ quan chủ quản.',
  remedyEn: "Add the values to the mapping's table of codes; when they are typing errors, tell the owner.",
});

export const SOURCE_ROWS_REFUSED = defineProblem<{
  source: string;
  dataset: string;
  refused: number;
  seen: number;
  reason: string;
}>({
  code: 'HUB_SOURCE_ROWS_REFUSED',
  status: 502,
  fixer: 'operator',
  vi: (d) => `${d.source} → ${d.dataset}: ${d.refused}/${d.seen} bản ghi xem thử bị từ chối: ${d.reason}`,
  en: (d) => `${d.source} → ${d.dataset}: ${d.refused} of ${d.seen} rows looked at are refused: ${d.reason}`,
  remedyVi: 'Xem từng dòng: hub source preview TÊN; sửa ánh xạ, hoặc báo cơ quan chủ quản về dữ liệu sai.',
  remedyEn:
    'See them one by one: hub source preview NAME; mend the mapping, or tell the owner about wrong data.',
});

export const SOURCE_SETTING_INVALID = defineProblem<{ source: string; path: string; reason: string }>({
  code: 'HUB_SOURCE_SETTING_INVALID',
  status: 400,
  fixer: 'operator',
  vi: (d) => `Thiết lập ${d.path} của nguồn ${d.source} không dùng được: ${d.reason}`,
  en: (d) => `The setting ${d.path} of source ${d.source} cannot be taken: ${d.reason}`,
  remedyVi: 'Sửa thiết lập này; bí mật chỉ viết dưới dạng tham chiếu env:TÊN hoặc file:/đường-dẫn.',
  remedyEn: 'Correct this setting; a secret is only written as a reference, env:NAME or file:/path.',
});

export const SOURCE_EXISTS = defineProblem<{ source: string; place: string }>({
  code: 'HUB_SOURCE_EXISTS',
  status: 409,
  fixer: 'operator',
  vi: (d) => `Đã có nguồn tên "${d.source}" (${d.place})`,
  en: (d) => `There is a source named "${d.source}" already (${d.place})`,
  remedyVi: 'Chọn tên khác, hoặc sửa hay xoá nguồn đang có.',
  remedyEn: 'Choose another name, or edit or remove the one that is there.',
});

export const SOURCE_DATASET_UNNAMED = defineProblem<{ source: string; offered: string; known: string }>({
  code: 'HUB_SOURCE_DATASET_UNNAMED',
  status: 400,
  fixer: 'operator',
  vi: (d) =>
    `Chưa nói tập dữ liệu nào của ${d.source} đổ vào đâu. Nguồn có: ${d.offered}. Hub có: ${d.known}`,
  en: (d) =>
    `Nothing says which dataset of ${d.source} feeds which. The source has: ${d.offered}. The hub has: ${d.known}`,
  remedyVi: 'Thêm --dataset TÊN-Ở-NGUỒN=TÊN-Ở-HUB, mỗi cặp một lần.',
  remedyEn: 'Add --dataset THEIRS=OURS, once for each pair.',
});
