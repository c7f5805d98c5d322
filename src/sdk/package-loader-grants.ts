import type { Manifest } from './contract.ts';

/** `*` covers all, `*.gov.vn` the hosts below it, a folder what is in it. */
function covers(grant: string, wanted: string, kind: 'net' | 'fs'): boolean {
  if (grant === '*' || grant === wanted) return true;
  if (kind === 'fs') return wanted.startsWith(grant.endsWith('/') ? grant : `${grant}/`);
  return grant.startsWith('*.') && wanted.replace(/^\*/, '').endsWith(grant.slice(1));
}

/** The first permission that a manifest asks for and no grant covers, e.g. `fs "/etc"`; undefined = all are granted. */
export function exceedsGrants(
  wanted: Manifest['permissions'],
  grants: Manifest['permissions'],
): string | undefined {
  for (const kind of ['net', 'fs'] as const)
    for (const glob of wanted[kind] ?? [])
      if (glob.includes('..') || !(grants[kind] ?? []).some((grant) => covers(grant, glob, kind)))
        return `${kind} "${glob}"`;
  return undefined;
}
