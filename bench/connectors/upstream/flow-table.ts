import { flowCase } from '../../ingest/flow.case.ts';

/** Columns of a sensor's row at its owner; both engines read them. */
const COLUMNS: Record<string, string> = {
  maCamBien: 'varchar(20) NOT NULL',
  maDoan: 'varchar(20) NOT NULL',
  lan: 'varchar(4) NOT NULL',
  chieu: 'varchar(10) NOT NULL',
  thoiDiem: '{instant} NOT NULL',
  kyDoGiay: 'int NOT NULL',
  soXe: 'int NOT NULL',
  doChiem: 'int NOT NULL',
  tocDoTB: 'double precision',
  gianCachTB: 'double precision',
  unTac: 'int NOT NULL',
};
const NAMES = Object.keys(COLUMNS);

/** Rows a statement; PostgreSQL takes 65,535 parameters at most. */
const CHUNK = 2_000;

/** How one engine writes what differs. */
export interface Writer {
  quote(name: string): string;
  instant: string;
  insert(table: string, names: string[], rows: unknown[][]): Promise<unknown>;
  run(text: string): Promise<unknown>;
}

/** `flows`, with the index that an owner has who is asked for what changed since. */
export async function fillFlows(writer: Writer, count: number): Promise<void> {
  const { quote } = writer;
  const columns = Object.entries(COLUMNS).map(
    ([name, type]) => `${quote(name)} ${type.replace('{instant}', writer.instant)}`,
  );
  const key = `${quote('thoiDiem')}, ${quote('maCamBien')}`;
  await writer.run(`CREATE TABLE flows (${columns.join(', ')}, PRIMARY KEY (${key}))`);
  let rows: unknown[][] = [];
  const flush = async () => {
    if (rows.length > 0) await writer.insert('flows', NAMES, rows);
    rows = [];
  };
  for (const row of flowCase.rows(count, 0)) {
    rows.push(NAMES.map((name) => row[name]));
    if (rows.length === CHUNK) await flush();
  }
  await flush();
}
