import type { Command } from 'commander';
import type { MemberSettings, Reference } from '../hub/member-subgraphs.ts';

export interface PublishFlags {
  schema: string;
  url: string;
  owner: string;
  by?: string;
  header: string[];
  receives: string[];
  timeout?: string;
  retries?: string;
  concurrency?: string;
  subscriptions?: string;
  subscriptionsUrl?: string;
  ca?: string;
  cert?: string;
  key?: string;
  acceptBreaking?: boolean;
  json?: boolean;
}

/** Header names whose value is a secret: it may only be named. */
const SECRET_HEADER = /authorization|api-?key|token|secret|cookie|password/i;

/** The flags as the registry keeps them. A wrong one ends the command with exit code 2. */
export function toSettings(program: Command, flags: PublishFlags): MemberSettings {
  const fail = (flag: string, reason: string): never => program.error(`--${flag}: ${reason}`);
  if (!URL.canParse(flags.url) || !/^https?:$/.test(new URL(flags.url).protocol))
    fail('url', `"${flags.url}" is no http(s) address`);
  if (new URL(flags.url).password)
    fail('url', 'a password has no place in an address; use --header authorization=env:NAME');
  if (!/^[^/]+(\/[^/]+){2,3}$/.test(flags.owner)) fail('owner', 'INSTANCE/CLASS/MEMBER[/SUBSYSTEM]');
  const count = (flag: 'timeout' | 'retries' | 'concurrency', least: number): number | undefined => {
    const text = flags[flag];
    if (text === undefined) return undefined;
    const value = Number(text);
    return Number.isInteger(value) && value >= least
      ? value
      : fail(flag, `"${text}" is no whole number of at least ${least}`);
  };
  const { subscriptions: protocol, subscriptionsUrl } = flags;
  if (protocol !== undefined && protocol !== 'ws' && protocol !== 'sse')
    fail('subscriptions', '"ws" or "sse"');
  const files = { caFile: flags.ca, certFile: flags.cert, keyFile: flags.key };
  if (Boolean(flags.cert) !== Boolean(flags.key)) fail('cert', '--cert and --key go together');
  return dropUndefined({
    url: flags.url,
    headers: flags.header.length > 0 ? toHeaders(flags.header, fail) : undefined,
    timeoutMs: count('timeout', 1),
    retries: count('retries', 0),
    concurrency: count('concurrency', 1),
    subscriptions: protocol
      ? { protocol: protocol as 'ws' | 'sse', ...(subscriptionsUrl ? { url: subscriptionsUrl } : {}) }
      : undefined,
    receives: flags.receives.length > 0 ? flags.receives : undefined,
    tls: flags.ca || flags.cert ? dropUndefined(files) : undefined,
  });
}

function toHeaders(
  pairs: readonly string[],
  fail: (flag: string, reason: string) => never,
): Record<string, string | Reference> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) fail('header', `"${pair}": name=value`);
      const name = pair.slice(0, at).toLowerCase();
      const value = pair.slice(at + 1);
      if (value.startsWith('env:')) return [name, { env: value.slice(4) }];
      if (SECRET_HEADER.test(name))
        fail('header', `${name} is a secret: write ${name}=env:NAME and set NAME where the hub runs`);
      return [name, value];
    }),
  );
}

function dropUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
