import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Fields that may be logged. An allow-list, not a block-list: a personal value cannot slip in under a new
 * name, because an unknown name is dropped.
 */
const LOGGABLE = new Set([
  'area',
  'source',
  'dataset',
  'run',
  'connector',
  'mode',
  'rows',
  'pages',
  'bytes',
  'inserted',
  'updated',
  'deleted',
  'unchanged',
  'quarantined',
  'ms',
  'attempt',
  'retryAfterMs',
  'status',
  'code',
  'kind',
  'reason',
  'fixer',
  'file',
  'line',
  'port',
  'url',
  'path',
  'version',
  'name',
  'count',
  'operation',
  'subgraph',
  'pid',
  'message',
  'state',
  'host',
]);

/** Keeps only the fields that are known to be harmless. */
export function toLoggable(fields: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (LOGGABLE.has(name)) kept[name] = value;
  return kept;
}

export function createLog(level: string, destination?: NodeJS.WritableStream): Log {
  const options = { level, base: null, formatters: { log: toLoggable } };
  return destination ? pino(options, destination) : pino(options, pino.destination(2));
}

export const silentLog: Log = pino({ level: 'silent' });
