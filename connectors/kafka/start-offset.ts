import { ConnectorError } from '../../src/sdk/index.ts';

export interface PartitionState {
  /** From the hub's cursor. */
  cursor?: bigint | undefined;
  /** What the group has committed; below zero = nothing. */
  committed: bigint;
  /** First offset that the broker still has, and the one behind its last. */
  earliest: bigint;
  latest: bigint;
}

/**
 * Where reading of a partition starts. The hub's cursor was committed with the records, so it is right; what the group
 * has committed stands in for it on the first run. `missing`: records that the broker dropped before they were read.
 * Throws `drift` when the partition ends before what was read already.
 */
export function startOffset(
  { cursor, committed, earliest, latest }: PartitionState,
  name: string,
): { offset: bigint; missing: bigint } {
  const known = cursor ?? (committed >= 0n ? committed : undefined);
  if (known === undefined) return { offset: earliest, missing: 0n };
  if (known > latest)
    throw new ConnectorError(
      'drift',
      `${name} ends at ${latest}, and ${known} was read already: it lost records or was made again; reset the cursor of this dataset to read it from its start`,
    );
  return known < earliest ? { offset: earliest, missing: earliest - known } : { offset: known, missing: 0n };
}
