import { readFileSync } from 'node:fs';
import type { RemoteSubgraph } from '../gateway/subgraph.ts';
import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { SUBGRAPH_SETTING_INVALID } from '../kernel/problems/subgraph.ts';
import type { HubDefinition } from './define-hub.ts';
import type { MemberSettings, RegisteredSubgraph } from './member-subgraphs.ts';

/**
 * A member's subgraph as the gateway calls it: references resolved from the environment, certificates read. Throws
 * HUB_SUBGRAPH_SETTING_INVALID for one that leads nowhere.
 */
export function toRemoteSubgraph(
  { name, sdl, settings }: Pick<RegisteredSubgraph, 'name' | 'sdl' | 'settings'>,
  environment: NodeJS.ProcessEnv,
): RemoteSubgraph {
  const fail = (setting: string, reason: string, cause?: unknown): never => {
    throw new Problem(SUBGRAPH_SETTING_INVALID, { subgraph: name, setting, reason }, { cause });
  };
  if (!URL.canParse(settings.url) || !/^https?:$/.test(new URL(settings.url).protocol))
    fail('url', 'an http(s) address is needed');
  const { headers = {}, tls, receives: _, ...others } = settings;
  const resolved = Object.entries(headers).map(([header, value]) => {
    if (typeof value === 'string') return [header, value] as const;
    const found = environment[value.env];
    return [
      header,
      found ?? fail(`headers.${header}`, `environment variable ${value.env} is not set`),
    ] as const;
  });
  return {
    ...others,
    name,
    sdl,
    headers: Object.fromEntries(resolved) as Record<string, string>,
    ...(tls ? { tls: readTls(tls, fail) } : {}),
  };
}

function readTls(
  { caFile, certFile, keyFile }: NonNullable<MemberSettings['tls']>,
  fail: (setting: string, reason: string, cause?: unknown) => never,
): NonNullable<RemoteSubgraph['tls']> {
  const read = (setting: string, file: string | undefined): string | undefined => {
    if (file === undefined) return undefined;
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      return fail(`tls.${setting}`, `${file}: ${toError(error).message}`, error);
    }
  };
  const [ca, cert, key] = [read('caFile', caFile), read('certFile', certFile), read('keyFile', keyFile)];
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

/** The members' subgraphs of hub.config.ts, with the SDL of their files. */
export function readConfiguredSubgraphs(
  { subgraphs = [] }: Pick<HubDefinition, 'subgraphs'>,
  environment: NodeJS.ProcessEnv,
): RemoteSubgraph[] {
  return subgraphs.map(({ name, owner: _, schema, ...settings }) => {
    try {
      return toRemoteSubgraph({ name, sdl: readFileSync(schema, 'utf8'), settings }, environment);
    } catch (error) {
      if (isProblem(error)) throw error;
      const reason = `${schema}: ${toError(error).message}`;
      throw new Problem(
        SUBGRAPH_SETTING_INVALID,
        { subgraph: name, setting: 'schema', reason },
        { cause: error },
      );
    }
  });
}
