import { createHash, generateKeyPairSync } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import ssh2, {
  type Attributes,
  type Connection,
  type FileEntry,
  type ParsedKey,
  type SFTPWrapper,
} from 'ssh2';

// CommonJS without named exports that Node could see.
const { Server, utils } = ssh2;
const { OPEN_MODE, STATUS_CODE } = utils.sftp;

export interface TestSftpServer {
  port: number;
  /** Fingerprint of its host key, as OpenSSH prints it. */
  hostKey: string;
  /** Private key that the user `dropper` may come with. */
  userKey: string;
  connections(): number;
  /** Reads that were answered so far. */
  reads(): number;
  /** Runs before each answer to a read. */
  beforeRead?: (() => Promise<void> | void) | undefined;
  /** Ends every connection without a word. */
  cut(): void;
  stop(): Promise<void>;
}

/** A key of its own per server (the generator of ssh2 makes one in some hundred that it cannot read again). */
const generate = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

/** An SFTP server of one folder, `/`; user `dropper` with this password or its key. Read, list, rename, mkdir; no more. */
export async function startSftpServer(root: string, password: string): Promise<TestSftpServer> {
  const [host, user] = [generate(), generate()];
  const userPublic = utils.parseKey(user) as ParsedKey;
  const clients = new Set<Connection>();
  let reads = 0;
  const server = new Server({ hostKeys: [host] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => clients.delete(client)); // a cut connection is what some tests want
    client.on('authentication', (context) => {
      if (context.username !== 'dropper') return context.reject();
      if (context.method === 'password' && context.password === password) return context.accept();
      if (context.method === 'publickey' && context.key.data.equals(userPublic.getPublicSSH())) {
        const { signature, blob } = context;
        if (!signature || !blob || userPublic.verify(blob, signature, context.hashAlgo))
          return context.accept();
      }
      context.reject(['password', 'publickey']);
    });
    client.on('session', (accept) => accept().on('sftp', (acceptSftp) => serve(acceptSftp())));
  });

  function serve(sftp: SFTPWrapper): void {
    const handles = new Map<number, { file?: FileHandle; dir?: string; listed?: boolean }>();
    let next = 0;
    const at = (name: string) => path.join(root, path.posix.resolve('/', name));
    const give = (id: number, entry: { file?: FileHandle; dir?: string }) => {
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(next);
      handles.set(next++, entry);
      sftp.handle(id, handle);
    };
    const held = (handle: Buffer) => handles.get(handle.readUInt32BE(0))!;
    const answer = (id: number, work: () => Promise<void>) => {
      work().catch((error: NodeJS.ErrnoException) => {
        sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
      });
    };
    const attrsOf = async (file: string) => {
      const { mode, uid, gid, size, atimeMs, mtimeMs } = await lstat(file);
      return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
    };
    const tell = (id: number, name: string) =>
      answer(id, async () => sftp.attrs(id, await attrsOf(at(name))));

    sftp.on('REALPATH', (id, name) => {
      const filename = path.posix.resolve('/', name);
      sftp.name(id, [{ filename, longname: filename, attrs: {} as Attributes }]);
    });
    sftp.on('STAT', tell);
    sftp.on('LSTAT', tell);
    sftp.on('OPEN', (id, name, flags) =>
      answer(id, async () => {
        if (flags !== OPEN_MODE.READ) throw new Error('read only');
        give(id, { file: await open(at(name), 'r') });
      }),
    );
    sftp.on('READ', (id, handle, offset, length) =>
      answer(id, async () => {
        await controls.beforeRead?.();
        reads += 1;
        const bytes = Buffer.alloc(length);
        const { bytesRead } = await held(handle).file!.read(bytes, 0, length, offset);
        if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF);
        else sftp.data(id, bytes.subarray(0, bytesRead));
      }),
    );
    sftp.on('OPENDIR', (id, name) =>
      answer(id, async () => {
        await readdir(at(name));
        give(id, { dir: at(name) });
      }),
    );
    sftp.on('READDIR', (id, handle) =>
      answer(id, async () => {
        const entry = held(handle);
        if (entry.listed) {
          sftp.status(id, STATUS_CODE.EOF);
          return;
        }
        entry.listed = true;
        const names = [];
        for (const item of await readdir(entry.dir!, { withFileTypes: true })) {
          const type = item.isDirectory() ? 'd' : item.isSymbolicLink() ? 'l' : '-';
          const longname = `${type}rw-r--r-- 1 dropper dropper 0 Jan 1 00:00 ${item.name}`;
          names.push({
            filename: item.name,
            longname,
            attrs: await attrsOf(path.join(entry.dir!, item.name)),
          });
        }
        sftp.name(id, names as FileEntry[]);
      }),
    );
    sftp.on('RENAME', (id, from, to) =>
      answer(id, async () => {
        await rename(at(from), at(to));
        sftp.status(id, STATUS_CODE.OK);
      }),
    );
    sftp.on('MKDIR', (id, name) =>
      answer(id, async () => {
        await mkdir(at(name));
        sftp.status(id, STATUS_CODE.OK);
      }),
    );
    sftp.on('CLOSE', (id, handle) =>
      answer(id, async () => {
        await held(handle).file?.close();
        handles.delete(handle.readUInt32BE(0));
        sftp.status(id, STATUS_CODE.OK);
      }),
    );
    sftp.on('close', () => {
      for (const { file } of handles.values()) void file?.close();
      handles.clear();
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hostPublic = (utils.parseKey(host) as ParsedKey).getPublicSSH();
  const cut = () => {
    for (const client of clients) (client as unknown as { _sock: { destroy(): void } })._sock.destroy();
  };
  const controls: TestSftpServer = {
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${createHash('sha256').update(hostPublic).digest('base64').replace(/=+$/, '')}`,
    userKey: user,
    connections: () => clients.size,
    reads: () => reads,
    cut,
    stop: async () => {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return controls;
}
