import type { Log } from '../../kernel/log.ts';
import type { Gateway } from '../gateway.ts';
import type { LimitSettings } from '../limits/index.ts';
import type { PluginOptions } from '../plugins/index.ts';
import type { Patience } from './patience.ts';
import type { ReceivePush } from './push.ts';

export interface ContextRequest {
  /** Lower-case names. On a WebSocket: those of the upgrade, overlaid by what `connection_init` gave. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Aborted when the time is up or the client is gone. */
  readonly signal: AbortSignal;
  readonly transport: 'http' | 'ws' | 'sse';
}

/**
 * Makes the context of one answer: one HTTP request, one operation on a WebSocket or of an event stream, or one event of a subscription. Also
 * called once when a WebSocket opens, to judge its key. May throw a Problem (status 401/403 refuses). A plain object:
 * Apollo Server copies it.
 */
export type CreateContext = (request: ContextRequest) => Promise<object>;

interface Health {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

export interface ServerOptions extends PluginOptions {
  readonly gateway: Gateway;
  readonly createContext: CreateContext;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** URL prefix → folder of built pages, e.g. `/kham-pha`. The longest prefix wins. */
  readonly pages?: Readonly<Record<string, string>>;
  readonly health: () => Health | Promise<Health>;
  /** Takes messages that sources send by themselves; absent = `/push/` is not there. */
  readonly receivePush?: ReceivePush;
  readonly log: Log;
  /** Origins (`https://host[:port]`) of pages elsewhere that may call. Default: only pages served here. */
  readonly originAllowList?: readonly string[];
  readonly limits?: LimitSettings;
  /** Most operations in one HTTP request (a JSON array). Default 0: batches are refused. */
  readonly batchLimit?: number;
  /** Most event streams (SSE) of one key, or of one address without a key, open at a time. Default 1,000. */
  readonly streamLimit?: number;
  /** Memory for answers that are open data, in bytes (estimated). Default 32 MiB; 0 keeps none. */
  readonly cacheBytes?: number;
  /** Hands over who is to be told the name of a type of which something changed. */
  readonly onChange?: (tell: (type: string) => void) => void;
  /** How patient the server is with slow clients, in milliseconds; see `DEFAULT_PATIENCE`. */
  readonly patience?: Partial<Patience>;
  /** Longest that one answer may take, in milliseconds. Default 30,000. */
  readonly timeLimitMs?: number;
  /** Equal questions of one asker under way at the same time are answered once [true]. */
  readonly shareAnswers?: boolean;
  /** Longest that stopping waits for answers in the making, in milliseconds. Default 10,000. */
  readonly drainMs?: number;
}
