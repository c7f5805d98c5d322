import { ConnectorError } from '../../../src/sdk/index.ts';

/** One element of the array that is split, or one other member of the object around it. */
export type JsonPiece =
  | { kind: 'item'; bytes: Buffer; size: number }
  /** Larger than the limit: read past, not kept. */
  | { kind: 'large-item'; size: number }
  | { kind: 'member'; name: string; bytes: Buffer };

export interface SplitOptions {
  /** Name of the member whose array is split. */
  array: string;
  /** Bytes of one element, and of all other members together. */
  maxItemBytes: number;
  maxMemberBytes: number;
  /** For messages. */
  where: string;
}

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** What the next byte may be. */
type State = 'object' | 'name' | 'colon' | 'value' | 'item' | 'end';

/**
 * Cuts `{…, "features": […], …}` into the array's elements and the other members while the bytes arrive. Only brackets
 * and quotes are followed, so an element may still be no JSON: that is judged where it is read. Holds one element.
 * Throws `drift` when the outline is not that of such an object, `transient` when it ends too early.
 */
export async function* splitMembers(
  chunks: AsyncIterable<Uint8Array>,
  { array, maxItemBytes, maxMemberBytes, where }: SplitOptions,
): AsyncGenerator<JsonPiece> {
  // Changed inside `finish`, which the compiler does not see.
  let state = 'object' as State;
  let name = '';
  // The value under way: what kind it is, its bytes so far, and how deep inside we are.
  let reading: 'name' | 'member' | 'item' | null = null;
  let parts: Uint8Array[] = [];
  let size = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let memberBytes = 0;
  let sawArray = false;

  const drift = (reason: string) => new ConnectorError('drift', `${where}: ${reason}`);

  const keep = (part: Uint8Array) => {
    size += part.length;
    if (reading !== 'item' && memberBytes + size > maxMemberBytes)
      throw drift(`members beside "${array}" take more than ${maxMemberBytes} bytes`);
    if (reading === 'item' && size > maxItemBytes) parts = [];
    else parts.push(part);
  };
  const finish = (): JsonPiece | undefined => {
    const bytes = Buffer.concat(parts);
    const [was, length] = [reading, size];
    reading = null;
    parts = [];
    size = 0;
    if (was === 'item') {
      state = 'item';
      return length > maxItemBytes
        ? { kind: 'large-item', size: length }
        : { kind: 'item', bytes, size: length };
    }
    memberBytes += length;
    if (was === 'name') {
      name = toText(bytes, drift);
      state = 'colon';
      return undefined;
    }
    state = 'name';
    return { kind: 'member', name, bytes };
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (reading !== null) {
        let end = -1;
        if (inText) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) {
            inText = false;
            if (depth === 0) end = i + 1;
          }
        } else if (byte === QUOTE) inText = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
          // At depth 0 this closes what is around a bare value, which ends before it.
          end = depth === 0 ? i : depth === 1 ? i + 1 : -1;
          if (depth > 0) depth--;
        } else if (depth === 0 && (byte === COMMA || isSpace(byte))) end = i;
        if (end === -1) continue;
        keep(chunk.subarray(from, end));
        const piece: JsonPiece | undefined = finish();
        if (piece) yield piece;
        if (end === i + 1) continue;
        // The byte that ended a bare value belongs to what is around it.
      }
      if (isSpace(byte) || (byte === COMMA && (state === 'name' || state === 'item'))) continue;
      if (state === 'object' && byte === OPEN_OBJECT) state = 'name';
      else if (state === 'object' && (byte === 0xef || byte === 0xbb || byte === 0xbf))
        continue; // byte order mark
      else if (state === 'colon' && byte === COLON) state = 'value';
      else if (state === 'value' && name === array && byte === OPEN_ARRAY) {
        state = 'item';
        sawArray = true;
      } else if (state === 'item' && byte === CLOSE_ARRAY) state = 'name';
      else if (state === 'name' && byte === CLOSE_OBJECT) state = 'end';
      else if ((state === 'name' && byte === QUOTE) || state === 'value' || state === 'item') {
        reading = state === 'name' ? 'name' : state === 'value' ? 'member' : 'item';
        from = i;
        inText = byte === QUOTE;
        depth = byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 1 : 0;
      } else throw drift(`the answer is not a JSON object with "${array}"`);
    }
    if (reading !== null) keep(chunk.subarray(from));
  }
  if (state !== 'end') throw new ConnectorError('transient', `${where}: the answer ends too early`);
  // An object without the array is not an empty list: taken for one, it would empty a snapshot.
  if (!sawArray) throw drift(`the answer has no array "${array}"`);
}

function toText(bytes: Buffer, drift: (reason: string) => Error): string {
  try {
    return String(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw drift('the name of a member is not JSON');
  }
}
