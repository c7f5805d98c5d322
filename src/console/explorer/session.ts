import { type Cell, createCell } from '../cell.ts';

/** Who asks, and why: goes with every request of the explorer. */
export interface Session {
  readonly key: string;
  /** Why the data is wanted: header `x-hub-purpose`. */
  readonly purpose: string;
  /** The case or application behind the request: header `x-hub-case`. */
  readonly caseNumber: string;
}

const STORED = 'lien-thong:session';
const empty: Session = { key: '', purpose: '', caseNumber: '' };

function read(storage: Storage): Session {
  try {
    return { ...empty, ...(JSON.parse(storage.getItem(STORED) ?? '{}') as Partial<Session>) };
  } catch {
    // Someone else wrote there; start afresh rather than break the page.
    return empty;
  }
}

/** A session that lives in the given storage. Hand it `sessionStorage`: keys must not outlive the browser tab. */
export function createSession(storage: Storage): Cell<Session> {
  const cell = createCell(read(storage));
  cell.subscribe(() => storage.setItem(STORED, JSON.stringify(cell.get())));
  return cell;
}

/** HTTP header values are bytes of ASCII; Vietnamese text travels percent-encoded and is decoded by the hub. */
function toHeaderValue(text: string): string {
  return text.replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}

/** The same names over HTTP (headers) and WebSocket (payload of `connection_init`). */
export function toHeaders({ key, purpose, caseNumber }: Session): Record<string, string> {
  return {
    ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
    ...(purpose === '' ? {} : { 'x-hub-purpose': toHeaderValue(purpose) }),
    ...(caseNumber === '' ? {} : { 'x-hub-case': toHeaderValue(caseNumber) }),
  };
}
