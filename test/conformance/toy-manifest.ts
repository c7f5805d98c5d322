import type { Manifest } from '../../src/sdk/index.ts';

/** What can be wrong before any code runs. */
export type ManifestFlaw =
  | 'no licence'
  | 'config no form can show'
  | 'secret not marked'
  | 'requires nothing'
  | 'two branches match'
  | 'narrows an entry'
  | 'has query without live';

const twin = { type: 'object', properties: { kind: { const: 'a' } }, required: ['kind'] };

export function toToyManifest(has: (flaw: ManifestFlaw) => boolean): Manifest {
  return {
    name: 'toy',
    version: '1.0.0',
    api: '^1',
    licence: has('no licence') ? '' : 'Apache-2.0',
    description: 'Rows in memory',
    modes: has('has query without live') ? ['sync'] : ['sync', 'live'],
    config: {
      type: 'object',
      required: has('requires nothing') ? [] : ['password', 'title'],
      ...(has('config no form can show') ? { minProperties: 1 } : {}),
      properties: {
        password: { type: 'string', 'x-secret': true },
        apiKey: { type: 'string', ...(has('secret not marked') ? {} : { 'x-secret': true }) },
        title: { type: 'string', ...(has('narrows an entry') ? { maxLength: 4 } : {}) },
        ...(has('two branches match') ? { choice: { oneOf: [twin, twin] } } : {}),
      },
    },
    permissions: {},
  };
}
