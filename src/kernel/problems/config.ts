import { defineProblem } from '../problem.ts';

export const CONFIG_ENV_INVALID = defineProblem<{ name: string; reason: string }>({
  code: 'HUB_CONFIG_ENV_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Biến môi trường ${d.name} không hợp lệ: ${d.reason}`,
  en: (d) => `Environment variable ${d.name} is not valid: ${d.reason}`,
  remedyVi: 'Sửa biến môi trường rồi khởi động lại.',
  remedyEn: 'Correct the environment variable and start again.',
});

export const CONFIG_INVALID = defineProblem<{ path: string; reason: string }>({
  code: 'HUB_CONFIG_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Cấu hình không hợp lệ tại ${d.path}: ${d.reason}`,
  en: (d) => `The configuration is not valid at ${d.path}: ${d.reason}`,
  remedyVi: 'Sửa hub.config.ts tại vị trí đã nêu.',
  remedyEn: 'Correct hub.config.ts at the place named.',
});

export const CONFIG_SECRET_MISSING = defineProblem<{ name: string; source: string }>({
  code: 'HUB_CONFIG_SECRET_MISSING',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Nguồn ${d.source} cần bí mật ${d.name} nhưng chưa có giá trị`,
  en: (d) => `Source ${d.source} needs the secret ${d.name}, which has no value`,
  remedyVi: 'Đặt biến môi trường cùng tên trước khi khởi động.',
  remedyEn: 'Set the environment variable of that name before starting.',
});
