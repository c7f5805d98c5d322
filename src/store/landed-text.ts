/**
 * How landed changes are written down: a list of them, in which records that follow one another and have the same fields
 * are one block, without the fields' names for each: half the text, which is made and packed for every page with news.
 */
export interface Block {
  /** Names of the fields, in order. */
  columns: readonly string[];
  /** Where the records came from; null = not said. */
  uri: string | null;
  pos: readonly (string | null)[];
  /** The values of each record. */
  rows: readonly (readonly unknown[])[];
}

/** A block as text; `rows` is JSON already. */
export function toBlockText(
  { columns, uri, pos }: Pick<Block, 'columns' | 'uri' | 'pos'>,
  rows: string,
): string {
  return `{"columns":${JSON.stringify(columns)},"uri":${JSON.stringify(uri)},"pos":${JSON.stringify(pos)},"rows":${rows}}`;
}

/** The changes as the source sent them. */
export function expandBlocks(landed: readonly unknown[]): unknown[] {
  return landed.flatMap((entry) => (isBlock(entry) ? expand(entry) : [entry]));
}

function isBlock(entry: unknown): entry is Block {
  return typeof entry === 'object' && entry !== null && 'rows' in entry && 'columns' in entry;
}

function expand({ columns, uri, pos, rows }: Block): object[] {
  return rows.map((row, index) => ({
    op: 'put',
    data: Object.fromEntries(columns.map((column, at) => [column, row[at]])),
    ...toOrigin(uri, pos[index] ?? null),
  }));
}

function toOrigin(uri: string | null, pos: string | null): object {
  if (uri === null && pos === null) return {};
  return { src: { ...(uri === null ? {} : { uri }), ...(pos === null ? {} : { pos }) } };
}
