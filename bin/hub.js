#!/usr/bin/env node
// From a checkout the source runs, through tsx; where only the build was shipped, that.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../src/cli.ts', import.meta.url))) {
  const { tsImport } = await import('tsx/esm/api');
  await tsImport('../src/cli.ts', import.meta.url);
} else await import(new URL('../dist/src/cli.js', import.meta.url).href);
