import { defineProblem } from '../problem.ts';

/** What can go wrong with a subgraph that somebody else runs. The reason never holds an address or a header. */
export const SUBGRAPH_UNREACHABLE = defineProblem<{ subgraph: string; reason: string }>({
  code: 'HUB_SUBGRAPH_UNREACHABLE',
  status: 502,
  fixer: 'source',
  vi: (d) => `Đồ thị con ${d.subgraph} không trả lời: ${d.reason}`,
  en: (d) => `Subgraph ${d.subgraph} did not answer: ${d.reason}`,
  remedyVi: 'Phần còn lại của câu trả lời vẫn dùng được; thử lại sau hoặc báo đơn vị giữ đồ thị con.',
  remedyEn: 'The rest of the answer stands; try again later, or tell the owner of the subgraph.',
});

export const SUBGRAPH_TIMEOUT = defineProblem<{ subgraph: string; seconds: number }>({
  code: 'HUB_SUBGRAPH_TIMEOUT',
  status: 504,
  fixer: 'source',
  vi: (d) => `Đồ thị con ${d.subgraph} không trả lời trong ${d.seconds} giây`,
  en: (d) => `Subgraph ${d.subgraph} did not answer within ${d.seconds} s`,
  remedyVi: 'Hỏi ít hơn mỗi lần, thử lại sau, hoặc báo đơn vị giữ đồ thị con.',
  remedyEn: 'Ask for less at a time, try again later, or tell the owner of the subgraph.',
});

export const SUBGRAPH_BAD_ANSWER = defineProblem<{ subgraph: string; reason: string }>({
  code: 'HUB_SUBGRAPH_BAD_ANSWER',
  status: 502,
  fixer: 'source',
  vi: (d) => `Đồ thị con ${d.subgraph} trả lời sai giao thức: ${d.reason}`,
  en: (d) => `Subgraph ${d.subgraph} answered outside the protocol: ${d.reason}`,
  remedyVi: 'Báo đơn vị giữ đồ thị con; câu trả lời phải là JSON theo GraphQL over HTTP.',
  remedyEn: 'Tell the owner of the subgraph; an answer is JSON as in GraphQL over HTTP.',
});

export const SUBGRAPH_RESTING = defineProblem<{ subgraph: string; seconds: number }>({
  code: 'HUB_SUBGRAPH_RESTING',
  status: 503,
  fixer: 'source',
  vi: (d) => `Đồ thị con ${d.subgraph} lỗi liên tiếp, tạm ngừng hỏi thêm ${d.seconds} giây`,
  en: (d) => `Subgraph ${d.subgraph} keeps failing and is left alone for another ${d.seconds} s`,
  remedyVi: 'Thử lại sau; đồ thị con được hỏi lại tự động.',
  remedyEn: 'Try again later; the subgraph is asked again by itself.',
});

export const SUBGRAPH_BUSY = defineProblem<{ subgraph: string; limit: number }>({
  code: 'HUB_SUBGRAPH_BUSY',
  status: 503,
  fixer: 'client',
  vi: (d) => `Đã có ${d.limit} yêu cầu chờ đồ thị con ${d.subgraph}`,
  en: (d) => `${d.limit} requests are waiting for subgraph ${d.subgraph} already`,
  remedyVi: 'Thử lại sau vài giây.',
  remedyEn: 'Try again in a few seconds.',
});

export const SUBGRAPH_STREAM_ENDED = defineProblem<{ subgraph: string; reason: string }>({
  code: 'HUB_SUBGRAPH_STREAM_ENDED',
  status: 502,
  fixer: 'source',
  vi: (d) => `Luồng của đồ thị con ${d.subgraph} bị ngắt: ${d.reason}`,
  en: (d) => `The stream of subgraph ${d.subgraph} broke off: ${d.reason}`,
  remedyVi: 'Đăng ký lại; đọc lại dữ liệu hiện tại trước khi nghe tiếp.',
  remedyEn: 'Subscribe again; read the present state before listening on.',
});

export const SUBGRAPH_SETTING_INVALID = defineProblem<{ subgraph: string; setting: string; reason: string }>({
  code: 'HUB_SUBGRAPH_SETTING_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Đồ thị con ${d.subgraph}, mục ${d.setting}: ${d.reason}`,
  en: (d) => `Subgraph ${d.subgraph}, setting ${d.setting}: ${d.reason}`,
  remedyVi: 'Sửa mục đã nêu, hoặc đặt biến môi trường còn thiếu, rồi chạy lại.',
  remedyEn: 'Correct the setting named, or set the missing environment variable, and run again.',
});
