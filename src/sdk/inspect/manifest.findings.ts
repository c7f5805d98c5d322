import { isProblem } from '../../kernel/problem.ts';
import type { ConnectorModule, Manifest } from '../contract.ts';
import { extendConnector } from '../extend-manifest.ts';
import { judgeManifest, manifestShape } from '../manifest.ts';
import { type Finding, type FindingId, toFinding } from './finding.ts';
import type { Layout } from './layout.findings.ts';

const HOST = /^(\*|(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])$/i;

/** `modes.0` as a problem names it → `/modes/0`. */
const toPointer = (path: string) =>
  path === '(root)'
    ? ''
    : `/${path
        .split('.')
        .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
        .join('/')}`;

/** Judges what connector.json says; gives the manifest as far as it can be relied upon. */
export function inspectManifest(
  json: Record<string, unknown>,
  { manifestFile: file, entry }: Layout,
  bases: readonly ConnectorModule[],
): { manifest: Manifest | undefined; found: Finding[] } {
  const found: Finding[] = [];
  const add = (id: FindingId, pointer: string, reason: string) =>
    found.push(toFinding(id, reason, { file, pointer }));
  const isCodeFree = 'extends' in json;
  const manifest = isCodeFree ? extended(json, bases, add) : plain(json, add);
  if (!isCodeFree && !entry)
    found.push(toFinding('folder.entry', 'there is no index.ts', { file: 'index.ts' }));
  if (!manifest) return { manifest, found };

  const { net = [], fs = [] } = manifest.permissions;
  for (const [i, glob] of net.entries())
    if (!HOST.test(glob)) add('permissions.net', `/permissions/net/${i}`, `"${glob}" is no host`);
  for (const [i, folder] of fs.entries())
    if (folder !== '*' && (!folder.startsWith('/') || folder.split('/').includes('..')))
      add('permissions.fs', `/permissions/fs/${i}`, `"${folder}" is no absolute folder`);
  const isReader = manifest.modes.some((mode) => mode !== 'push');
  if (isReader && net.length + fs.length === 0)
    add('permissions.none', '/permissions', `${manifest.modes.join(', ')}, and nothing may be reached`);
  if (
    json.cursorVersion !== undefined &&
    !manifest.modes.some((mode) => mode === 'sync' || mode === 'stream')
  )
    add('modes.cursor-version', '/cursorVersion', `${manifest.modes.join(', ')} have no cursor`);
  return { manifest, found };
}

type Add = (id: FindingId, pointer: string, reason: string) => void;

function plain(json: Record<string, unknown>, add: Add): Manifest | undefined {
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      add('manifest.entry', toPointer(path.join('.')), message);
    return undefined;
  }
  return attempt(
    () => judgeManifest(json),
    (field, reason) => add('config.schema', toPointer(field), reason),
  );
}

function extended(
  json: Record<string, unknown>,
  bases: readonly ConnectorModule[],
  add: Add,
): Manifest | undefined {
  const base = bases.find(({ manifest }) => manifest.name === json.extends);
  if (!base) {
    add('manifest.extends', '/extends', `there is no connector "${String(json.extends)}" here`);
    return undefined;
  }
  return attempt(
    () => extendConnector(base, json).manifest,
    (field, reason) => add('manifest.extends', toPointer(field), reason),
  );
}

function attempt<T>(judge: () => T, refuse: (field: string, reason: string) => void): T | undefined {
  try {
    return judge();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { path = error.where.field ?? '(root)', reason = error.en } = error.details as {
      path?: string;
      reason?: string;
    };
    refuse(path, reason);
    return undefined;
  }
}
