import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deliver, refusedAs, SECRET, type Setting, type Signed, seconds } from './webhook-deliver.ts';

describe('webhook: who sent it', () => {
  it('takes what was signed over timestamp and raw bytes', async () => {
    const body = '{ "id" : "r-1",\n\t"name":"đường 1" }';
    const got = await deliver(body);
    expect(got).toMatchObject({ status: 202, answer: { accepted: 1, refused: 0 } });
    expect(got.pages).toMatchObject([{ dataset: 'rows', cursor: null }]);
    expect(got.changes).toMatchObject([{ op: 'put', data: { id: 'r-1', name: 'đường 1' } }]);
  });

  it('knows the signature of an example computed elsewhere', async () => {
    // printf '1763868600.{"id":"1"}' | openssl dgst -sha256 -hmac shared-secret-of-the-registry
    const signature = 'ae811591a80fca872ae1549748ebdef9b4acfac548078212f3efac7cc2547010';
    const got = await deliver('{"id":"1"}', {
      timestamp: '1763868600',
      setting: { now: new Date(1_763_868_600_000) },
      tamper: ({ headers }) => {
        headers['x-signature'] = signature;
      },
    });
    expect(got.status).toBe(202);
  });

  it.each<[string, (right: string) => string]>([
    ['another one', () => '0'.repeat(64)],
    ['cut', (right) => right.slice(0, 62)],
    ['followed by more', (right) => `${right}zz`],
    ['not hexadecimal', () => 'g'.repeat(64)],
    ['empty', () => ''],
  ])('refuses it when the signature is %s', async (_what, change) => {
    const tamper = ({ headers }: Signed) => {
      headers['x-signature'] = change(headers['x-signature']!);
    };
    expect(await deliver('{"id":"r-1"}', { tamper })).toMatchObject(refusedAs(401, 'signature-invalid'));
  });

  it('refuses it when a byte of the body or the timestamp is another', async () => {
    for (const tamper of [
      ({ raw }: Signed) => raw.fill(0x20, 1, 2),
      ({ headers }: Signed) => Object.assign(headers, { 'x-timestamp': seconds(1) }),
    ])
      expect(await deliver('{"id":"r-1"}', { tamper })).toMatchObject(refusedAs(401, 'signature-invalid'));
  });

  it('refuses what was signed with another secret, and what was not signed', async () => {
    expect(await deliver('{"id":"1"}', { secret: 'another-secret-entirely' })).toMatchObject(
      refusedAs(401, 'signature-invalid'),
    );
    for (const name of ['x-signature', 'x-timestamp'])
      expect(await deliver('{"id":"1"}', { tamper: ({ headers }) => delete headers[name] })).toMatchObject(
        refusedAs(401, 'signature-missing'),
      );
  });

  it.each([0, 299, 300, -300])('takes a timestamp %d s off', async (offset) => {
    expect((await deliver('{"id":"1"}', { timestamp: seconds(offset) })).status).toBe(202);
  });

  it.each([-301, 301, -86_400])('refuses a replay: a timestamp %d s off', async (offset) => {
    expect(await deliver('{"id":"1"}', { timestamp: seconds(offset) })).toMatchObject(
      refusedAs(401, 'timestamp-outside-window'),
    );
  });

  it.each(['', 'now', '-5', '1.5', '1e9', '2026-11-23T03:30:00Z', '9'.repeat(40)])(
    'refuses the timestamp "%s"',
    async (timestamp) => {
      expect(await deliver('{"id":"1"}', { timestamp })).toMatchObject(refusedAs(401, 'timestamp-invalid'));
    },
  );

  it('reads base64, a prefix, other headers and another window', async () => {
    const setting: Setting = {
      signature: {
        encoding: 'base64',
        prefix: 'sha256=',
        header: 'X-Hub-Signature',
        timestampHeader: 'X-Hub-Time',
        toleranceSeconds: 10,
      },
    };
    const rename = ({ headers }: Signed) => {
      headers['x-hub-signature'] = headers['x-signature']!;
      headers['x-hub-time'] = headers['x-timestamp']!;
    };
    const delivery = { setting, encoding: 'base64', prefix: 'sha256=', tamper: rename } as const;
    expect((await deliver('{"id":"1"}', delivery)).status).toBe(202);
    expect((await deliver('{"id":"1"}', { ...delivery, prefix: '' })).status).toBe(401);
    expect((await deliver('{"id":"1"}', { ...delivery, timestamp: seconds(-11) })).answer).toMatchObject({
      error: 'timestamp-outside-window',
    });
  });

  it('says nothing about paths, bodies or the secret to a stranger', async () => {
    for (const [path, body] of [
      ['nowhere', '{"id":"1"}'],
      ['rows', 'not JSON'],
    ] as const) {
      const got = await deliver(body, { path, secret: 'another-secret-entirely' });
      expect(got).toMatchObject(refusedAs(401, 'signature-invalid'));
      const expected = createHmac('sha256', SECRET).update(`${seconds()}.${body}`).digest('hex');
      expect(JSON.stringify(got)).not.toMatch(new RegExp(`${SECRET}|${expected}`));
    }
  });
});
