import { defineProblem } from '../problem.ts';

export const DEMO_OTHER_WORLD = defineProblem<{ found: string; wanted: string }>({
  code: 'HUB_DEMO_OTHER_WORLD',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Thư mục dữ liệu đang giữ bộ dữ liệu mô phỏng ${d.found}, không phải ${d.wanted}`,
  en: (d) => `The data directory holds the simulated world ${d.found}, not ${d.wanted}`,
  remedyVi: 'Dùng HUB_DATA_DIR khác cho quy mô khác, hoặc xóa thư mục dữ liệu cũ.',
  remedyEn: 'Use another HUB_DATA_DIR for another scale, or delete the old data directory.',
});
