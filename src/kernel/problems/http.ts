import { defineProblem } from '../problem.ts';

export const HTTP_NOT_FOUND = defineProblem<{ path: string }>({
  code: 'HUB_HTTP_NOT_FOUND',
  status: 404,
  fixer: 'client',
  vi: (d) => `Không có gì tại ${d.path}`,
  en: (d) => `There is nothing at ${d.path}`,
  remedyVi: 'Đồ thị ở POST /graphql; trang khám phá ở /kham-pha.',
  remedyEn: 'The graph is at POST /graphql; the explorer at /kham-pha.',
});

export const HTTP_METHOD_REFUSED = defineProblem<{ method: string; allowed: string }>({
  code: 'HUB_HTTP_METHOD_REFUSED',
  status: 405,
  fixer: 'client',
  vi: (d) => `Không nhận phương thức ${d.method} ở đây`,
  en: (d) => `Method ${d.method} is not accepted here`,
  remedyVi: 'Dùng phương thức nêu trong tiêu đề Allow.',
  remedyEn: 'Use a method named in the Allow header.',
});

export const HTTP_BODY_TOO_LARGE = defineProblem<{ limit: number }>({
  code: 'HUB_HTTP_BODY_TOO_LARGE',
  status: 413,
  fixer: 'client',
  vi: (d) => `Nội dung yêu cầu lớn hơn ${d.limit} byte`,
  en: (d) => `The request body is larger than ${d.limit} bytes`,
  remedyVi: 'Chia nhỏ yêu cầu; gửi tệp lớn qua cửa nộp tệp.',
  remedyEn: 'Split the request; send large files through the file door.',
});

export const HTTP_BODY_INVALID = defineProblem<{ reason: string }>({
  code: 'HUB_HTTP_BODY_INVALID',
  status: 400,
  fixer: 'client',
  vi: (d) => `Nội dung yêu cầu không phải JSON hợp lệ: ${d.reason}`,
  en: (d) => `The request body is not valid JSON: ${d.reason}`,
  remedyVi: 'Gửi {"query": "…", "variables": {…}} với content-type application/json.',
  remedyEn: 'Send {"query": "…", "variables": {…}} with content-type application/json.',
});

export const HTTP_ENCODING_REFUSED = defineProblem<{ encoding: string }>({
  code: 'HUB_HTTP_ENCODING_REFUSED',
  status: 415,
  fixer: 'client',
  vi: (d) => `Không nhận nội dung nén kiểu ${d.encoding}`,
  en: (d) => `Content encoding ${d.encoding} is not accepted`,
  remedyVi: 'Gửi nội dung không nén.',
  remedyEn: 'Send the body without compression.',
});

export const HTTP_MEDIA_TYPE_REFUSED = defineProblem<{ contentType: string }>({
  code: 'HUB_HTTP_MEDIA_TYPE_REFUSED',
  status: 415,
  fixer: 'client',
  vi: (d) => `Không nhận nội dung kiểu "${d.contentType}"`,
  en: (d) => `A body of type "${d.contentType}" is not accepted`,
  remedyVi: 'Gửi JSON mã UTF-8 với content-type: application/json.',
  remedyEn: 'Send UTF-8 JSON with content-type: application/json.',
});

export const HTTP_ORIGIN_REFUSED = defineProblem<{ origin: string }>({
  code: 'HUB_HTTP_ORIGIN_REFUSED',
  status: 403,
  fixer: 'operator',
  vi: (d) => `Trang ở nơi khác (${d.origin}) không được gọi đồ thị bằng GET`,
  en: (d) => `A page from elsewhere (${d.origin}) may not call the graph by GET`,
  remedyVi: 'Gọi bằng POST với application/json, hoặc xin ghi nguồn gốc (origin) vào danh sách cho phép.',
  remedyEn: 'Call by POST with application/json, or ask for the origin to be listed.',
});

export const HTTP_STOPPING = defineProblem({
  code: 'HUB_HTTP_STOPPING',
  status: 503,
  fixer: 'operator',
  vi: () => 'Trung tâm đang dừng để bảo trì',
  en: () => 'The hub is stopping',
  remedyVi: 'Thử lại sau ít phút.',
  remedyEn: 'Try again in a few minutes.',
});

export const START_PORT_BUSY = defineProblem<{ port: number; host: string }>({
  code: 'HUB_START_PORT_BUSY',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Cổng ${d.port} trên ${d.host} đang được chương trình khác dùng`,
  en: (d) => `Port ${d.port} on ${d.host} is used by another program`,
  remedyVi: 'Dừng chương trình kia, hoặc đặt PORT=<cổng khác> rồi khởi động lại.',
  remedyEn: 'Stop the other program, or set PORT=<another port> and start again.',
});

export const HTTP_PUSH_TOO_LARGE = defineProblem<{ limit: number }>({
  code: 'HUB_HTTP_PUSH_TOO_LARGE',
  status: 413,
  fixer: 'client',
  vi: (d) => `Thông điệp lớn hơn ${d.limit} byte`,
  en: (d) => `The message is larger than ${d.limit} bytes`,
  remedyVi: 'Chia thành nhiều thông điệp nhỏ hơn.',
  remedyEn: 'Split it into smaller messages.',
});
