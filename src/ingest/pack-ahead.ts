import type { JudgedPage } from './judged-pages.ts';

/**
 * Packs a page for the landing while the one before is being written, as long as pages bring news: on a first load all
 * do, and a transaction that waited for its own packing would hold the whole run up. What brings no news is never packed.
 */
export async function* packAhead(
  pages: AsyncIterable<JudgedPage>,
  expectsNews: () => boolean,
): AsyncGenerator<JudgedPage> {
  for await (const page of pages) {
    // A failure shows where the page is written.
    if (expectsNews()) page.landing?.pack().catch(() => undefined);
    yield page;
  }
}
