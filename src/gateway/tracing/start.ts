import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';

export interface Tracing {
  /** Sends what is still waiting, then lets go. */
  stop(): Promise<void>;
}

/** A collector that does not answer must not keep the hub from stopping. */
const STOP_LIMIT_MS = 3_000;

/**
 * Starts tracing of this process if the operator named a collector (`OTEL_EXPORTER_OTLP_ENDPOINT`, or the one for
 * traces alone); undefined otherwise, and then nothing is measured. The exporter and the sampler read the other
 * standard variables themselves (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER` …).
 */
export function startTracing(
  environment: NodeJS.ProcessEnv = process.env,
  processor?: SpanProcessor,
): Tracing | undefined {
  const endpoint = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (environment.OTEL_SDK_DISABLED === 'true' || (!endpoint && !processor)) return undefined;
  const manager = new AsyncLocalStorageContextManager().enable();
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': environment.OTEL_SERVICE_NAME || 'lien-thong' }),
    ),
    spanProcessors: [processor ?? new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider(provider);
  return {
    stop: async () => {
      trace.disable();
      context.disable();
      const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_LIMIT_MS).unref());
      await Promise.race([provider.shutdown(), late]);
    },
  };
}
