import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ExecutionResult } from 'graphql';
import { notesOf } from '../answer-notes.ts';
import { digestOf } from '../cache/cache-key.ts';
import { countRows } from '../explain/count-rows.ts';
import { toParentContext } from '../tracing/propagate.ts';
import { describeOperation } from './describe-operation.ts';
import type { GatewayPlugin } from './plugin.ts';

/**
 * A span for each answer and one for each call of a subgraph in it. They hold names, sizes and the document's hash:
 * no variables and no text of the query, since either may name a person.
 */
export const tracingPlugin: GatewayPlugin = {
  name: 'tracing',
  around: (scope, next) => {
    const { name, kind } = describeOperation(scope);
    const span = trace.getTracer('lien-thong').startSpan(
      `graphql ${kind}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'graphql.operation.name': name,
          'graphql.operation.type': kind,
          'graphql.document.hash': digestOf(scope.document),
        },
      },
      toParentContext(notesOf(scope.contextValue)?.headers ?? {}),
    );
    return context.with(trace.setSpan(context.active(), span), async () => {
      try {
        const result = await next();
        end(span, result);
        return result;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        throw error;
      }
    });
  },
  onFetch: (subgraph, { entities }) => {
    const span = trace.getTracer('lien-thong').startSpan(`fetch ${subgraph}`, {
      kind: SpanKind.CLIENT,
      attributes: { 'hub.subgraph.name': subgraph, 'hub.fetch.entities': entities },
    });
    return {
      within: (call) => context.with(trace.setSpan(context.active(), span), call),
      end: (result) => {
        if (span.isRecording()) span.setAttribute('hub.fetch.rows', countRows(result.data, entities > 0));
        end(span, result);
      },
    };
  },
};

/** Codes are of the catalogue; messages may quote what was asked, and stay out. */
function end(span: Span, { errors }: ExecutionResult): void {
  if (errors?.length) {
    const codes = errors.map(({ extensions, originalError }) => {
      const { code } = (originalError ?? {}) as { code?: unknown };
      return String(extensions?.code ?? code ?? 'unknown');
    });
    span.setAttribute('hub.errors', [...new Set(codes)].slice(0, 10));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
