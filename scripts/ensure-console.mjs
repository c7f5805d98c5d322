// Builds the pages when they are not there yet, so that `npm start` works on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}/dist/console/index.html`)) {
  console.error('Đang dựng các trang (một lần) / building the pages (once) …');
  const vite = `${root}/node_modules/vite/bin/vite.js`;
  const args = [vite, 'build', '--config', 'src/console/vite.config.ts', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}
