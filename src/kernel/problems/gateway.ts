import { defineProblem } from '../problem.ts';

export const GATEWAY_COMPOSITION_FAILED = defineProblem<{ errors: readonly string[] }>({
  code: 'HUB_GATEWAY_COMPOSITION_FAILED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không ghép được các đồ thị con (${d.errors.length} lỗi):\n- ${d.errors.join('\n- ')}`,
  en: (d) => `The subgraphs do not compose (${d.errors.length} errors):\n- ${d.errors.join('\n- ')}`,
  remedyVi: 'Sửa các đồ thị con đã nêu rồi chạy lại `npm run check`.',
  remedyEn: 'Correct the subgraphs named, then run `npm run check` again.',
});

export const GATEWAY_DIRECTIVE_UNSUPPORTED = defineProblem<{ subgraph: string; directive: string }>({
  code: 'HUB_GATEWAY_DIRECTIVE_UNSUPPORTED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Đồ thị con ${d.subgraph} dùng ${d.directive}, cổng chưa thực thi được chỉ thị này`,
  en: (d) => `Subgraph ${d.subgraph} uses ${d.directive}, which the gateway cannot execute`,
  remedyVi: 'Truyền giá trị bằng đối số hoặc @requires thay cho ngữ cảnh.',
  remedyEn: 'Pass the value by an argument or by @requires instead of a context.',
});

export const GATEWAY_PLAN_FAILED = defineProblem<{ reason: string }>({
  code: 'HUB_GATEWAY_PLAN_FAILED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không lập được kế hoạch truy vấn: ${d.reason}`,
  en: (d) => `The query could not be planned: ${d.reason}`,
  remedyVi: 'Gửi truy vấn này cho đơn vị vận hành; thử chia nhỏ truy vấn.',
  remedyEn: 'Send the query to the operator; try splitting it.',
});

export const GATEWAY_SUBGRAPH_UNKNOWN = defineProblem<{ name: string }>({
  code: 'HUB_GATEWAY_SUBGRAPH_UNKNOWN',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Kế hoạch truy vấn gọi đồ thị con ${d.name} không tồn tại`,
  en: (d) => `The query plan calls subgraph ${d.name}, which does not exist`,
  remedyVi: 'Ghép lại đồ thị từ đúng danh sách đồ thị con.',
  remedyEn: 'Compose the graph again from the right list of subgraphs.',
});

export const GATEWAY_VALUE_MISSING = defineProblem<{ field: string }>({
  code: 'HUB_GATEWAY_VALUE_MISSING',
  status: 200,
  fixer: 'source',
  vi: (d) => `Không có giá trị cho trường bắt buộc ${d.field}`,
  en: (d) => `No value arrived for the non-null field ${d.field}`,
  remedyVi: 'Xem extensions.sources để biết nguồn nào chưa trả lời.',
  remedyEn: 'See extensions.sources for the source that did not answer.',
});

export const GATEWAY_VALUE_INVALID = defineProblem<{ field: string; expected: string; subgraph: string }>({
  code: 'HUB_GATEWAY_VALUE_INVALID',
  status: 200,
  fixer: 'source',
  vi: (d) => `Đồ thị con ${d.subgraph} trả về giá trị sai kiểu cho ${d.field}; cần ${d.expected}`,
  en: (d) => `Subgraph ${d.subgraph} answered ${d.field} with a value that is not ${d.expected}`,
  remedyVi: 'Báo đơn vị giữ đồ thị con: câu trả lời không khớp lược đồ của chính họ.',
  remedyEn: 'Tell the owner of the subgraph: the answer does not fit its own schema.',
});

export const GATEWAY_TIMEOUT = defineProblem<{ seconds: number }>({
  code: 'HUB_GATEWAY_TIMEOUT',
  status: 504,
  fixer: 'client',
  vi: (d) => `Truy vấn quá thời hạn ${d.seconds} giây; phần chưa kịp trả lời là null`,
  en: (d) => `The query passed its limit of ${d.seconds} s; what had not answered by then is null`,
  remedyVi: 'Hỏi ít hơn mỗi lần (giảm `first`, bỏ bớt trường) hoặc thử lại sau.',
  remedyEn: 'Ask for less at a time (smaller `first`, fewer fields), or try again later.',
});

export const GATEWAY_CANCELLED = defineProblem({
  code: 'HUB_GATEWAY_CANCELLED',
  status: 499,
  fixer: 'client',
  vi: () => 'Truy vấn đã bị huỷ vì bên gọi ngắt kết nối',
  en: () => 'The query was cancelled: the caller went away',
  remedyVi: 'Gửi lại truy vấn.',
  remedyEn: 'Send the query again.',
});

export const INTERNAL = defineProblem<{ id: string }>({
  code: 'HUB_INTERNAL',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Lỗi nội bộ, mã tra cứu ${d.id}`,
  en: (d) => `Internal error, reference ${d.id}`,
  remedyVi: 'Gửi mã tra cứu cho đơn vị vận hành.',
  remedyEn: 'Give the reference to the operator.',
});

/** All limits of a query read alike: what was measured, what is allowed. */
function defineLimitProblem(code: `HUB_${string}`, vi: string, en: string) {
  return defineProblem<{ measured: number; limit: number }>({
    code,
    status: 400,
    fixer: 'client',
    vi: (d) => `Truy vấn có ${vi} là ${d.measured}, tối đa ${d.limit}`,
    en: (d) => `The query has ${d.measured} ${en}, the limit is ${d.limit}`,
    remedyVi: 'Chia truy vấn thành nhiều truy vấn nhỏ hơn.',
    remedyEn: 'Split the query into smaller ones.',
  });
}

export const GATEWAY_TOKENS_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_TOKENS_EXCEEDED',
  'số từ tố',
  'tokens',
);
export const GATEWAY_DEPTH_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_DEPTH_EXCEEDED',
  'độ sâu',
  'levels of depth',
);
export const GATEWAY_ALIASES_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_ALIASES_EXCEEDED',
  'số bí danh',
  'aliases',
);
export const GATEWAY_ROOT_FIELDS_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_ROOT_FIELDS_EXCEEDED',
  'số trường gốc',
  'root fields',
);
export const GATEWAY_DIRECTIVES_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_DIRECTIVES_EXCEEDED',
  'số chỉ thị',
  'directives',
);
export const GATEWAY_FIELDS_EXCEEDED = defineLimitProblem(
  'HUB_GATEWAY_FIELDS_EXCEEDED',
  'số trường (đã mở mọi fragment)',
  'fields (all fragments spread)',
);

export const GATEWAY_OPERATIONS_EXCEEDED = defineProblem<{ limit: number }>({
  code: 'HUB_GATEWAY_OPERATIONS_EXCEEDED',
  status: 429,
  fixer: 'client',
  vi: (d) => `Một kết nối chỉ được chạy cùng lúc ${d.limit} thao tác`,
  en: (d) => `One connection may run ${d.limit} operations at a time`,
  remedyVi: 'Kết thúc bớt đăng ký, hoặc gộp chúng bằng điều kiện `where`.',
  remedyEn: 'Complete some subscriptions, or join them by a wider `where`.',
});

export const GATEWAY_STREAMS_EXCEEDED = defineProblem<{ limit: number }>({
  code: 'HUB_GATEWAY_STREAMS_EXCEEDED',
  status: 429,
  fixer: 'client',
  vi: (d) => `Một khóa, hoặc một địa chỉ không có khóa, chỉ được mở cùng lúc ${d.limit} luồng sự kiện`,
  en: (d) => `One key, or one address without a key, may hold ${d.limit} event streams open at a time`,
  remedyVi: 'Đóng bớt luồng, hoặc chạy nhiều đăng ký trên một WebSocket.',
  remedyEn: 'Close some streams, or run many subscriptions over one WebSocket.',
});

export const GATEWAY_BATCH_REFUSED = defineProblem({
  code: 'HUB_GATEWAY_BATCH_REFUSED',
  status: 400,
  fixer: 'client',
  vi: () => 'Không nhận nhiều truy vấn trong một yêu cầu',
  en: () => 'Several queries in one request are not accepted',
  remedyVi: 'Gửi mỗi truy vấn trong một yêu cầu riêng.',
  remedyEn: 'Send each query in a request of its own.',
});

export const GATEWAY_BATCH_EXCEEDED = defineProblem<{ measured: number; limit: number }>({
  code: 'HUB_GATEWAY_BATCH_EXCEEDED',
  status: 400,
  fixer: 'client',
  vi: (d) => `Một yêu cầu có ${d.measured} truy vấn, được từ 1 đến ${d.limit}`,
  en: (d) => `One request holds ${d.measured} operations; 1 to ${d.limit} are accepted`,
  remedyVi: 'Chia thành nhiều yêu cầu nhỏ hơn.',
  remedyEn: 'Split it into smaller requests.',
});

export const GATEWAY_INTROSPECTION_DENIED = defineProblem({
  code: 'HUB_GATEWAY_INTROSPECTION_DENIED',
  status: 403,
  fixer: 'client',
  vi: () => 'Khoá này không được đọc cấu trúc đồ thị (__schema, __type)',
  en: () => 'This key may not read the structure of the graph (__schema, __type)',
  remedyVi: 'Dùng tài liệu lược đồ được công bố, hoặc xin cấp quyền.',
  remedyEn: 'Use the published schema, or ask for the right.',
});

export const GATEWAY_SUPERGRAPH_INVALID = defineProblem<{ reason: string }>({
  code: 'HUB_GATEWAY_SUPERGRAPH_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không dùng được siêu đồ thị: ${d.reason}`,
  en: (d) => `The supergraph cannot be used: ${d.reason}`,
  remedyVi: 'Ghép lại siêu đồ thị bằng công cụ Federation 2 (≤ v2.9) rồi nạp lại.',
  remedyEn: 'Compose the supergraph again with a Federation 2 tool (≤ v2.9), then load it again.',
});

export const GATEWAY_OPERATIONS_INVALID = defineProblem<{ file: string; reason: string }>({
  code: 'HUB_GATEWAY_OPERATIONS_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Không đọc được truy vấn biên dịch sẵn ${d.file}: ${d.reason}`,
  en: (d) => `The operations to be compiled ahead cannot be read, ${d.file}: ${d.reason}`,
  remedyVi: 'Sửa tệp đã nêu, hoặc bỏ thư mục truy vấn khỏi cấu hình.',
  remedyEn: 'Correct the file named, or take the folder of operations out of the configuration.',
});
