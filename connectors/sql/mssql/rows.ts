import type { Request } from 'tedious';
import type { TextRow } from '../text-row.ts';

/** Rows held before the server is told to wait. */
const ROWS_AHEAD = 64;

interface TdsColumn {
  metadata: { colName: string };
  value: unknown;
}

/** The rows of a request one by one. The request pauses while they are not taken: TDS then fills its window and waits. */
export async function* rowsOf(
  create: (done: (error?: Error | null) => void) => Request,
  start: (request: Request) => void,
): AsyncGenerator<TextRow> {
  const rows: TextRow[] = [];
  let end: { error?: Error } | undefined;
  let wake: () => void = () => undefined;
  const request = create((error) => {
    end = error ? { error } : {};
    wake();
  });
  request.on('row', (columns: TdsColumn[]) => {
    rows.push(
      Object.fromEntries(
        columns.map(({ metadata, value }) => [metadata.colName, value === null ? null : String(value)]),
      ),
    );
    if (rows.length >= ROWS_AHEAD) request.pause();
    wake();
  });
  start(request);
  for (;;) {
    const row = rows.shift();
    if (row) {
      yield row;
      continue;
    }
    if (end?.error) throw end.error;
    if (end) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      request.resume();
    });
  }
}
