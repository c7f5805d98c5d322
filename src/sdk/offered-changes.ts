import type { SourceDataset } from './contract.ts';

/** How a configured dataset tells of its changes, as the connectors over request and answer let it be written. */
export interface ToldChanges {
  readonly updatedSince?: { readonly field: string; readonly lookback?: string | undefined } | undefined;
  /** Each read holds all records: what is not in it is gone. */
  readonly complete?: unknown;
  /** A record may say of itself that it is gone. */
  readonly deleted?: unknown;
}

/** The part of what `discover` says that follows from it. */
export function describeChanges({
  updatedSince,
  complete,
  deleted,
}: ToldChanges): Pick<SourceDataset, 'cursor' | 'deletes'> {
  const lookback = updatedSince?.lookback;
  return {
    ...(updatedSince
      ? { cursor: { fields: [updatedSince.field], ...(lookback === undefined ? {} : { lookback }) } }
      : {}),
    deletes: complete ? 'snapshot' : deleted ? 'events' : 'none',
  };
}
