import { type Change, ConnectorError, type Ctx, type Page, type ReadRequest, wait } from 'lien-thong/sdk';

interface Config {
  baseUrl: string;
}

interface Message {
  tag: number;
  record: unknown;
}

const MESSAGE_BYTES = 80;
const PAUSE_MS = 20;

export async function* read(ctx: Ctx<Config>, request: ReadRequest): AsyncGenerator<Page> {
  const window = Math.max(10, Math.floor(request.pageBytes / MESSAGE_BYTES));
  const call = async (method: 'GET' | 'POST', path: string) => {
    const response = await ctx.http(new URL(path, ctx.config.baseUrl), { method, idempotent: true });
    if (response.status === 410) return undefined;
    if (response.status !== 200) throw new ConnectorError('drift', `the broker answers ${response.status}`);
    return response.json();
  };
  let session: string | undefined;
  while (!ctx.signal.aborted) {
    try {
      session ??= ((await call('POST', `/sessions?window=${window}`)) as { session: string }).session;
      const answer = (await call('GET', `/messages?session=${session}`)) as
        | { messages: Message[] }
        | undefined;
      if (!answer) session = undefined;
      const messages = answer?.messages ?? [];
      if (messages.length > 0) {
        const [of, upTo] = [session, messages.at(-1)!.tag];
        yield {
          dataset: request.dataset.name,
          changes: messages.map(toChange),
          cursor: null,
          // Of a session that is gone the broker sends everything again.
          ack: async () => void (await call('POST', `/acks?session=${of}&upTo=${upTo}`)),
        };
        continue;
      }
      await wait(PAUSE_MS, ctx.signal);
    } catch (error) {
      if (ctx.signal.aborted) return;
      throw error;
    }
  }
}

function toChange({ tag, record }: Message): Change {
  const src = { uri: 'records', pos: String(tag) };
  if (typeof record !== 'object' || record === null)
    return { op: 'bad', raw: String(record), reason: 'it is no object', src };
  return { op: 'put', data: { ...record }, src };
}
