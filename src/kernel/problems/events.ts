import { defineProblem } from '../problem.ts';

export const EVENTS_TOO_SLOW = defineProblem<{ waiting: number }>({
  code: 'HUB_EVENTS_TOO_SLOW',
  status: 429,
  fixer: 'client',
  vi: (d) => `Bên nhận quá chậm: ${d.waiting} sự kiện chưa được nhận, đăng ký bị đóng`,
  en: (d) => `The receiver is too slow: ${d.waiting} events were waiting, the subscription was closed`,
  remedyVi: 'Thu hẹp bộ lọc hoặc xử lý nhanh hơn, rồi đăng ký lại và truy vấn phần đã lỡ.',
  remedyEn: 'Narrow the filter or work faster, then subscribe again and query what was missed.',
});
