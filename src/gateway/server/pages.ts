import { createReadStream, type Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { chooseEncoding } from './accept-encoding.ts';
import { toContentType } from './content-type.ts';
import { createPacker, PACK_THRESHOLD } from './pack.ts';

/** Serves built pages from folders. */
export interface Pages {
  /** False when no page is there. */
  handle(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<boolean>;
}

/** Vite writes a hash of the content into the name of an asset: it can be kept for ever. */
const HASHED = /-[\w-]{8}\.\w+$/;

/** Images and fonts are packed already. */
const PACKABLE = /^(text\/|application\/(json|manifest\+json|wasm)|image\/svg)/;

/** `mounts`: URL prefix → folder. A folder's address shows its `index.html`; nothing is ever listed. */
export function createPages(mounts: Readonly<Record<string, string>>): Pages {
  const prefixes = Object.entries(mounts)
    .map(([prefix, folder]) => ({ prefix: prefix.replace(/\/+$/, ''), folder }))
    .sort((left, right) => right.prefix.length - left.prefix.length);

  return {
    handle: async (request, response, pathname) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const mount = prefixes.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
      const file = mount && (await findFile(mount.folder, pathname.slice(mount.prefix.length)));
      if (!file) return false;
      await send(request, response, file);
      return true;
    },
  };
}

interface FoundFile {
  readonly name: string;
  readonly stats: Stats;
}

/** The file behind a URL path, if it lies in the folder after every `..`, `%2e` and link is resolved. */
async function findFile(folder: string, urlPath: string): Promise<FoundFile | undefined> {
  const relative = decode(urlPath);
  if (relative === undefined || relative.split('/').some((part) => part.startsWith('.'))) return undefined;
  try {
    const root = await realpath(folder);
    let name = await realpath(path.join(root, relative));
    if ((await stat(name)).isDirectory()) name = await realpath(path.join(name, 'index.html'));
    const stats = await stat(name);
    return name.startsWith(root + path.sep) && stats.isFile() ? { name, stats } : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP')
      return undefined;
    throw error;
  }
}

function decode(urlPath: string): string | undefined {
  try {
    const decoded = decodeURIComponent(urlPath);
    return /[\0\\]/.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { name, stats }: FoundFile,
): Promise<void> {
  const contentType = toContentType(name);
  const mayPack = PACKABLE.test(contentType) && stats.size >= PACK_THRESHOLD;
  const encoding = mayPack ? chooseEncoding(request.headers['accept-encoding']) : undefined;
  // Each coding is other bytes, and so another tag.
  const tag = [stats.size.toString(36), Math.trunc(stats.mtimeMs).toString(36), encoding ?? []]
    .flat()
    .join('-');
  response.setHeader('etag', `"${tag}"`);
  response.setHeader('cache-control', HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (mayPack) response.setHeader('vary', 'accept-encoding');
  for (const [header, value] of Object.entries(pageHeaders(request))) response.setHeader(header, value);
  if (request.headers['if-none-match'] === `"${tag}"`) {
    response.writeHead(304).end();
    return;
  }
  const coded = encoding ? { 'content-encoding': encoding } : { 'content-length': stats.size };
  response.writeHead(200, { 'content-type': contentType, ...coded });
  if (request.method === 'HEAD') response.end();
  else if (encoding) await pipeline(createReadStream(name), createPacker(encoding), response);
  else await pipeline(createReadStream(name), response);
}

/** A page may load from this host only; the explorer's editor needs workers, inline styles and a font from data. */
function pageHeaders({ headers: { host = '' } }: IncomingMessage): Record<string, string> {
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  const policy = [
    "default-src 'self'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
