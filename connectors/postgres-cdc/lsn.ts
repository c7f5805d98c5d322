/** A place in the write-ahead log, `16/B374D848`, as a number that can be compared. */
export function parseLsn(text: string): bigint {
  const [high, low] = text.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** As PostgreSQL prints it. */
export function printLsn(lsn: bigint): string {
  return `${(lsn >> 32n).toString(16)}/${(lsn & 0xffff_ffffn).toString(16)}`.toUpperCase();
}

/** Milliseconds between the Unix epoch and PostgreSQL's, 2000-01-01. */
const EPOCH_MS = 946_684_800_000;

/**
 * Standby status update (PostgreSQL documentation, §55.4). All three positions are `lsn`: everything before it is safe
 * here. It is sent as it is: one byte more, and a transaction that is committed right behind it would be skipped.
 */
export function toStatusUpdate(lsn: bigint, nowMs: number): Buffer {
  const message = Buffer.alloc(34);
  message[0] = 0x72; // 'r'
  for (const at of [1, 9, 17]) message.writeBigUInt64BE(lsn, at);
  message.writeBigInt64BE(BigInt(nowMs - EPOCH_MS) * 1000n, 25);
  return message;
}
