import { traceHeaders } from '../tracing/propagate.ts';

/** What a context may say about calls made for it: read by the gateway, written by whoever makes contexts. */
interface WithForwarded {
  /** Headers handed on to every subgraph elsewhere (who asks, for what, trace). Names in lower case. */
  readonly forwardHeaders?: Readonly<Record<string, string>>;
}

/** The headers of one call: the subgraph's own, what the request hands on, and the trace it is part of. */
export function toHeaders(
  own: Readonly<Record<string, string>> | undefined,
  contextValue: object,
): Record<string, string> {
  return { ...traceHeaders(), ...(contextValue as WithForwarded).forwardHeaders, ...own };
}
