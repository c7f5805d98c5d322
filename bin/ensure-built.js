import { readdirSync, statSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Keeps `dist` the compiled twin of the sources, file by file: what starts from it is there in about half the time, and
 * runs without a loader beside it. Only what has changed is compiled; where nothing has, that is known in some fifty
 * milliseconds. Types are not checked here (`npm run check`).
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const out = path.join(root, 'dist');
const RECORD = path.join(out, 'built.json');
/** THE LIST of what the hub runs from; pages are built by Vite. */
const SOURCES = ['src', 'connectors', 'migrations', 'hub.config.ts'];
/** A change here is a change of every file. */
const RULES = ['tsconfig.json', 'package-lock.json', 'bin/ensure-built.js'];
const LEFT_OUT = new Set(['node_modules', 'console']);
const READ_ONLY = new Set(['EACCES', 'EROFS', 'EPERM']);

/** Compiles what is not compiled yet. True = `dist` can be run; false = nothing can be written here. A mistake in a source is thrown. */
export async function ensureBuilt() {
  const [rules, present] = [list(RULES), list(SOURCES)];
  const before = await readRecord();
  const known = JSON.stringify(rules) === JSON.stringify(before.rules) ? before.files : {};
  const changed = Object.keys(present).filter((file) => present[file] !== known[file]);
  const gone = Object.keys(before.files).filter((file) => present[file] === undefined);
  if (changed.length === 0 && gone.length === 0) return true;
  try {
    await compile(changed.filter((file) => file.endsWith('.ts')));
    for (const file of changed.filter((name) => name.endsWith('.json')))
      await place(path.join(out, file), (draft) => copyFile(path.join(root, file), draft));
    for (const file of gone)
      for (const end of file.endsWith('.ts') ? ['.js', '.js.map'] : ['.json'])
        await rm(path.join(out, file.replace(/\.\w+$/, end)), { force: true });
    await place(RECORD, (draft) => writeFile(draft, JSON.stringify({ rules, files: present })));
    return true;
  } catch (error) {
    if (READ_ONLY.has(error.code)) return false;
    throw error;
  }
}

/** Relative path → what tells that the file has changed. Synchronous: a thousand promises take four times as long. */
function list(names) {
  const found = {};
  const visit = (file) => {
    const seen = statSync(path.join(root, file), { throwIfNoEntry: false });
    if (seen?.isDirectory()) {
      for (const name of readdirSync(path.join(root, file)).sort())
        if (!LEFT_OUT.has(name)) visit(`${file}/${name}`);
    } else if (seen && /\.(js|ts|json)$/.test(file)) found[file] = `${seen.mtimeMs} ${seen.size}`;
  };
  names.forEach(visit);
  return found;
}

async function readRecord() {
  return readFile(RECORD, 'utf8').then(JSON.parse, () => ({ files: {} }));
}

async function compile(files) {
  if (files.length === 0) return;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: files,
    outdir: out,
    outbase: '.',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    write: false,
    bundle: true,
    logLevel: 'silent',
    plugins: [{ name: 'file by file', setup: keepApart }],
  });
  for (const { path: file, contents } of outputFiles)
    await place(file, (draft) => writeFile(draft, contents));
}

/** No file takes another in; imports name what they become. */
function keepApart({ onResolve }) {
  onResolve({ filter: /.*/ }, ({ kind, path: name }) => {
    if (kind === 'entry-point') return undefined;
    return { path: name.startsWith('.') ? name.replace(/\.ts$/, '.js') : name, external: true };
  });
}

/** Whole or not at all: another process may be reading, or building the same. */
async function place(file, write) {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await write(draft);
  await rename(draft, file);
}
