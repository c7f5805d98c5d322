import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Gives the body of the answer (text as it is, else JSON); undefined = it has answered by itself. */
export type Handler = (asked: Asked, response: ServerResponse) => unknown;

export interface RestServer {
  base: string;
  asked: Asked[];
  handle: Handler;
  close(): Promise<void>;
}

/** A server on loopback whose behaviour a test sets, and which keeps what it was asked. */
export async function startRestServer(): Promise<RestServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked: Asked = {
      method: request.method!,
      url: new URL(request.url!, self.base),
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    self.asked.push(asked);
    const body = await self.handle(asked, response);
    if (body === undefined || response.writableEnded || response.destroyed) return;
    if (!response.headersSent && !response.hasHeader('content-type'))
      response.setHeader('content-type', 'application/json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const self: RestServer = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    handle: () => ({}),
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => {
        server.close(() => closed());
      });
    },
  };
  return self;
}
