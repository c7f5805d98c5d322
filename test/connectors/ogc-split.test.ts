import { describe, expect, it } from 'vitest';
import { splitMembers } from '../../connectors/ogc/json/split-members.ts';

async function split(text: string, step = text.length, maxItemBytes = 1_000, maxMemberBytes = 1_000) {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let from = 0; from < bytes.length; from += step) yield bytes.subarray(from, from + step);
  }
  const pieces: string[] = [];
  for await (const piece of splitMembers(chunks(), {
    array: 'features',
    maxItemBytes,
    maxMemberBytes,
    where: 'test',
  }))
    pieces.push(
      piece.kind === 'member'
        ? `${piece.name}=${piece.bytes}`
        : piece.kind === 'item'
          ? String(piece.bytes)
          : `${piece.size} bytes`,
    );
  return pieces;
}

const TRICKY = `\uFEFF{ "type" : "FeatureCollection","features":[ {"a":"]}\\"{\\\\"} , {"b":[{}, "é"]},7, null,"x" ,{"c":1,}\n],
 "links":[{"rel":"next"}],"numberMatched":6 , "ok":true}`;

describe('splitMembers', () => {
  it.each([1, 2, 3, 7, 1_000])('finds elements and members in chunks of %i bytes', async (step) => {
    expect(await split(TRICKY, step)).toEqual([
      'type="FeatureCollection"',
      '{"a":"]}\\"{\\\\"}',
      '{"b":[{}, "é"]}',
      '7',
      'null',
      '"x"',
      '{"c":1,}',
      'links=[{"rel":"next"}]',
      'numberMatched=6',
      'ok=true',
    ]);
  });

  it('reads past an element that is too large and keeps its neighbours', async () => {
    const text = `{"features":[{"a":1},{"b":"${'x'.repeat(50)}"},{"c":3}]}`;
    expect(await split(text, 5, 20)).toEqual(['{"a":1}', '58 bytes', '{"c":3}']);
  });

  it('says transient of a cut answer and drift of another shape', async () => {
    await expect(split('{"features":[{"a":1},{"b"')).rejects.toMatchObject({ kind: 'transient' });
    await expect(split('{"features":[{"a":1}]')).rejects.toMatchObject({ kind: 'transient' });
    await expect(split('')).rejects.toMatchObject({ kind: 'transient' });
    await expect(split('[{"a":1}]')).rejects.toMatchObject({ kind: 'drift' });
    await expect(split('{"features":null}')).rejects.toMatchObject({ kind: 'drift' });
    await expect(split('{}')).rejects.toMatchObject({ kind: 'drift' });
    await expect(split(`{"title":"${'x'.repeat(2_000)}","features":[]}`, 100)).rejects.toMatchObject({
      kind: 'drift',
    });
  });
});
