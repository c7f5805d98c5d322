import { afterEach, describe, expect, it } from 'vitest';
import { toSubgraph } from '../support/graph.ts';
import { startTestServer, type TestServer, until } from '../support/server.ts';

describe('equal questions under way', () => {
  let server: TestServer;
  let runs: (string | null)[] = [];
  let release: () => void = () => undefined;
  const start = async (shareAnswers = true, forgetful = false) => {
    runs = [];
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const graph = toSubgraph('g', 'type Query { who(n: Int): String } type Mutation { add: Int }', {
      Query: {
        who: async (_: unknown, _args: unknown, { user }: { user: string | null }) => {
          runs.push(user);
          await held;
          return user;
        },
      },
      Mutation: {
        add: async () => {
          runs.push('add');
          await held;
          return runs.length;
        },
      },
    });
    server = await startTestServer([graph], {
      shareAnswers,
      createContext: async ({ headers, signal }) => ({
        user: headers.authorization ?? null,
        signal,
        ...(forgetful ? {} : { askerKey: headers.authorization ?? '' }),
      }),
    });
  };
  afterEach(() => server.close());

  const query = (n: number) => ({ query: 'query($n: Int) { who(n: $n) }', variables: { n } });
  /** Asks; lets the answers go once `expected` runs began and time enough has passed for one more to begin. */
  const askAll = async (requests: [body: unknown, user: string][], expected: number) => {
    const asked = requests.map(([body, authorization]) => server.post(body, { authorization }));
    await until(() => runs.length === expected);
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    return (await Promise.all(asked)).map(({ body }) => body.data);
  };

  it('of one asker are answered once', async () => {
    await start();
    const answers = await askAll(
      Array.from({ length: 10 }, () => [query(1), 'an']),
      1,
    );
    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ who: 'an' })));
    expect(runs).toEqual(['an']);
    expect(await server.metrics.getSingleMetricAsString('hub_gateway_shared_answers_total')).toContain(' 9');
  });

  it('of two askers are answered to each', async () => {
    await start();
    const answers = await askAll(
      [
        [query(1), 'an'],
        [query(1), 'binh'],
        [query(1), 'an'],
      ],
      2,
    );
    expect(answers).toEqual([{ who: 'an' }, { who: 'binh' }, { who: 'an' }]);
    expect(runs.sort()).toEqual(['an', 'binh']);
  });

  it('that differ in a variable are two', async () => {
    await start();
    await askAll(
      [
        [query(1), 'an'],
        [query(2), 'an'],
      ],
      2,
    );
    expect(runs).toEqual(['an', 'an']);
  });

  it('that change something are never shared', async () => {
    await start();
    const mutation = { query: 'mutation { add }' };
    await askAll(
      [
        [mutation, 'an'],
        [mutation, 'an'],
      ],
      2,
    );
    expect(runs).toEqual(['add', 'add']);
  });

  it('are not shared where the context does not say who asks, nor when it is switched off', async () => {
    await start(true, true);
    await askAll(
      [
        [query(1), 'an'],
        [query(1), 'an'],
      ],
      2,
    );
    await server.close();
    await start(false);
    await askAll(
      [
        [query(1), 'an'],
        [query(1), 'an'],
      ],
      2,
    );
    expect(runs).toEqual(['an', 'an']);
  });

  it('outlive the asker who came first', async () => {
    await start();
    const controller = new AbortController();
    const first = fetch(`${server.url}/graphql`, {
      method: 'POST',
      signal: controller.signal,
      headers: { 'content-type': 'application/json', authorization: 'an' },
      body: JSON.stringify(query(1)),
    }).catch(() => 'gone');
    await until(() => runs.length === 1);
    const second = server.post(query(1), { authorization: 'an' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
    expect(await first).toBe('gone');
    await until(() => runs.length === 2);
    release();
    expect((await second).body).toEqual({ data: { who: 'an' } });
  });
});
