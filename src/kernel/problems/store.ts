import { defineProblem, type Said } from '../problem.ts';

export const STORE_POSTGRES_START = defineProblem<{ reason: string; logFile: string }>({
  code: 'HUB_STORE_POSTGRES_START',
  status: 500,
  fixer: 'operator',
  vi: (d) => `PostgreSQL nhúng không khởi động được: ${d.reason}`,
  en: (d) => `The embedded PostgreSQL did not start: ${d.reason}`,
  remedyVi: 'Xem tệp nhật ký pg.log trong thư mục dữ liệu, hoặc đặt DATABASE_URL tới một PostgreSQL 15+.',
  remedyEn: 'Read pg.log in the data directory, or set DATABASE_URL to a PostgreSQL 15+.',
});

export const STORE_PLATFORM = defineProblem<{ platform: string }>({
  code: 'HUB_STORE_PLATFORM',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không có PostgreSQL nhúng cho nền tảng ${d.platform}`,
  en: (d) => `There is no embedded PostgreSQL for the platform ${d.platform}`,
  remedyVi: 'Cài lại bằng npm ci (không bỏ optionalDependencies), hoặc đặt DATABASE_URL.',
  remedyEn: 'Install again with npm ci (optional dependencies included), or set DATABASE_URL.',
});

export const STORE_DATA_DIR_BUSY = defineProblem<{ dataDir: string; pid: number }>({
  code: 'HUB_STORE_DATA_DIR_BUSY',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Thư mục dữ liệu ${d.dataDir} đang được một tiến trình hub khác dùng (pid ${d.pid})`,
  en: (d) => `The data directory ${d.dataDir} is in use by another hub process (pid ${d.pid})`,
  remedyVi: 'Dừng tiến trình kia, hoặc đặt HUB_DATA_DIR tới thư mục khác.',
  remedyEn: 'Stop that process, or set HUB_DATA_DIR to another directory.',
});

export const STORE_UNREACHABLE = defineProblem<{ reason: string }>({
  code: 'HUB_STORE_UNREACHABLE',
  status: 503,
  fixer: 'operator',
  vi: (d) => `Không kết nối được cơ sở dữ liệu: ${d.reason}`,
  en: (d) => `The database cannot be reached: ${d.reason}`,
  remedyVi: 'Kiểm tra DATABASE_URL, mạng và quyền của tài khoản.',
  remedyEn: 'Check DATABASE_URL, the network and the rights of the account.',
});

export const STORE_VERSION = defineProblem<{ found: string }>({
  code: 'HUB_STORE_VERSION',
  status: 500,
  fixer: 'operator',
  vi: (d) => `PostgreSQL ${d.found} quá cũ: cần từ 15 trở lên`,
  en: (d) => `PostgreSQL ${d.found} is too old: 15 or later is needed`,
  remedyVi: 'Nâng cấp PostgreSQL hoặc dùng bản nhúng (bỏ DATABASE_URL).',
  remedyEn: 'Upgrade PostgreSQL or use the embedded one (unset DATABASE_URL).',
});

export const STORE_DATASET_UNKNOWN = defineProblem<{ dataset: string; known: string }>({
  code: 'HUB_STORE_DATASET_UNKNOWN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không có tập dữ liệu "${d.dataset}". Các tập hiện có: ${d.known}`,
  en: (d) => `There is no dataset "${d.dataset}". Known ones: ${d.known}`,
  remedyVi: 'Sửa tên tập dữ liệu trong cấu hình nguồn.',
  remedyEn: 'Correct the dataset name in the source configuration.',
});

export const STORE_RECORD_INVALID = defineProblem<{ dataset: string; reason: Said }>({
  code: 'HUB_STORE_RECORD_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `Bản ghi ${d.dataset} không hợp lệ: ${d.reason.vi}`,
  en: (d) => `The ${d.dataset} record is not valid: ${d.reason.en}`,
  remedyVi: 'Sửa trường đã nêu rồi gửi lại.',
  remedyEn: 'Correct the field named and send again.',
});
