import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { listen, passwordDigest, type Server } from 'soap';

/** A vehicle as the service tells it; invented. */
export interface Vehicle {
  id?: string;
  name: string | null;
  changed?: string;
  [more: string]: unknown;
}

export interface Asked {
  operation: string;
  /** Parameters, parsed by the peer. */
  args: Record<string, unknown>;
  /** Header blocks, parsed by the peer. */
  header: Record<string, unknown>;
  http: IncomingMessage['headers'];
  /** The envelope as it came. */
  xml: string;
}

export interface SoapPeerOptions {
  port?: number;
  version?: '1.1' | '1.2';
}

/** A SOAP service made by the `soap` package on loopback, with a bad day whenever a test wants one. */
export interface SoapPeer {
  url: string;
  port: number;
  vehicles: Vehicle[];
  asked: Asked[];
  /** Answers before the service does; true = it has. */
  intercept: (response: ServerResponse, request: IncomingMessage) => boolean;
  /** Thrown by the next operations instead of an answer. */
  faults: object[];
  /** What becomes of the answer's XML on its way. */
  mangle: (xml: string) => string | Uint8Array;
  /** Refuses whoever does not prove this by WS-Security. */
  account: { username: string; password: string } | undefined;
  /** Header blocks of an answer, from the envelope of its question. */
  header: (question: string) => string;
  /** Service of a list. */
  list: (args: Record<string, unknown>) => unknown;
  readonly connections: number;
  cut(): void;
  close(): Promise<void>;
}

const WSDL = readFileSync(new URL('../../connectors/soap/fixtures/vehicles.wsdl', import.meta.url), 'utf8');

/** Comparable text of a time: six digits after the second. */
const toTime = (text: string) =>
  text.replace(/(?:\.(\d*))?Z$/, (_, digits = '') => `.${digits.padEnd(6, '0')}Z`);

/** A page of these vehicles, by whichever way of paging the question uses. */
export function listPage(vehicles: readonly Vehicle[], args: Record<string, unknown>) {
  const {
    since,
    until,
    page,
    offset,
    token,
    afterChanged,
    afterId,
    size = 1_000,
  } = args as Record<string, string>;
  const key = ({ id = '', changed = '' }: Vehicle) => `${toTime(changed)} ${id}`;
  const found = vehicles
    .filter(({ changed = '9' }) => since === undefined || toTime(changed) >= toTime(since))
    .filter(({ changed = '0' }) => until === undefined || toTime(changed) < toTime(until))
    .filter(
      (vehicle) =>
        afterChanged === undefined || key(vehicle) > key({ id: afterId!, name: '', changed: afterChanged }),
    );
  if (afterChanged !== undefined || since !== undefined) found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const from = page === undefined ? Number(offset ?? token ?? 0) : (Number(page) - 1) * Number(size);
  const end = from + Number(size);
  return {
    vehicles: { vehicle: found.slice(from, end) },
    ...(end < found.length ? { nextToken: String(end) } : {}),
  };
}

interface UsernameToken {
  Username: string;
  Password: { attributes: { Type: string }; $value: string };
  Nonce: { $value: string } | string;
  Created: string;
}

/** Does this header block prove that account, with a nonce that never came before? */
function createGuard() {
  const nonces = new Set<string>();
  return (token: UsernameToken | undefined, account: { username: string; password: string }): boolean => {
    if (token?.Username !== account.username) return false;
    const nonce = typeof token.Nonce === 'string' ? token.Nonce : token.Nonce.$value;
    if (nonces.has(nonce)) return false;
    nonces.add(nonce);
    const { attributes, $value } = token.Password;
    return attributes.Type.endsWith('#PasswordDigest')
      ? $value === passwordDigest(nonce, token.Created, account.password)
      : $value === account.password;
  };
}

export async function startSoapPeer({ port = 0, version = '1.1' }: SoapPeerOptions = {}): Promise<SoapPeer> {
  const sockets = new Set<Socket>();
  const http = createServer();
  const isProved = createGuard();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));

  const operation =
    (name: string, answer: (args: Record<string, unknown>) => unknown) =>
    (
      args: Record<string, unknown> | null,
      _callback: unknown,
      header: object = {},
      request: IncomingMessage,
    ) => {
      self.asked.push({
        operation: name,
        args: args ?? {},
        header: { ...header },
        http: request.headers,
        xml: bodyOf(request),
      });
      const fault = self.faults.shift();
      if (fault) throw { Fault: { ...fault } };
      return answer(args ?? {});
    };
  const bodies = new WeakMap<IncomingMessage, string>();
  const bodyOf = (request: IncomingMessage) => bodies.get(request) ?? '';

  const server: Server = await new Promise((ready, failed) => {
    const made: Server = listen(http, {
      path: '/vehicles',
      xml: WSDL,
      forceSoap12Headers: version === '1.2',
      services: {
        Vehicles: {
          VehiclesPort: {
            listVehicles: operation('listVehicles', (args) => self.list(args)),
            getVehicles: operation('getVehicles', ({ ids }) => {
              const wanted = new Set([(ids as { id: string | string[] }).id].flat());
              return { vehicle: self.vehicles.filter(({ id }) => wanted.has(id ?? '')) };
            }),
          },
        },
      },
      callback: (error) => (error ? failed(error) : ready(made)),
    } as Parameters<typeof listen>[1]);
  });
  server.authenticate = (security: { UsernameToken?: UsernameToken } | undefined) =>
    self.account === undefined || isProved(security?.UsernameToken, self.account);
  server.addSoapHeader((_name: string, _args: object, _header: object, request: IncomingMessage) =>
    self.header(bodyOf(request)),
  );

  const serve = http.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  http.removeAllListeners('request');
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (self.intercept(response, request)) {
      request.resume();
      return;
    }
    let xml = '';
    request.on('data', (chunk: Buffer) => {
      xml += chunk;
      bodies.set(request, xml);
    });
    const write = response.write.bind(response) as (chunk: string | Uint8Array) => boolean;
    response.write = ((chunk: string) => write(self.mangle(String(chunk)))) as typeof response.write;
    for (const listener of serve) listener.call(http, request, response);
  });

  const self: SoapPeer = {
    port: (http.address() as AddressInfo).port,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/vehicles`,
    vehicles: [],
    asked: [],
    intercept: () => false,
    faults: [],
    mangle: (xml) => xml,
    account: undefined,
    header: () => '',
    list: (args) => listPage(self.vehicles, args),
    get connections() {
      return sockets.size;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () => {
      self.cut();
      return new Promise((closed) => http.close(() => closed()));
    },
  };
  return self;
}

/** Invented vehicles, a second apart, in no office's numbers. */
export const makeVehicles = (count: number, from = 0): Vehicle[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `V${String(from + i).padStart(4, '0')}`,
    name: `Xe mẫu số ${from + i}`,
    changed: new Date(Date.UTC(2026, 0, 1) + (from + i) * 1000).toISOString().replace('.000Z', '.123456Z'),
  }));

const FIELDS = [{ name: 'id' }, { name: 'name' }, { name: 'changed' }];

/** Configuration of a source of vehicles; `dataset` adds to its one dataset, `source` to all. */
export const toConfig = (url: string, dataset: object = {}, source: object = {}) => ({
  endpoint: url,
  namespace: 'urn:example:vehicles:v1',
  ...source,
  datasets: [
    {
      name: 'vehicles',
      operation: 'listVehicles',
      soapAction: 'urn:example:vehicles:v1:listVehicles',
      recordPath: 'listVehiclesResponse/vehicles/vehicle',
      key: ['id'],
      fields: FIELDS,
      ...dataset,
    },
  ],
});

/** Ways to page, as parts of a dataset. */
export const PAGING = {
  page: { pagination: { type: 'page' }, pageSize: 7, parameters: { page: '{page}', size: '{size}' } },
  offset: { pagination: { type: 'offset' }, pageSize: 7, parameters: { offset: '{offset}', size: '{size}' } },
  token: {
    pagination: { type: 'token', path: 'listVehiclesResponse/nextToken' },
    pageSize: 7,
    parameters: { token: '{token}', size: '{size}' },
  },
  keyset: {
    pagination: { type: 'keyset', fields: ['changed', 'id'] },
    pageSize: 7,
    parameters: { afterChanged: '{after.changed}', afterId: '{after.id}', size: '{size}' },
  },
};
