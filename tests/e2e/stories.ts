import { test as base, expect } from '@playwright/test';
import { KaojiServer } from './kaoji_server';

/**
 * A story: a server of its own, a page that opens on it, and at the end a doctor who finds nothing. Anything that the page asks
 * elsewhere, and any error in its console, fails the story.
 */
export const story = base.extend<{ server: KaojiServer }>({
  server: async ({}, use) => {
    const server = await KaojiServer.start();
    await use(server);
    expect(await server.stop_and_examine(), 'kaoji doctor').toBe('');
  },
  baseURL: async ({ server }, use) => use(server.url),
  page: async ({ page, server }, use) => {
    const faults: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(server.url) && !/^(data|blob):/.test(url)) faults.push(`asked elsewhere: ${url}`);
    });
    page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };
