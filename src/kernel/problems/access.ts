import { defineProblem } from '../problem.ts';

export const ACCESS_KEY_INVALID = defineProblem({
  code: 'HUB_ACCESS_KEY_INVALID',
  status: 401,
  fixer: 'client',
  vi: () => 'Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi',
  en: () => 'The access key is wrong, expired or revoked',
  remedyVi: 'Kiểm tra tiêu đề "authorization: Bearer <khóa>", hoặc xin khóa mới nơi quản trị hub.',
  remedyEn: 'Check the header "authorization: Bearer <key>", or ask the hub\'s operator for a new key.',
});

export const ACCESS_FIELD_DENIED = defineProblem<{ field: string; fieldClass: string }>({
  code: 'HUB_ACCESS_FIELD_DENIED',
  status: 403,
  fixer: 'client',
  vi: (d) => `Khóa này không được xem trường ${d.field} (mức ${d.fieldClass})`,
  en: (d) => `This key may not see the field ${d.field} (class ${d.fieldClass})`,
  remedyVi: 'Bỏ trường này khỏi câu truy vấn, hoặc xin quyền nêu rõ mục đích và căn cứ pháp lý.',
  remedyEn: 'Leave the field out, or ask for a grant, stating purpose and legal basis.',
});

export const ACCESS_FILTER_DENIED = defineProblem<{ field: string; fieldClass: string }>({
  code: 'HUB_ACCESS_FILTER_DENIED',
  status: 403,
  fixer: 'client',
  vi: (d) => `Khóa này không được lọc hay sắp xếp theo ${d.field} (mức ${d.fieldClass})`,
  en: (d) => `This key may not filter or sort by ${d.field} (class ${d.fieldClass})`,
  remedyVi: 'Bỏ điều kiện này: lọc theo một trường ẩn cũng là xem nó.',
  remedyEn: 'Leave the condition out: filtering by a hidden field is a way of seeing it.',
});

export const ACCESS_ACTION_DENIED = defineProblem<{ action: string }>({
  code: 'HUB_ACCESS_ACTION_DENIED',
  status: 403,
  fixer: 'client',
  vi: (d) => `Khóa này không được thực hiện "${d.action}"`,
  en: (d) => `This key may not perform "${d.action}"`,
  remedyVi: 'Dùng khóa của cán bộ được giao việc này.',
  remedyEn: 'Use the key of an officer who has this task.',
});
