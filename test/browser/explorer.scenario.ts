import { launchBrowser } from '../support/browser.ts';
import { openExplorer } from './explorer-page.ts';
import { watchNetwork } from './watched-network.ts';

export interface ExploreOptions {
  /** Origin of a running hub. */
  readonly url: string;
  readonly keys: { readonly partner: string };
  /** Title, in Vietnamese, of the example to run as a query. */
  readonly query?: string;
  /** Title of the example to run as a subscription. */
  readonly subscription?: string;
}

/** What a person saw, and what the browser did meanwhile. */
export interface Explored {
  /** The visible part of the answer to the query, as the result pane shows it: JSON from its first line on. */
  readonly answer: string;
  /** Two different events of the subscription, in order, shown likewise. */
  readonly events: readonly [string, string];
  /** Requests to anywhere else than the hub. Must be empty. */
  readonly foreignRequests: readonly string[];
  /** Errors in the browser's console and uncaught ones of the page. Must be empty. */
  readonly consoleErrors: readonly string[];
}

/** Opens the explorer, enters a key, runs one example, then watches another live. */
export async function exploreLikeAUser({
  url,
  keys,
  query = 'Một mã xã, hai thời điểm: 09169 là phường nào',
  subscription = 'Trực tiếp: dòng xe trên các đoạn đường',
}: ExploreOptions): Promise<Explored> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const seen = watchNetwork(page, url);
    const explorer = await openExplorer(page, url);
    await explorer.enterKey(keys.partner);

    await explorer.openExample(query);
    await explorer.run();
    const answer = await explorer.readAnswer();

    await explorer.openExample(subscription);
    await explorer.run();
    const first = await explorer.readAnswer();
    const second = await explorer.readAnswer(first);
    await explorer.stop();
    return { answer, events: [first, second], ...seen };
  } finally {
    await browser.close();
  }
}
