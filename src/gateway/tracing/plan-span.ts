import { SpanStatusCode, trace } from '@opentelemetry/api';

/** Makes a plan within a span of its own. Plans are kept, so this is met once for each query. */
export function withPlanSpan<T>(plan: () => T): T {
  return trace.getTracer('lien-thong').startActiveSpan('plan', (span) => {
    try {
      return plan();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
