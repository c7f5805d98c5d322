import type { Page } from 'playwright-core';

export interface SeenOnNetwork {
  /** Requests and sockets to another origin than the page's. */
  readonly foreignRequests: string[];
  readonly consoleErrors: string[];
}

/** Notes from now on what a page asks of others, and what goes wrong in it. */
export function watchNetwork(page: Page, url: string): SeenOnNetwork {
  const { host } = new URL(url);
  const foreignRequests: string[] = [];
  const consoleErrors: string[] = [];
  const note = (address: string) => {
    const to = new URL(address);
    if (to.protocol !== 'data:' && to.protocol !== 'blob:' && to.host !== host) foreignRequests.push(address);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(String(error)));
  return { foreignRequests, consoleErrors };
}
