import { defineProblem, type Said } from '../problem.ts';

export const SUBMISSION_INVALID = defineProblem<{ field: string; reason: Said }>({
  code: 'HUB_SUBMISSION_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `Trường ${d.field}: ${d.reason.vi}`,
  en: (d) => `The field ${d.field} is not valid: ${d.reason.en}`,
  remedyVi: 'Sửa trường đã nêu rồi gửi lại với cùng instanceId: chưa có gì được ghi.',
  remedyEn: 'Correct the field named and send again under the same instanceId: nothing was stored.',
});

export const SUBMISSION_CONFLICT = defineProblem<{ instanceId: string }>({
  code: 'HUB_SUBMISSION_CONFLICT',
  status: 409,
  fixer: 'client',
  vi: (d) => `instanceId ${d.instanceId} đã được dùng cho một nội dung khác; nội dung trước được giữ nguyên`,
  en: (d) => `instanceId ${d.instanceId} was used for another content already; the earlier one stands`,
  remedyVi: 'Tạo một instanceId mới cho mỗi tin báo. Gửi lại vì mất mạng thì giữ nguyên nội dung.',
  remedyEn: 'Make a new instanceId for each report. When sending again after a lost line, change nothing.',
});
