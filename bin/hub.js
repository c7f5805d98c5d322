#!/usr/bin/env node
// What was compiled runs; in a checkout it is compiled first, where a source has changed. A checkout that can only be
// read runs its sources, through tsx.
import { existsSync } from 'node:fs';

const source = new URL('../src/cli.ts', import.meta.url);
const isBuilt = existsSync(source) ? await (await import('./ensure-built.js')).ensureBuilt() : true;
if (isBuilt) await import(new URL('../dist/src/cli.js', import.meta.url).href);
else await (await import('tsx/esm/api')).tsImport(source.href, import.meta.url);
