import { defineConnector, type Manifest } from 'lien-thong/sdk';
import { check } from '../http/check.ts';
import type { Config } from '../http/config.ts';
import manifest from './connector.json' with { type: 'json' };
import { discover } from './discover.ts';
import { read } from './read.ts';

/** What the hub loads: the manifest that it has judged, and how to make a connector for one source. */
export const connector = defineConnector<Config>({
  manifest: manifest as Manifest,
  // Called once per source: what is opened here is closed in `close()`.
  create: () => ({ check, discover, read }),
});
