import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestHub, type TestHub } from '../support/hub.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { exploreLikeAUser } from './explorer.scenario.ts';
import { watchNetwork } from './watched-network.ts';

/** The pages on the running hub, in a real Chromium. */
describe('the pages, on the hub', { timeout: 120_000 }, () => {
  let pages: BuiltPages;
  let hub: TestHub;

  beforeAll(async () => {
    pages = await buildPages();
    hub = await startTestHub({ pagesFolder: pages.folder, demo: { tick: true, messagesPerSecond: 20 } });
  });
  afterAll(async () => {
    await hub?.stop();
    await pages?.remove();
  });

  it('/kham-pha runs a query and sees live events, and asks nobody else', async () => {
    const seen = await exploreLikeAUser({ url: hub.url, keys: { partner: hub.keys.partner! } });
    expect(seen.answer).toContain('"Phường Thị Cầu"');
    expect(seen.events[0]).toContain('"trafficFlowObserved"');
    expect(seen.events[1]).toContain('"trafficFlowObserved"');
    expect(seen.events[1]).not.toBe(seen.events[0]);
    expect(seen.foreignRequests).toEqual([]);
    expect(seen.consoleErrors).toEqual([]);
  });

  it('/ tells what is there, without a key', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const seen = watchNetwork(page, hub.url);
      await page.goto(hub.url);
      const count = new Intl.NumberFormat('vi').format(hub.demo.expected.vehicle.good);
      await page.getByRole('cell', { name: count, exact: true }).first().waitFor();
      expect(seen.foreignRequests).toEqual([]);
      expect(seen.consoleErrors).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
