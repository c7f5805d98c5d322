import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Digest of all that is in a folder, as `sha512-BASE64` (the form of W3C Subresource Integrity). For every file in the
 * order of its name, including nested packages: its path, its length and its bytes. Throws where a link leads away,
 * because what it points at could change without the digest.
 *
 * npm's own integrity is of the packed archive, which is gone after the installation; this one can be taken again.
 */
export async function folderIntegrity(folder: string): Promise<string> {
  const hash = createHash('sha512');
  for (const file of await listFiles(folder, '')) {
    const content = await readFile(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return `sha512-${hash.digest('base64')}`;
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(folder, name)));
    else if (entry.isFile()) found.push(name);
    // npm links programs of nested packages here; nothing is imported from there.
    else if (!/(^|\/)node_modules\/\.bin\//.test(name)) throw new Error(`${name} is a link`);
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}
