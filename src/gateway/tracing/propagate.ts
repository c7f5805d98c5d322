import {
  type Context,
  context,
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

/** `traceparent` of version 00 (W3C Trace Context §3.2); later versions may add fields after these. */
const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Headers that hand the present trace on to a call of another service. Empty when nothing is traced. */
export function traceHeaders(): Record<string, string> {
  const span = trace.getSpanContext(context.active());
  if (!span || !isSpanContextValid(span)) return {};
  const flags = (span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  const state = span.traceState?.serialize();
  return {
    traceparent: `00-${span.traceId}-${span.spanId}-${flags}`,
    ...(state ? { tracestate: state } : {}),
  };
}

/** The trace that a caller is in, by his headers; a fresh one where they say nothing or nonsense. */
export function toParentContext(headers: Readonly<Record<string, string | undefined>>): Context {
  const [, version, traceId, spanId, flags, more] = FORM.exec(headers.traceparent?.trim() ?? '') ?? [];
  if (!traceId || !spanId || version === 'ff' || (version === '00' && more)) return ROOT_CONTEXT;
  const span = {
    traceId,
    spanId,
    isRemote: true,
    traceFlags: Number.parseInt(flags!, 16) & TraceFlags.SAMPLED,
    ...(headers.tracestate ? { traceState: createTraceState(headers.tracestate) } : {}),
  };
  return isSpanContextValid(span) ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}
