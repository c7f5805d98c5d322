import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serveSupergraph } from '../../../src/gateway/standalone/serve.ts';
import type { LocalSubgraph } from '../../../src/gateway/subgraph.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { toSubgraph } from '../support/graph.ts';
import { type ServedSubgraph, serveSubgraph } from '../support/remote.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

function compose(subgraphs: readonly LocalSubgraph[], urls: Record<string, string>): string {
  const services = subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: urls[name] ?? '' }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

describe('a supergraph served alone', () => {
  const subgraphs = trafficSubgraphs(createChannel());
  const served: ServedSubgraph[] = [];
  let urls: Record<string, string>;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hub-supergraph-'));
    for (const subgraph of subgraphs) served.push(await serveSubgraph(subgraph));
    urls = Object.fromEntries(subgraphs.map(({ name }, index) => [name, served[index]!.url]));
  });
  afterAll(async () => {
    await Promise.all(served.map((subgraph) => subgraph.stop()));
    await rm(folder, { recursive: true });
  });

  const ask = async (url: string, query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came back
    return (await response.json()) as any;
  };

  it('answers over HTTP, says that it is well, and hands on only the headers it was told to', async () => {
    const gateway = await serveSupergraph({
      supergraphSdl: compose(subgraphs, urls),
      port: 0,
      host: '127.0.0.1',
      forwardHeaders: ['X-Purpose'],
      log: silentLog,
    });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    const headers = { 'x-purpose': 'statistics', authorization: 'Bearer secret' };
    expect(await ask(gateway.url, '{ hello roads(first: 1) { name } }', headers)).toEqual({
      data: { hello: 'Chào bạn', roads: [{ name: 'Đường 0' }] },
    });
    for (const { calls } of served) {
      expect(calls.at(-1)!.headers['x-purpose']).toBe('statistics');
      expect(calls.at(-1)!.headers.authorization).toBeUndefined();
    }
    await gateway.close();
  });

  it.each([true, false])(
    'asks once for equal questions under way, unless told not to (%s)',
    async (shareAnswers) => {
      const gateway = await serveSupergraph({
        supergraphSdl: compose(subgraphs, urls),
        port: 0,
        host: '127.0.0.1',
        shareAnswers,
        log: silentLog,
      });
      await ask(gateway.url, '{ hello }');
      const countCalls = () => served.reduce((sum, { calls }) => sum + calls.length, 0);
      const before = countCalls();
      const asked = Array.from({ length: 5 }, () => ask(gateway.url, '{ hello }'));
      for (const { data } of await Promise.all(asked)) expect(data).toEqual({ hello: 'Chào bạn' });
      const calls = countCalls() - before;
      // Sockets that are read in another turn of the loop may come too late to join.
      if (shareAnswers) expect(calls).toBeLessThan(5);
      else expect(calls).toBe(5);
      await gateway.close();
    },
  );

  it.each([
    ['is no supergraph', 'type Query { a: Int }', 'join__Graph'],
    ['is not SDL', 'type {', 'Syntax Error'],
  ])('is refused when it %s', async (_name, supergraphSdl, reason) => {
    const options = { supergraphSdl, port: 0, host: '127.0.0.1', log: silentLog };
    await expect(serveSupergraph(options)).rejects.toMatchObject({
      code: 'HUB_GATEWAY_SUPERGRAPH_INVALID',
      en: expect.stringContaining(reason),
    });
  });

  it('is refused when a subgraph has no address, or an address is given to none', async () => {
    const options = { port: 0, host: '127.0.0.1', log: silentLog };
    await expect(
      serveSupergraph({ ...options, supergraphSdl: compose(subgraphs, {}) }),
    ).rejects.toMatchObject({
      en: expect.stringContaining('has no http(s) address'),
    });
    await expect(
      serveSupergraph({ ...options, supergraphSdl: compose(subgraphs, urls), urls: { nobody: 'http://x' } }),
    ).rejects.toMatchObject({ en: expect.stringContaining('nobody') });
  });

  describe('from the command line', () => {
    let child: ChildProcess | undefined;
    afterAll(() => void child?.kill('SIGKILL'));

    it('prints where it answers, follows its file, keeps the old graph for a wrong one, and stops when told', async () => {
      const file = path.join(folder, 'supergraph.graphql');
      await writeFile(file, compose(subgraphs, urls));
      child = spawn(
        process.execPath,
        ['bin/hub.js', 'gateway', '--supergraph', file, '--port', '0', '--watch'],
        {
          cwd: root,
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let errors = '';
      child.stderr!.on('data', (text) => {
        errors += String(text);
      });
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      const url = String(line).trim().replace('/graphql', '');
      expect((await ask(url, '{ hello }')).data).toEqual({ hello: 'Chào bạn' });

      const replace = async (text: string) => {
        await writeFile(`${file}.new`, text);
        await rename(`${file}.new`, file);
      };
      const extra = toSubgraph('extra', 'type Query { extra: Int }', { Query: { extra: () => 7 } });
      const more = await serveSubgraph(extra);
      served.push(more);
      await replace(compose([...subgraphs, extra], { ...urls, extra: more.url }));
      await vi.waitFor(async () => expect((await ask(url, '{ extra }')).data).toEqual({ extra: 7 }), 10_000);

      await replace('type Query {');
      await vi.waitFor(() => expect(errors).toContain('supergraph refused'), 10_000);
      expect((await ask(url, '{ hello extra }')).data).toEqual({ hello: 'Chào bạn', extra: 7 });

      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number];
      expect(code).toBe(0);
    });

    it('says which file is missing', async () => {
      const gone = spawn(process.execPath, ['bin/hub.js', 'gateway', '--supergraph', 'nowhere.graphql'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      gone.stderr!.on('data', (text) => {
        said += String(text);
      });
      const [code] = (await once(gone, 'exit')) as [number];
      expect(code).toBe(3);
      expect(said).toContain('nowhere.graphql');
      expect(said).toContain('HUB_GATEWAY_SUPERGRAPH_INVALID');
    });
  });
});
