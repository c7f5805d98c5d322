import type { ServerResponse } from 'node:http';

/** An answer of the registry before it is sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text already. */
  body?: object | string;
}

/** A refusal as the registry words it. */
export function refusal(status: number, ma: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { loi: { ma } } };
}

export function send(response: ServerResponse, answer: Answer): void {
  const { status, headers = {}, body } = answer;
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers });
  response.end(typeof body === 'object' ? JSON.stringify(body) : body);
}
