/** Group of checks (before the dot) → where what they ask for is written. */
const PARTS: Readonly<Record<string, string>> = {
  manifest: 'connector.json',
  config: 'connector.json',
  check: 'check',
  discover: 'discover',
  read: 'read',
  http: 'read',
  stream: 'read',
  live: 'query',
  push: 'receive',
};

const groupOf = (id: string) => id.slice(0, id.indexOf('.'));

/** `connector.json`, a function of the contract, or `index` where the check is about the connector as a whole. */
export function partOf(id: string): string {
  return PARTS[groupOf(id)] ?? 'index';
}

/** The check without which this one can tell nothing: records are asked for by what `discover` says. */
export function prerequisiteOf(id: string): string | undefined {
  return ['read', 'http', 'stream', 'live'].includes(groupOf(id)) ? 'discover.schemas-valid' : undefined;
}
