import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { webhook } from '../../connectors/webhook/index.ts';
import { createTestSource } from './create-test-ctx.ts';

const SECRET = 'shared-secret-of-the-registry';
const folder = new URL('../../connectors/webhook/', import.meta.url);

const run = promisify(execFile);
const tools = await Promise.all(
  ['bash', 'openssl', 'curl'].map((tool) => run(tool, ['--version']).catch(() => run(tool, ['version']))),
).then(
  () => true,
  () => false,
);

it.skipIf(!tools)("the sender's example works as it is printed (needs bash, openssl, curl)", async () => {
  const readme = await readFile(new URL('README.md', folder), 'utf8');
  const script = /```bash\n([\s\S]+?)```/.exec(readme)![1]!;
  const { connector, ctx, stop } = await createTestSource(
    webhook,
    {
      signature: { secret: 'SECRET' },
      datasets: [
        {
          name: 'vi-pham',
          key: ['maVuViec'],
          recordPath: 'data.items',
          deleted: { field: 'daXoa', value: true },
        },
      ],
    },
    { secrets: { SECRET } },
  );
  const keys: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = request.headers as Record<string, string>;
    const { reply, idempotencyKey } = await connector.receive!(ctx, {
      headers,
      raw: Buffer.concat(parts),
      path: request.url!.replace('/push/csgt', ''),
    });
    keys.push(idempotencyKey);
    response.writeHead(reply.status).end(reply.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const send = async (secret: string) =>
    (
      await run('bash', ['-eu', '-c', script], {
        env: {
          PATH: process.env.PATH,
          no_proxy: '*',
          URL: `http://127.0.0.1:${port}/push/csgt/vi-pham`,
          SECRET: secret,
          BODY: new URL('fixtures/violations.json', folder).pathname,
        },
      })
    ).stdout.trim();
  try {
    expect(await send(SECRET)).toBe('{"accepted":3,"refused":2}\n202');
    expect(await send('another-secret-entirely')).toMatch(/signature-invalid[\s\S]*\n401$/);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  } finally {
    await new Promise((closed) => server.close(closed));
    await stop();
  }
});
