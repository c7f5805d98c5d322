import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Log } from '../../../kernel/log.ts';
import { toError } from '../../../kernel/problem.ts';
import { type Answer, refusal, send } from './answer.ts';
import type { Collection } from './collection.ts';
import { createMoods } from './moods.ts';
import { toPageAnswer } from './page-answer.ts';
import { toTokenAnswer } from './token-answer.ts';
import { createTokenOffice, type TokenOffice } from './token-office.ts';

export interface RegistryServer {
  readonly port: number;
  readonly tokens: TokenOffice;
  /** Requests by path, and answers by status (`status 503`). */
  readonly requests: Record<string, number>;
  /** Answers 200 with a page that is no JSON. */
  setGarbage(garbage: boolean): void;
  close(): Promise<void>;
}

export interface RegistryServerOptions {
  /** By path, e.g. `/v1/phuong-tien`. */
  collections: Readonly<Record<string, Collection>>;
  now: () => number;
  log: Log;
  /** Whether 503 and 429 occur. */
  faults: boolean;
  requestsPerSecond?: number;
  tokenLifeSeconds?: number;
}

const MAINTENANCE_PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<html><body>Hệ thống đang bảo trì</body></html>',
};

/** The vehicle registry's REST interface, as a ministry's data platform would offer it. */
export async function startRegistryServer(options: RegistryServerOptions): Promise<RegistryServer> {
  const tokens = createTokenOffice(options.tokenLifeSeconds ?? 300, options.now);
  const nextMood = createMoods(options.requestsPerSecond ?? 50, options.now);
  const requests: Record<string, number> = {};
  const count = (name: string) => {
    requests[name] = (requests[name] ?? 0) + 1;
  };
  let isGarbage = false;

  const toAnswer = async (request: http.IncomingMessage, url: URL): Promise<Answer> => {
    if (url.pathname === '/oauth2/token')
      return request.method === 'POST'
        ? toTokenAnswer(tokens, request.headers.authorization, await text(request))
        : refusal(405, 'CHI_NHAN_POST', { allow: 'POST' });
    const mood = options.faults ? nextMood() : null;
    if (mood)
      return refusal(mood.status, mood.status === 429 ? 'QUA_HAN_MUC' : 'TAM_NGUNG', {
        'retry-after': String(mood.retryAfterSeconds),
      });
    if (isGarbage) return MAINTENANCE_PAGE;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token || !tokens.isValid(token))
      return refusal(401, 'TOKEN_KHONG_HOP_LE', { 'www-authenticate': 'Bearer error="invalid_token"' });
    const collection = options.collections[url.pathname];
    if (!collection) return refusal(404, 'KHONG_CO_DU_LIEU');
    if (request.method !== 'GET') return refusal(405, 'CHI_DOC', { allow: 'GET' });
    return toPageAnswer(collection, url.searchParams, request.headers['if-none-match']);
  };

  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://registry');
    count(url.pathname);
    void toAnswer(request, url)
      .catch((error: unknown) => {
        options.log.error({ area: 'demo', path: url.pathname, reason: toError(error).message }, 'no answer');
        return refusal(500, 'LOI_HE_THONG');
      })
      .then((answer) => {
        count(`status ${answer.status}`);
        send(response, answer);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tokens,
    requests,
    setGarbage: (garbage) => {
      isGarbage = garbage;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
