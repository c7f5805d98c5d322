import { composeServices } from '@theguild/federation-composition';
import { parse as parseSdl } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandaloneGateway, serveSupergraph } from '../../../../src/gateway/standalone/serve.ts';
import type { Ask } from '../../support/ask.ts';
import { createTestGraph } from '../../support/graph.ts';
import { createRouterRuntime } from '../../support/router-runtime.ts';
import { type SubgraphServers, serveSubgraphs } from '../../support/subgraph-servers.ts';
import type { Case } from './suite.ts';
import { suites } from './suites/index.ts';

/**
 * What an audit of gateways from outside asks, and harder: every suite through HTTP on both sides, through subgraphs
 * in this process (compiled and interpreted), and through another engine that has
 * to agree.
 */
describe.each(suites)('$name', ({ subgraphs, cases }) => {
  let servers: SubgraphServers;
  let gateway: StandaloneGateway;
  let overHttp: Ask;
  let otherEngine: Ask;

  beforeAll(async () => {
    servers = await serveSubgraphs(subgraphs);
    const { errors, supergraphSdl } = composeServices(
      subgraphs.map((subgraph) => ({
        name: subgraph.name,
        typeDefs: parseSdl(subgraph.sdl),
        url: servers.urlOf(subgraph),
      })),
    );
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
    const log = pino({ level: 'silent' });
    gateway = await serveSupergraph({ supergraphSdl, port: 0, host: '127.0.0.1', log });
    overHttp = async (query, variables) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Awaited<ReturnType<Ask>>;
    };
    otherEngine = await createRouterRuntime(supergraphSdl, subgraphs);
  });

  afterAll(async () => {
    await gateway?.close();
    await servers?.close();
  });

  const judge = async (ask: Ask, { query, variables, data, errors = false }: Case) => {
    const answer = await ask(query, variables);
    const said = answer.errors?.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n');
    expect(answer.data ?? null, said).toEqual(data);
    expect(answer.errors !== undefined && answer.errors.length > 0, said).toBe(errors);
  };

  it.each(cases)('over HTTP: $query', (asked) => judge(overHttp, asked));

  for (const compileAfter of [0, Number.POSITIVE_INFINITY]) {
    const graph = () => createTestGraph([...subgraphs], { compileAfter });
    let known: ReturnType<typeof graph> | undefined;
    const ask: Ask = async (query, variables = {}) => {
      known ??= graph();
      return (await known.ask(query, { variables })).result;
    };
    it.each(cases)(`in this process, compiled after ${compileAfter}: $query`, (asked) => judge(ask, asked));
  }

  it.each(cases.filter(({ oracleDiffers }) => !oracleDiffers))('as the other engine: $query', (asked) =>
    judge(otherEngine, asked),
  );
});
