import type { Page } from '@playwright/test';
import { networkInterfaces } from 'node:os';
import { expect, story } from './stories';
import { become, tour } from './tour';

const most_before_the_first_table = 250_000;
const with_tables = ['apply-new', 'applications', 'plans-institution', 'reviews-department', 'progress-department',
  'exit-department', 'rates-department', 'office-institutions', 'audit'];

/** Counts the bytes of JavaScript, as they were sent, since the last call of `anew`. */
async function scale(page: Page) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return { anew: () => (bytes = 0), bytes: () => bytes };
}

story('until the first table shows, a page fetches little; what it fetches is compressed and kept for ever', async ({ page }) => {
  const weight = await scale(page);
  const sent: Record<string, string | undefined>[] = [];
  page.on('response', (response) => {
    if (/\/assets\/.*\.(js|css)$/.test(response.url())) sent.push(response.headers());
  });
  for (const name of with_tables) {
    const stop = tour.find((each) => each.name === name)!;
    await become(page, stop.account!);
    await page.goto('about:blank');
    weight.anew();
    await page.goto(stop.at as string, { waitUntil: 'commit' });
    await page.locator('main table').first().waitFor();
    const bytes = weight.bytes();
    console.log(`${name}: ${bytes} bytes of JavaScript`);
    expect(bytes, name).toBeGreaterThan(10_000);
    expect(bytes, name).toBeLessThanOrEqual(most_before_the_first_table);
    // What is drawn later may still come; the next page is weighed without it.
    await page.waitForLoadState('networkidle');
  }
  expect(sent.length).toBeGreaterThan(10);
  for (const headers of sent) {
    expect(headers['content-encoding']).toMatch(/^(br|gzip)$/);
    expect(headers['cache-control']).toContain('immutable');
  }
});

story('no script may run that did not come from the program', async ({ page }) => {
  const policy = (await (await page.goto('/sign-in'))!.allHeaders())['content-security-policy']!;
  const directives = new Map(policy.split(/; ?/).map((each) => [each.split(' ')[0]!, each.split(' ').slice(1)]));
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('default-src')).toEqual(["'none'"]);
});

story('all of this happens on a computer that has no way out', async () => {
  expect(Object.values(networkInterfaces()).flat().every((each) => each!.internal)).toBe(true);
});
