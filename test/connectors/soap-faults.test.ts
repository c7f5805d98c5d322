import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soap } from '../../connectors/soap/index.ts';
import type { Page } from '../../src/sdk/index.ts';
import { createTestSource, putsOf, readPages, type TestCtxOptions } from './create-test-ctx.ts';
import { makeVehicles, PAGING, type SoapPeer, startSoapPeer, toConfig } from './soap-peer.ts';

let peer: SoapPeer;
beforeEach(async () => {
  peer = await startSoapPeer();
  peer.vehicles = makeVehicles(3);
});
afterEach(() => peer.close());

const open = (dataset: object = {}, source: object = {}, options: TestCtxOptions = {}) =>
  createTestSource(soap, toConfig(peer.url, dataset, source), {
    ...options,
    http: { retries: 2, backoff: { baseMs: 1, maxMs: 2 } },
  });
async function failed(dataset: object = {}, source: object = {}): Promise<{ kind: string; message: string }> {
  const { connector, ctx } = await open(dataset, source);
  return readPages(connector, ctx, 'vehicles').then(
    () => expect.fail('no error'),
    (error) => error,
  );
}
function toCode([value, ...rest]: string[]): object {
  return { Value: value, ...(rest.length > 0 ? { Subcode: toCode(rest) } : {}) };
}

describe('soap: faults', () => {
  it.each<[string, number, string, number]>([
    ['SOAP-ENV:Client', 500, 'config', 1],
    ['SOAP-ENV:Client.Authentication', 500, 'auth', 1],
    ['wsse:FailedAuthentication', 500, 'auth', 1],
    ['wsse:InvalidSecurity', 500, 'auth', 1],
    ['SOAP-ENV:VersionMismatch', 500, 'config', 1],
    ['SOAP-ENV:MustUnderstand', 500, 'config', 1],
    ['SOAP-ENV:Server', 500, 'transient', 3],
    ['SOAP-ENV:Server', 200, 'transient', 1],
    ['SOAP-ENV:Client', 200, 'config', 1],
    ['E-1042', 500, 'transient', 3],
    ['E-1042', 400, 'config', 1],
  ])('1.1 %s with status %i is %s, after %i questions', async (faultcode, statusCode, kind, questions) => {
    peer.faults = Array.from({ length: 5 }, () => ({ faultcode, faultstring: 'lý do', statusCode }));
    const error = await failed();
    expect(error).toMatchObject({ kind });
    expect(error.message).toBe(
      `test-source: ${peer.url} listVehicles answered with a fault: ${faultcode.replace(/^.*:/, '')}: lý do`,
    );
    expect(peer.asked).toHaveLength(questions);
  });

  it.each<[string[], number, string, number]>([
    [['SOAP-ENV:Sender'], 400, 'config', 1],
    [['SOAP-ENV:Sender', 'wsse:FailedAuthentication'], 400, 'auth', 1],
    [['SOAP-ENV:Receiver'], 500, 'transient', 3],
    [['SOAP-ENV:Receiver', 'm:Database', 'm:Timeout'], 500, 'transient', 3],
  ])('1.2 %j with status %i is %s', async (codes, statusCode, kind, questions) => {
    await peer.close();
    peer = await startSoapPeer({ version: '1.2' });
    peer.faults = Array.from({ length: 5 }, () => ({
      Code: toCode(codes),
      Reason: { Text: 'lý do' },
      statusCode,
    }));
    const error = await failed({}, { soapVersion: '1.2' });
    expect(error).toMatchObject({ kind });
    expect(error.message).toContain(`${codes.map((code) => code.replace(/^.*:/, '')).join(' / ')}: lý do`);
    expect(peer.asked).toHaveLength(questions);
  });

  it('a fault that passes is waited out: the question is asked again', async () => {
    peer.faults = [{ faultcode: 'SOAP-ENV:Server', faultstring: 'busy', statusCode: 500 }];
    const { connector, ctx } = await open();
    expect(putsOf(await readPages(connector, ctx, 'vehicles'))).toHaveLength(3);
    expect(peer.asked).toHaveLength(2);
  });

  it('what a service means by its faults can be said', async () => {
    const faults = [{ contains: 'session', kind: 'auth' }];
    peer.faults = [{ faultcode: 'SOAP-ENV:Server', faultstring: 'no session', statusCode: 500 }];
    expect(await failed({}, { faults })).toMatchObject({ kind: 'auth' });
    expect(peer.asked).toHaveLength(1);
  });
});

/** Answers every question with this. */
function say(status: number, type: string, body: string | Buffer) {
  peer.intercept = (response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
    return true;
  };
}
const envelope = (body: string, before = '') =>
  `<?xml version="1.0"?>${before}<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
const LIST =
  '<listVehiclesResponse><vehicles><vehicle><id>V1</id><name>&x;</name></vehicle></vehicles></listVehiclesResponse>';
const BOMB =
  '<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;">]>';
const OUTSIDE = '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/hostname">]>';

describe('soap: answers that are none', () => {
  it.each<[string, number, string, string | Buffer, string]>([
    ['an entity bomb', 200, 'text/xml', envelope(LIST, BOMB), 'drift'],
    ['an external entity', 200, 'text/xml', envelope(LIST, OUTSIDE), 'drift'],
    ['an undeclared entity', 200, 'text/xml', envelope(LIST), 'drift'],
    ['a page for people', 200, 'text/html', '<html><body>Bảo trì</body></html>', 'drift'],
    ['noise', 200, 'text/xml', Buffer.from([0, 1, 2, 255, 254, 60, 60]), 'drift'],
    ['nothing', 200, 'text/xml', '', 'transient'],
    ['another envelope', 200, 'text/xml', '<Envelope xmlns="urn:x"><Body/></Envelope>', 'drift'],
    ['the answer to another operation', 200, 'text/xml', envelope('<getVehiclesResponse/>'), 'drift'],
    ['an empty body', 200, 'text/xml', envelope(''), 'drift'],
    ['an answer without a body', 202, 'text/xml', '', 'config'],
    ['a page for people, 500', 500, 'text/html', '<html>Error</html>', 'transient'],
    ['a page for people, 404', 404, 'text/html', '<html>Error</html>', 'config'],
    ['a login page, 403', 403, 'text/html', '<html>', 'auth'],
    ['MTOM', 200, 'multipart/related; type="application/xop+xml"; boundary=b', '--b\r\n', 'unsupported'],
  ])('%s (%i, %s) is refused', async (_name, status, type, body, kind) => {
    say(status, type, body);
    const error = await failed();
    expect(error).toMatchObject({ kind });
    expect(error.message).toMatch(/^test-source: http:\/\/127\.0\.0\.1:\d+\/vehicles/);
  });

  it('an answer in parts is left where it stands, and its connection is given back', async () => {
    peer.intercept = (response) => {
      response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' });
      return response.write('--b\r\n'); // and never ends
    };
    expect(await failed()).toMatchObject({ kind: 'unsupported' });
    await expect.poll(() => peer.connections).toBe(0);
  });

  it('an element as large as memory is refused while it arrives', async () => {
    let sent = 0;
    peer.intercept = (response) => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      response.write(envelope('<listVehiclesResponse><vehicles><vehicle><id>').split('</')[0]!);
      const piece = 'x'.repeat(1 << 16);
      const pump = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        sent += piece.length;
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
      return true;
    };
    expect(await failed()).toMatchObject({ kind: 'drift' });
    expect(sent).toBeLessThan(32 << 20);
  });

  it('cut off: what was whole is delivered, and the next run goes on behind it', async () => {
    peer.vehicles = makeVehicles(20);
    peer.mangle = (xml) => xml.slice(0, xml.indexOf('V0012'));
    const { connector, ctx } = await open();
    const [dataset] = await connector.discover(ctx);
    const pages: Page[] = [];
    const read = async (cursor: Page['cursor'] | null) => {
      for await (const page of connector.read!(ctx, {
        dataset: dataset!,
        cursor,
        follow: false,
        pageBytes: 1e6,
      }))
        pages.push(page);
    };
    await expect(read(null)).rejects.toMatchObject({ kind: 'transient' });
    expect(putsOf(pages)).toHaveLength(12);
    peer.mangle = (xml) => xml;
    await read(pages.at(-1)!.cursor);
    expect(putsOf(pages).map(({ id }) => id)).toEqual(peer.vehicles.map(({ id }) => id));
  });

  it('a snapshot that broke off has no end, and the run after it retires nothing', async () => {
    peer.vehicles = makeVehicles(20);
    const { connector, ctx } = await open({ complete: true });
    const [dataset] = await connector.discover(ctx);
    const pages: Page[] = [];
    const read = async (cursor: Page['cursor'] | null) => {
      for await (const page of connector.read!(ctx, {
        dataset: dataset!,
        cursor,
        follow: false,
        pageBytes: 1e6,
      }))
        pages.push(page);
    };
    peer.mangle = (xml) => xml.slice(0, xml.indexOf('V0012'));
    await expect(read(null)).rejects.toMatchObject({ kind: 'transient' });
    peer.mangle = (xml) => xml;
    await read(pages.at(-1)!.cursor);
    expect(pages.map(({ snapshotStart, snapshotEnd }) => [snapshotStart, snapshotEnd])).toEqual([
      [true, undefined],
      [undefined, undefined],
    ]);
  });
});

it('soap: the server dies between two pages; when it is back, reading goes on and nothing is lost or doubled', async () => {
  const vehicles = makeVehicles(40);
  peer.vehicles = vehicles;
  const { port } = peer;
  const { connector, ctx } = await open(PAGING.token);
  const [dataset] = await connector.discover(ctx);
  const request = { dataset: dataset!, follow: false, pageBytes: 1e6 };
  const pages: Page[] = [];
  const firstRun = async () => {
    for await (const page of connector.read!(ctx, { ...request, cursor: null })) {
      pages.push(page);
      if (pages.length === 2) await peer.close();
    }
  };
  await expect(firstRun()).rejects.toMatchObject({ kind: 'transient' });
  peer = await startSoapPeer({ port });
  peer.vehicles = vehicles;
  for await (const page of connector.read!(ctx, { ...request, cursor: pages.at(-1)!.cursor }))
    pages.push(page);
  expect(putsOf(pages).map(({ id }) => id)).toEqual(vehicles.map(({ id }) => id));
});

describe('soap: WS-Security UsernameToken', () => {
  const account = { username: 'hub', password: 'planted-wsse-<&>-0a1b' };
  const secured = (passwordType: string) => ({
    wsSecurity: { username: 'hub', password: 'WSSE_PASSWORD', passwordType },
  });

  it.each(['digest', 'text'])(
    '%s: taken by the peer, also when the question is asked again',
    async (type) => {
      peer.account = account;
      peer.faults = [{ faultcode: 'SOAP-ENV:Server', faultstring: 'busy', statusCode: 500 }];
      const { connector, ctx } = await open({}, secured(type), {
        secrets: { WSSE_PASSWORD: account.password },
      });
      // The peer refuses a nonce that comes twice, so the second question has one of its own.
      expect(putsOf(await readPages(connector, ctx, 'vehicles'))).toHaveLength(3);
      expect(peer.asked).toHaveLength(2);
      if (type === 'digest') expect(peer.asked[0]!.xml).not.toContain('planted-wsse');
    },
  );

  it('a wrong password is "auth" after one question, and is never said, even by a service that says it back', async () => {
    peer.account = account;
    const said = 'planted-wrong-password-91';
    const wrong = { secrets: { WSSE_PASSWORD: said } };
    const { connector, ctx } = await open({}, secured('text'), wrong);
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'auth' });
    peer.account = undefined;
    peer.faults = [{ faultcode: 'wsse:FailedAuthentication', faultstring: `not ${said}`, statusCode: 500 }];
    await expect(connector.check(ctx)).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(/FailedAuthentication: not \*\*\*$/),
    });
    expect(peer.asked).toHaveLength(1);
  });
});
