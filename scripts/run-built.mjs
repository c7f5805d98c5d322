// Runs a program of the tree as the hub runs: compiled. `node scripts/run-built.mjs bench/ingest.ts --rounds 5`
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../bin/ensure-built.js';

const program = process.argv[2];
if (!program?.endsWith('.ts')) throw new Error('which .ts file?');
const folder = program.split('/')[0];
if (!(await ensureBuilt(folder, 'test/support'))) throw new Error('dist cannot be written');
// The program reads its own arguments.
process.argv.splice(
  1,
  2,
  fileURLToPath(new URL(`../dist/${program.replace(/\.ts$/, '.js')}`, import.meta.url)),
);
await import(path.resolve(process.argv[1]));
