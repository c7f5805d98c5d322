import type { Context } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';
import { isProblem, Problem } from '../../kernel/problem.ts';
import { GATEWAY_CANCELLED } from '../../kernel/problems/gateway.ts';
import { type AnswerContext, openContext } from './answer-context.ts';
import type { CreateContext } from './options.ts';
import { toHeaders } from './respond.ts';

/** Kept with each connection once `connection_init` came. */
export interface Connection {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Aborted when the socket closes. */
  readonly gone: AbortController;
}

export type WsContext = Context<Record<string, unknown>, Extra & { connection?: Connection }>;

/** What a browser cannot send as a header comes in `connection_init`. */
const INIT_HEADERS = ['authorization', 'x-hub-purpose', 'x-hub-case'];

/** Opens connections and the contexts of what runs on them. */
export interface Connections {
  /** Judges the key; false when the socket was closed because of it. */
  connect(ctx: WsContext): Promise<boolean>;
  disconnect(ctx: WsContext): void;
  /** A fresh context, rights checked again; a refusal closes the socket and is thrown. */
  open(ctx: WsContext): Promise<AnswerContext>;
}

export function createConnections(createContext: CreateContext, timeLimitMs: number): Connections {
  const open = async (ctx: WsContext): Promise<AnswerContext> => {
    const { headers, gone } = ctx.extra.connection!;
    try {
      return await openContext(createContext, { headers, transport: 'ws' }, timeLimitMs, gone.signal);
    } catch (error) {
      closeRefused(ctx, error);
      throw error;
    }
  };
  return {
    connect: async (ctx) => {
      const headers = { ...toHeaders(ctx.extra.request), ...toInitHeaders(ctx.connectionParams) };
      ctx.extra.connection = { headers, gone: new AbortController() };
      const opened = await open(ctx).catch(() => undefined);
      opened?.release();
      return opened !== undefined;
    },
    disconnect: (ctx) => ctx.extra.connection?.gone.abort(new Problem(GATEWAY_CANCELLED, {})),
    open,
  };
}

/** 4401 or 4403 when the key was refused (also in the middle of a subscription), 1011 when the fault is ours. */
function closeRefused({ extra }: WsContext, error: unknown): void {
  const status = isProblem(error) ? error.status : 500;
  const code = status >= 400 && status < 500 ? 4000 + status : 1011;
  extra.socket.close(code, isProblem(error) ? error.code : 'HUB_INTERNAL');
}

function toInitHeaders(params: Record<string, unknown> | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [given, value] of Object.entries(params ?? {})) {
    const name = given.toLowerCase();
    if (INIT_HEADERS.includes(name) && typeof value === 'string') headers[name] = value;
  }
  return headers;
}
