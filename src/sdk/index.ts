/** The public face of the SDK: what a connector and a source configuration may import. */
export * from './contract.ts';
export { durationMs } from './duration.ts';
export type { HttpResponse } from './http.ts';
export { readJsonMessage, refusalsOf, toPut } from './json-message.ts';
export { describeChanges } from './offered-changes.ts';
export * from './source.ts';
export * as values from './values.ts';
export { wait } from './wait.ts';
export * as watermark from './watermark.ts';
export * from './xml/index.ts';
