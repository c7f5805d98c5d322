import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toParentContext, traceHeaders } from '../../../src/gateway/tracing/propagate.ts';
import { startTracing, type Tracing } from '../../../src/gateway/tracing/start.ts';
import { toSubgraph } from '../support/graph.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const SECRET = '99A-99999';

describe('tracing', () => {
  let tracing: Tracing | undefined;
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await tracing?.stop();
    tracing = undefined;
  });

  const start = async () => {
    const exporter = new InMemorySpanExporter();
    tracing = startTracing({}, new SimpleSpanProcessor(exporter));
    const seen: Record<string, string>[] = [];
    const remote = toSubgraph('remote', 'type Query { far: String }', {
      // Where a remote subgraph's client asks for the headers of its call.
      Query: { far: () => seen.push(traceHeaders()) && 'x' },
    });
    server = await startTestServer([...trafficSubgraphs(createChannel()), remote], { traced: true });
    return { exporter, seen };
  };
  const parentOf = ({ parentSpanContext }: ReadableSpan) => parentSpanContext?.spanId;

  it('makes a span for the answer, for its plan, and for each call of a subgraph', async () => {
    const { exporter } = await start();
    const query = `query Roads($n: String) { hello(name: $n) again: hello(name: "${SECRET}") roads(first: 3) { name } }`;
    const body = { query, variables: { n: SECRET } };
    await server!.post(body, { traceparent: PARENT, tracestate: 'a=1' });
    const spans = exporter.getFinishedSpans();
    const [answer] = spans.filter(({ name }) => name === 'graphql query');
    expect(answer!.spanContext().traceId).toBe(TRACE);
    expect(parentOf(answer!)).toBe('b7ad6b7169203331');
    expect(answer!.attributes).toMatchObject({
      'graphql.operation.name': 'Roads',
      'graphql.operation.type': 'query',
      'graphql.document.hash': expect.stringMatching(/^[\w-]{43}$/),
    });
    const inner = spans.filter((span) => span !== answer);
    expect(inner.map(({ name }) => name).sort()).toEqual(['fetch roads', 'fetch traffic', 'plan']);
    for (const span of inner) {
      expect(parentOf(span)).toBe(answer!.spanContext().spanId);
      expect(span.spanContext().traceId).toBe(TRACE);
    }
    const fetch = inner.find(({ name }) => name === 'fetch roads')!;
    expect(fetch.attributes).toMatchObject({
      'hub.subgraph.name': 'roads',
      'hub.fetch.entities': 3,
      'hub.fetch.rows': 3,
    });
    // The second time the plan is known.
    exporter.reset();
    await server!.post(body);
    expect(
      exporter
        .getFinishedSpans()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['fetch roads', 'fetch traffic', 'graphql query']);
    const written = JSON.stringify(
      spans.map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(written).not.toContain(SECRET);
    expect(written).not.toContain('hello');
  });

  it('hands the trace on to calls of other services, within the span of the call', async () => {
    const { exporter, seen } = await start();
    await server!.post({ query: '{ far }' }, { traceparent: PARENT, tracestate: 'a=1' });
    const fetch = exporter.getFinishedSpans().find(({ name }) => name === 'fetch remote')!;
    expect(seen).toEqual([
      { traceparent: `00-${TRACE}-${fetch.spanContext().spanId}-01`, tracestate: 'a=1' },
    ]);
  });

  it('says which problems there were, by their codes', async () => {
    const { exporter } = await start();
    await server!.post({ query: '{ fails boom }' });
    const answer = exporter.getFinishedSpans().find(({ name }) => name === 'graphql query')!;
    expect(answer.attributes['hub.errors']).toEqual(['HUB_TEST_ROAD_CLOSED', 'unknown']);
    expect(JSON.stringify(answer.attributes)).not.toContain('secret');
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `ff-${TRACE}-b7ad6b7169203331-01`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `${PARENT}-more`,
  ])('begins a trace of its own for traceparent %s', async (traceparent) => {
    const { exporter } = await start();
    await server!.post({ query: '{ hello }' }, traceparent === undefined ? {} : { traceparent });
    const answer = exporter.getFinishedSpans().find(({ name }) => name === 'graphql query')!;
    expect(parentOf(answer)).toBeUndefined();
    expect(answer.spanContext().traceId).not.toBe(TRACE);
  });

  it('is off unless a collector is named: nothing is measured, nothing handed on', async () => {
    expect(startTracing({})).toBeUndefined();
    expect(startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBeUndefined();
    expect(
      startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' }),
    ).toBeUndefined();
    expect(traceHeaders()).toEqual({});
    expect(toParentContext({})).toBeDefined();
  });

  it('sends to the collector that the environment names, and at the stop what is left', async () => {
    const received: { url: string; body: string; headers: Record<string, unknown> }[] = [];
    const collector = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({ url: request.url!, body, headers: request.headers });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint);
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-token=t');
    vi.stubEnv('OTEL_SERVICE_NAME', 'hub-bac-ninh');
    tracing = startTracing();
    server = await startTestServer(trafficSubgraphs(createChannel()), { traced: true });
    await server.post({ query: 'query Sent { hello }' });
    await tracing!.stop();
    tracing = undefined;
    vi.unstubAllEnvs();
    collector.closeAllConnections();
    collector.close();
    expect(received).toHaveLength(1);
    expect([received[0]!.url, received[0]!.headers['x-token']]).toEqual(['/v1/traces', 't']);
    const [{ resource, scopeSpans }] = JSON.parse(received[0]!.body).resourceSpans;
    expect(JSON.stringify(resource)).toContain('hub-bac-ninh');
    expect(scopeSpans[0].spans.map(({ name }: { name: string }) => name).sort()).toEqual([
      'fetch traffic',
      'graphql query',
      'plan',
    ]);
  });
});
