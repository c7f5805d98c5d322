import { defineProblem } from '../problem.ts';

export const UNIT_QUESTION_EMPTY = defineProblem({
  code: 'HUB_UNIT_QUESTION_EMPTY',
  status: 400,
  fixer: 'client',
  vi: () => 'Cần mã hoặc tên của đơn vị hành chính cần tìm',
  en: () => 'The code or the name of the administrative unit is needed',
  remedyVi: 'Nêu code, ví dụ "09169", hoặc name, ví dụ "thi cau", hoặc cả hai.',
  remedyEn: 'State code, e.g. "09169", or name, e.g. "thi cau", or both.',
});
