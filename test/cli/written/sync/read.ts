import { type Change, ConnectorError, type Ctx, type Page, type ReadRequest } from 'lien-thong/sdk';

interface Config {
  baseUrl: string;
}

interface Place {
  /** Everything up to here was read by runs that ended. */
  since: string | null;
  /** Highest change seen in the run that is under way. */
  high: string | null;
  after: string | null;
}

const LOOKBACK_MS = 600_000;
const ROW_BYTES = 80;

export async function* read(ctx: Ctx<Config>, request: ReadRequest): AsyncGenerator<Page> {
  const begun = (request.cursor ?? {}) as Partial<Place>;
  let { after = null } = begun;
  const { since = null } = begun;
  let high = begun.high ?? since;
  for (;;) {
    const url = new URL('/records', ctx.config.baseUrl);
    url.searchParams.set('limit', String(Math.max(1, Math.floor(request.pageBytes / ROW_BYTES))));
    if (since !== null)
      url.searchParams.set('since', new Date(Date.parse(since) - LOOKBACK_MS).toISOString());
    if (after !== null) url.searchParams.set('after', after);
    const response = await ctx.http(url);
    if (response.status !== 200) throw new ConnectorError('drift', `the source answers ${response.status}`);
    const { records, next } = (await response.json()) as { records: unknown[]; next: string | null };
    const changes = records.map((record, i) => toChange(record, { uri: url.pathname, pos: String(i) }));
    const now = ctx.now().toISOString();
    for (const change of changes) {
      const changed = change.op === 'put' ? String(change.data.changed) : '';
      if (changed <= now && changed > (high ?? '')) high = changed;
    }
    after = next;
    const place: Place = next === null ? { since: high, high, after } : { since, high, after };
    yield { dataset: request.dataset.name, changes, cursor: { ...place } };
    if (next === null) return;
  }
}

function toChange(record: unknown, src: { uri: string; pos: string }): Change {
  if (typeof record !== 'object' || record === null)
    return { op: 'bad', raw: String(record), reason: 'it is no object', src };
  return { op: 'put', data: { ...record }, src };
}
