import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { exploreLikeAUser } from './explorer.scenario.ts';
import { openExplorer } from './explorer-page.ts';
import { type FakeEndpoint, startFakeEndpoint } from './fake-endpoint.ts';
import { watchNetwork } from './watched-network.ts';

const schemaFile = new URL('../../schema/api.graphql', import.meta.url);

/** The pages alone, on a graph whose values are made up, under the strict content security policy. */
describe('the pages, without the hub', { timeout: 120_000 }, () => {
  let pages: BuiltPages;
  let fake: FakeEndpoint;
  let browser: Browser;

  beforeAll(async () => {
    pages = await buildPages();
    fake = await startFakeEndpoint({ sdl: readFileSync(schemaFile, 'utf8'), pages: pages.folder });
    browser = await launchBrowser();
  });
  afterEach(() => fake.answerWith({}));
  afterAll(async () => {
    await browser?.close();
    await fake?.close();
    await pages?.remove();
  });

  it('explore: key, query, live events, nothing from outside', async () => {
    const seen = await exploreLikeAUser({ url: fake.url, keys: { partner: fake.key } });
    expect(seen.answer).toContain('"nameVi"');
    expect(seen.events[0]).toContain('"trafficFlowObserved"');
    expect(seen.events[1]).not.toBe(seen.events[0]);
    expect(seen.foreignRequests).toEqual([]);
    expect(seen.consoleErrors).toEqual([]);
  });

  it('explore: demo keys are offered, leave the address, and go out with purpose and case', async () => {
    const page = await browser.newPage();
    const explorer = await openExplorer(page, fake.url, `#key=partner:${fake.key}&key=officer:other`);
    await page.getByLabel('Khóa dùng thử').selectOption({ label: 'partner' });
    await page.getByLabel('Mục đích').fill('Kiểm tra đăng kiểm');
    await page.getByLabel('Số vụ việc').fill('HS-2026/17');
    await explorer.openExample('Một mã xã, hai thời điểm: 09169 là phường nào');
    await explorer.run();
    await explorer.readAnswer();
    expect(page.url()).toBe(`${fake.url}/kham-pha`);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(fake.key);
    const last = fake.requests.at(-1);
    expect(last?.authorization).toBe(`Bearer ${fake.key}`);
    expect(decodeURIComponent(String(last?.['x-hub-purpose']))).toBe('Kiểm tra đăng kiểm');
    expect(last?.['x-hub-case']).toBe('HS-2026/17');
    await page.close();
  });

  it('explore: says which source did not answer, in the chosen language', async () => {
    fake.answerWith({
      extensions: { sources: [{ name: 'dan-cu', status: 'down', since: '2026-11-23T03:21:00Z' }] },
    });
    const page = await browser.newPage({ timezoneId: 'Asia/Ho_Chi_Minh' });
    const explorer = await openExplorer(page, fake.url);
    await explorer.openExample('Ô tô quá hạn đăng kiểm, chủ xe và vi phạm');
    await explorer.run();
    await explorer.readAnswer();
    const notes = page.getByRole('status');
    expect(await notes.textContent()).toContain('Nguồn dan-cu không trả lời từ 10:21');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await notes.textContent()).toContain('Source dan-cu has not answered since');
    await page.close();
  });

  it('home: counts of every dataset, and a way out when the graph is silent', async () => {
    const page = await browser.newPage();
    const seen = watchNetwork(page, fake.url);
    await page.goto(fake.url);
    await page.getByText('Mọi nguồn được hỏi đều trả lời.').waitFor();
    expect(await page.locator('tbody td').allTextContents()).toSatisfy((cells: string[]) =>
      cells.every((cell) => /^\d/.test(cell)),
    );
    expect(seen).toEqual({ foreignRequests: [], consoleErrors: [] });

    fake.answerWith({ data: null, errors: [{ message: 'starting' } as never] });
    await page.getByRole('button', { name: 'Hỏi lại' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Trung tâm dữ liệu có thể đang khởi động');
    await page.close();
  });
});
