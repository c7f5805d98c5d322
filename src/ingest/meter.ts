import type { Page } from '../sdk/index.ts';
import { toText } from './map.ts';

/** What a run has read so far, for people who wait. */
export interface Meter {
  /** Raw data as JSON, in bytes: what was read, whatever the protocol packs it in. */
  bytes: number;
  /** Where the source says how much there is: see `Page.progress`. */
  progress?: { done: number; total: number };
}

/** Measures pages on their way. Only asked for where somebody looks: the text of each page is made once more. */
export async function* measure(pages: AsyncIterable<Page>, meter: Meter): AsyncGenerator<Page> {
  for await (const page of pages) {
    meter.bytes += Buffer.byteLength(toText(page.changes));
    if (page.progress) meter.progress = page.progress;
    yield page;
  }
}
