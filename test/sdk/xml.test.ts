import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  ConnectorError,
  childOf,
  childrenOf,
  splitXml,
  textAt,
  type XmlElement,
} from '../../src/sdk/index.ts';

type Chunk = string | Uint8Array;
type Options = Partial<Parameters<typeof splitXml>[1]>;

async function* pieces(...chunks: Chunk[]): AsyncGenerator<Chunk> {
  yield* chunks;
}

/** What came whole, and how it ended. */
async function parse(chunks: AsyncIterable<Chunk>, options: Options = {}) {
  const found: XmlElement[] = [];
  try {
    for await (const element of splitXml(chunks, { split: (name) => name === 'r', ...options }))
      found.push(element);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { found, kind: error.kind, message: error.message };
  }
  return { found };
}

describe('splitXml', () => {
  it('builds the elements asked for, with names, namespaces, attributes, text and place', async () => {
    const text = `<?xml version="1.0"?>
<a:root xmlns:a="urn:a" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:x">
  <a:r id="1" i:type="a:Kind" x:extra="e"><b>one &amp; <![CDATA[<two>]]></b> <b/></a:r>
  <r xmlns="urn:other" id="2">text</r>
</a:root>`;
    const { found } = await parse(pieces(text));
    expect(found.map(({ ns }) => ns)).toEqual(['urn:a', 'urn:other']);
    const [first, second] = found as [XmlElement, XmlElement];
    expect({ ...first.attributes }).toEqual({ id: '1', 'xsi:type': 'a:Kind', 'x:extra': 'e' });
    expect([first.line, first.column, second.line]).toEqual([3, 3, 4]);
    expect(first.text).toBe('');
    expect(childOf(first, 'b')?.text).toBe('one & <two>');
    expect(childrenOf(first, 'b')).toHaveLength(2);
    expect(textAt(second, '')).toBe('text');
    expect(textAt(first, '@id')).toBe('1');
    expect(textAt(first, 'b/c')).toBeUndefined();
    expect(first.attributes.constructor).toBeUndefined();
  });

  it('takes xsi for declared, and no other prefix', async () => {
    const { found } = await parse(pieces('<root><r xsi:nil="true"/></root>'));
    expect({ ...found[0]!.attributes }).toEqual({ 'xsi:nil': 'true' });
    expect(await parse(pieces('<root><r xso:nil="true"/></root>'))).toMatchObject({
      kind: 'drift',
      message: expect.stringContaining('unbound namespace prefix'),
    });
  });

  it('asks with the path and tells of what it did not build', async () => {
    const asked: string[] = [];
    const opened: string[] = [];
    const others: [string, string, string][] = [];
    const { found } = await parse(
      pieces('<root v="3"><when> now </when><in id="i"><r><r/></r></in></root>'),
      {
        split: (name, path) => {
          asked.push(path.join('/'));
          return name === 'r';
        },
        onOpen: ({ path, attributes }) => opened.push(`${path.join('/')} ${attributes.id ?? ''}`),
        onOther: ({ name, path, text }) => others.push([name, path.join('/'), text]),
      },
    );
    expect(found).toHaveLength(1);
    expect(found[0]!.children).toHaveLength(1);
    expect(asked).toEqual(['root', 'root/when', 'root/in', 'root/in/r']);
    expect(opened).toEqual(['root ', 'root/when ', 'root/in i']);
    expect(others).toEqual([
      ['when', 'root/when', ' now '],
      ['in', 'root/in', ''],
      ['root', 'root', ''],
    ]);
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16LE with mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('%s, cut at every byte', async (_name, encode) => {
    const bytes = encode('<root><r a="Đường">Quốc lộ 1A 🚦</r></root>');
    for (let size = 1; size <= 5; size++) {
      const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const { found } = await parse(pieces(...cut));
      expect(found[0]?.text).toBe('Quốc lộ 1A 🚦');
      expect(found[0]?.attributes.a).toBe('Đường');
    }
  });

  it('reads a declared windows-1258', async () => {
    const text = '<?xml version="1.0" encoding="windows-1258"?><root><r>đươ\u0300ng sá</r></root>';
    const { found } = await parse(pieces(iconv.encode(text, 'windows-1258')));
    expect(found[0]?.text.normalize('NFC')).toBe('đường sá');
  });

  it.each(['utf-7', 'EBCDIC-CP-US', 'x-none', 'utf-32'])('refuses the encoding %s', async (encoding) => {
    const end = await parse(pieces(Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><root/>`)));
    expect(end).toMatchObject({ kind: 'drift', message: expect.stringMatching(/line 1, column 1: unknown/) });
  });

  it('refuses bytes that are no text, and a reference to no entity', async () => {
    expect(await parse(pieces(Buffer.from([0x3c, 0x72, 0x3e, 0x3c, 0xff, 0xfe])))).toMatchObject({
      kind: 'drift',
    });
    expect(await parse(pieces('<root>&evil;</root>'))).toMatchObject({ kind: 'drift' });
  });
});

describe('documents that want harm', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><root><r>&b;</r></root>`;
  const xxe = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><root><r>&x;</r></root>`;
  it.each([
    ['billion laughs', bomb],
    ['external entity', xxe],
    ['external subset', '<!DOCTYPE root SYSTEM "http://127.0.0.1:1/x.dtd"><root/>'],
  ])('%s', async (_name, text) => {
    const end = await parse(pieces(text));
    expect(end.found).toEqual([]);
    expect(end.kind).toBe('drift');
    expect(end.message).toMatch(/^line 1, column \d+: a DOCTYPE is refused/);
  });

  it('a million attributes: refused at the 257th', async () => {
    let given = 0;
    async function* endless() {
      yield '<root><r ';
      for (; given < 1e6; given++) yield `a${given}="" `;
    }
    expect(await parse(endless())).toMatchObject({
      kind: 'drift',
      message: expect.stringMatching(/256 attributes/),
    });
    expect(given).toBeLessThan(300);
  });

  it.each([
    ['depth', () => '<r>', /64 deep/],
    ['text', () => 'x'.repeat(65536), /exceeds 8388608 characters/],
    ['comment', () => '-'.repeat(1).padEnd(65536, 'y'), /exceeds 8388608 characters/, '<!-- '],
    ['tag name', () => 'n'.repeat(65536), /exceeds 8388608 characters/, '<'],
    ['children', () => '<c/>'.repeat(1000), /100000 elements/],
    ['children of few bytes', () => `<c>${'t'.repeat(1000)}</c>`, /a record exceeds 8388608 characters/],
  ])('endless %s', async (_name, more, reason, begin = '') => {
    let given = 0;
    async function* endless() {
      yield `<root><r>${begin}`;
      for (; given < 1e6; given++) yield more();
    }
    const end = await parse(endless());
    expect(end).toMatchObject({ kind: 'drift', message: expect.stringMatching(reason) });
    expect(given).toBeLessThan(9000);
  });

  it('endless text between records is not kept, and is refused', async () => {
    async function* endless() {
      yield '<root>';
      for (let at = 0; at < 1e6; at++) yield `<x>${'y'.repeat(60_000)}</x>`;
    }
    const end = await parse(endless(), { limits: { maxBytes: 2_000_000 } });
    expect(end).toMatchObject({ kind: 'drift', message: expect.stringMatching(/document exceeds 2000000/) });
  });
});

describe('documents that end too early or go wrong', () => {
  it.each(['', '<root>', '<root><r>1</r><r>2</r><r>3', '<root><r>1</r><r>2</r><r a="'])(
    'truncated: %j',
    async (text) => {
      const end = await parse(pieces(text));
      expect(end.kind).toBe('transient');
      expect(end.found.map((element) => element.text)).toEqual(text.includes('2') ? ['1', '2'] : []);
    },
  );

  it('truncated within a character', async () => {
    const bytes = Buffer.from('<root><r>1</r><r>Đ');
    const end = await parse(pieces(bytes.subarray(0, bytes.length - 1)));
    expect(end).toMatchObject({ kind: 'transient', found: [{ text: '1' }] });
  });

  it('not well-formed: drift with its place, after what was whole', async () => {
    const end = await parse(pieces('<root>\n<r>1</r>\n<r>2</x>\n</root>'));
    expect(end.found.map((element) => element.text)).toEqual(['1']);
    expect(end.kind).toBe('drift');
    expect(end.message).toMatch(/^line 3, column \d+: not well-formed XML/);
  });

  it('a page of HTML is drift', async () => {
    expect(await parse(pieces('<!doctype html><html><body>Sorry</html>'))).toMatchObject({ kind: 'drift' });
  });

  it('holds one record, not the document', async () => {
    let given = 0;
    async function* many() {
      yield '<root>';
      for (; given < 50_000; given++) yield `<r><v>${given}</v></r>`;
      yield '</root>';
    }
    let ahead = 0;
    let count = 0;
    for await (const _ of splitXml(many(), { split: (name) => name === 'r' })) {
      ahead = Math.max(ahead, given - count);
      count += 1;
    }
    expect(count).toBe(50_000);
    expect(ahead).toBeLessThan(3);
  });
});
