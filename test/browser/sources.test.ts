import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestHub, type TestHub } from '../support/hub.ts';
import { type BuiltPages, buildPages } from './built-pages.ts';
import { watchNetwork } from './watched-network.ts';

/** What an operator does on `/nguon`, on the running hub, in a real Chromium. */
describe('/nguon', { timeout: 120_000 }, () => {
  let pages: BuiltPages;
  let hub: TestHub;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    pages = await buildPages();
    hub = await startTestHub({ pagesFolder: pages.folder });
    browser = await launchBrowser();
  }, 180_000);
  afterEach(() => page?.close());
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
    await pages?.remove();
  });

  const open = async (name: string | undefined, viewport = { width: 1280, height: 900 }) => {
    page = await browser.newPage({ viewport });
    // A busy machine is slow, not broken.
    page.setDefaultTimeout(60_000);
    const seen = watchNetwork(page, hub.url);
    await page.goto(`${hub.url}/nguon${name ? `#key=${name}:${hub.keys[name]}` : ''}`);
    return seen;
  };
  const sql = async (text: string, params: unknown[] = []) => (await hub.store.pool.query(text, params)).rows;
  const refuse = (id: string, field: string) =>
    sql(
      `INSERT INTO quarantine (source, dataset, run, raw, reason, field, message, src_uri, src_pos)
       VALUES ('road-inventory', 'roadSegment', 'run-0', $1, 'map', $2, 'no number', 'file:///duong.csv', '17')`,
      [JSON.stringify({ ma: id }), field],
    );

  it('shows sources, finds a refused record by its count, and leaves it at that by keyboard alone', async () => {
    await refuse('DOAN-THU', 'chieuDai');
    const seen = await open('operator');
    const card = page.getByRole('article', { name: 'Đăng ký xe và xử lý vi phạm (PC08)' });
    await card.getByText('Trả lời tốt').waitFor();
    const stored = new Intl.NumberFormat('vi-VN').format(hub.demo.expected.vehicle.good);
    await card.getByRole('cell', { name: stored, exact: true }).waitFor();
    expect(page.url()).toBe(`${hub.url}/nguon`);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(hub.keys.operator);

    const show = page.getByRole('button', { name: /^Xem 1\b.*road-inventory, roadSegment, map, chieuDai/ });
    await show.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nguyên văn nguồn gửi').focus();
    await page.keyboard.press('Enter');
    await page.getByText('"ma": "DOAN-THU"').waitFor();
    await page.getByText('file:///duong.csv').waitFor();
    await page.getByRole('checkbox', { name: /Chọn bản ghi/ }).focus();
    await page.keyboard.press('Space');
    const discard = page.getByRole('button', { name: 'Bỏ qua', exact: true });
    expect(await discard.isDisabled()).toBe(true);
    await page.getByLabel('Lý do bỏ qua').focus();
    await page.keyboard.type('Đoạn thử nghiệm');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Đã bỏ qua 1 bản ghi.').waitFor();
    expect(await sql(`SELECT status, decided_by, note FROM quarantine WHERE field = 'chieuDai'`)).toEqual([
      { status: 'DISCARDED', decided_by: 'VN-BN/GOV/TTTTCH/OPERATIONS', note: 'Đoạn thử nghiệm' },
    ]);
    expect(seen).toEqual({ foreignRequests: [], consoleErrors: [] });
  });

  it('tries a record again, and decides what waits for somebody', async () => {
    await refuse('DOAN-HONG', 'beRong');
    await sql(
      `INSERT INTO approval (id, source, dataset, kind, detail) VALUES (gen_random_uuid(), 'road-inventory', 'roadSegment',
       'SCHEMA_CHANGE', '{"shape": {}, "narrowing": ["-chieu_dai"], "widening": []}')`,
    );
    await open('operator');
    await page.getByText('-chieu_dai').first().waitFor();
    await page.getByLabel('Ghi chú (không bắt buộc)').fill('đã hỏi Sở Xây dựng');
    await page.getByRole('button', { name: 'Từ chối' }).click();
    await page.getByText('Không có việc nào chờ duyệt.').waitFor();
    expect(await sql('SELECT status, decided_by, note FROM approval')).toEqual([
      { status: 'REJECTED', decided_by: 'VN-BN/GOV/TTTTCH/OPERATIONS', note: 'đã hỏi Sở Xây dựng' },
    ]);
    await page.getByRole('button', { name: /roadSegment, map, beRong/ }).click();
    await page.getByLabel('Chọn tất cả trên trang').check();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Đã thử lại 1: 0 được nhận, 1 vẫn sai.').waitFor();
  });

  it('fits a telephone, speaks English, and shows others only what they may see', async () => {
    const seen = await open('analyst', { width: 360, height: 740 });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Refused records' }).waitFor();
    await page.getByText('Answers well').first().waitFor();
    await page
      .getByRole('button', { name: /^Show \d/ })
      .first()
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.getByText('What was sent').count()).toBe(0);
    await page
      .getByRole('button', { name: /Replay.*road/i })
      .first()
      .click();
    await page.getByText('This key may not perform "replay"').waitFor();
    expect(seen.foreignRequests).toEqual([]);
  });

  it('tells somebody without a key which sources answer, and asks for one', async () => {
    await open(undefined);
    await page.getByText('Nhập khóa của người vận hành').waitFor();
    await page.getByText('Trả lời tốt').first().waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
