import path from 'node:path';
import { packageFolder } from '../kernel/package-folder.ts';

/** Where the hub's configuration lies: folders of its list are relative to it, packages are looked for from there upwards. */
export function configFolder(environment: NodeJS.ProcessEnv = process.env): string {
  // The one built in stands beside package.json.
  return environment.HUB_CONFIG ? path.dirname(path.resolve(environment.HUB_CONFIG)) : packageFolder;
}
