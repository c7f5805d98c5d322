import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the hub's configuration lies: folders of its list are relative to it, packages are looked for from there upwards. */
export function configFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.HUB_CONFIG) return path.dirname(path.resolve(environment.HUB_CONFIG));
  // The one built in stands beside package.json, also when the compiled hub runs.
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}
