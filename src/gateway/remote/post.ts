import type { Dispatcher } from 'undici';
import type { CallClock } from './call-clock.ts';
import { TooLargeError } from './failure.ts';

/** What came back over HTTP, not yet judged. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export interface PostRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly maxBytes: number;
  /** When it ends, the call is destroyed. */
  readonly clock: CallClock;
}

/**
 * One POST by undici's `dispatch`: half the work of `request`, a sixth of `fetch` (see bench/README.md). Redirects are
 * not followed: a subgraph's address is what the operator wrote.
 */
export function post(dispatcher: Dispatcher, request: PostRequest): Promise<HttpAnswer> {
  const { path, headers, body, maxBytes, clock } = request;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    let cut: ((reason: Error) => void) | undefined;
    const end = (settle: () => void) => {
      clock.onEnd = undefined;
      settle();
    };
    if (clock.ended) {
      reject(clock.ended.reason);
      return;
    }
    // Also while the call still waits for a connection: then it is not made at all.
    clock.onEnd = (reason) => {
      cut?.(reason as Error);
      reject(reason);
    };
    dispatcher.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart: (controller) => {
          cut = (reason) => controller.abort(reason);
          if (clock.ended) cut(clock.ended.reason as Error);
        },
        onResponseStart: (_controller, statusCode) => {
          status = statusCode;
        },
        onResponseData: (controller, chunk) => {
          bytes += chunk.length;
          if (bytes > maxBytes) controller.abort(new TooLargeError(`answer larger than ${maxBytes} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd: () =>
          end(() => resolve({ status, body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) })),
        onResponseError: (_controller, error) => end(() => reject(error)),
      },
    );
  });
}
