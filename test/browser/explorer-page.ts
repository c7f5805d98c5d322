import type { Page } from 'playwright-core';

/** What a person does on `/kham-pha`, by the names they see. */
export interface ExplorerPage {
  enterKey(key: string): Promise<void>;
  openExample(title: string): Promise<void>;
  run(): Promise<void>;
  stop(): Promise<void>;
  /** The result pane's visible lines, once they begin an answer other than `before`. */
  readAnswer(before?: string): Promise<string>;
}

/** `fragment` is what follows the address, e.g. `#key=partner:…`. */
export async function openExplorer(page: Page, url: string, fragment = ''): Promise<ExplorerPage> {
  // A busy machine is slow, not broken.
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/kham-pha${fragment}`);
  return {
    enterKey: async (key) => {
      const field = page.getByLabel('Khóa truy cập');
      await field.fill(key);
      await field.press('Enter');
    },
    openExample: (title) => page.getByRole('button', { name: title, exact: true }).click(),
    run: () => page.getByRole('button', { name: /^Execute query/ }).click(),
    stop: () => page.getByRole('button', { name: /^Stop query/ }).click(),
    readAnswer: (before) => readResultPane(page, before),
  };
}

async function readResultPane(page: Page, before: string | undefined): Promise<string> {
  const shown = await page.waitForFunction((old) => {
    // Monaco keeps its lines in no order: `top` says where each one stands.
    const text = [...document.querySelectorAll<HTMLElement>('.graphiql-response .view-line')]
      .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
      .map((line) => line.textContent?.replaceAll('\u00a0', ' '))
      .join('\n');
    return /^\{\s*"(data|errors)"/.test(text) && text !== old ? text : false;
  }, before);
  return (await shown.jsonValue()) as string;
}
