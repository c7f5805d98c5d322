import { defineProblem, type Said } from '../problem.ts';

export const QUERY_CURSOR_INVALID = defineProblem<{ reason: Said }>({
  code: 'HUB_QUERY_CURSOR_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `Con trỏ "after" không dùng được: ${d.reason.vi}`,
  en: (d) => `The cursor "after" cannot be used: ${d.reason.en}`,
  remedyVi: 'Dùng nguyên giá trị endCursor của trang trước, với cùng orderBy.',
  remedyEn: 'Use the endCursor of the page before as it is, with the same orderBy.',
});

export const QUERY_FIRST_INVALID = defineProblem<{ first: number; max: number }>({
  code: 'HUB_QUERY_FIRST_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `first: ${d.first} nằm ngoài khoảng 0 đến ${d.max}`,
  en: (d) => `first: ${d.first} is outside 0 to ${d.max}`,
  remedyVi: 'Lấy nhiều trang bằng after, hoặc thu hẹp bộ lọc.',
  remedyEn: 'Take several pages with after, or narrow the filter.',
});

export const QUERY_ORDER_INVALID = defineProblem<{ reason: Said }>({
  code: 'HUB_QUERY_ORDER_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `orderBy không hợp lệ: ${d.reason.vi}`,
  en: (d) => `orderBy is not valid: ${d.reason.en}`,
  remedyVi: 'Mỗi phần tử của orderBy nêu đúng một trường, ví dụ [{ occurredAt: DESC }].',
  remedyEn: 'Each element of orderBy names exactly one field, e.g. [{ occurredAt: DESC }].',
});

export const QUERY_WHERE_INVALID = defineProblem<{ field: string; reason: Said }>({
  code: 'HUB_QUERY_WHERE_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `Bộ lọc ${d.field} không hợp lệ: ${d.reason.vi}`,
  en: (d) => `The filter ${d.field} is not valid: ${d.reason.en}`,
  remedyVi: 'Sửa điều kiện đã nêu.',
  remedyEn: 'Correct the condition named.',
});

export const QUERY_UNIT_UNKNOWN = defineProblem<{ code: string; asOf: string }>({
  code: 'HUB_QUERY_UNIT_UNKNOWN',
  status: 400,
  fixer: 'client',
  vi: (d) => `Không có đơn vị hành chính mã ${d.code} vào ngày ${d.asOf}`,
  en: (d) => `There is no administrative unit with code ${d.code} on ${d.asOf}`,
  remedyVi: 'Kiểm tra mã và ngày bằng resolveAdministrativeUnit(code, asOf).',
  remedyEn: 'Check code and date with resolveAdministrativeUnit(code, asOf).',
});
