import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, story } from './stories';
import { become, tour } from './tour';

const most_before_the_first_table = 250_000;
const with_tables = ['apply-new', 'applications', 'plans-institution', 'reviews-department', 'progress-department',
  'exit-department', 'rates-department', 'office-institutions', 'audit'];

/** Notes in the page when its first table has come. */
const watch_for_a_table = (page: Page) =>
  page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (!document.querySelector('main table')) return;
      (window as unknown as { table_at: number }).table_at = performance.now();
      watcher.disconnect();
    });
    watcher.observe(document, { childList: true, subtree: true });
  });

/** Bytes of JavaScript, as they are sent, that the page had asked for when its first table came. */
const asked_before_the_table = (page: Page) =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= (window as unknown as { table_at: number }).table_at)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );

story('until the first table shows, a page fetches little; what it fetches is compressed and kept for ever', async ({ page }) => {
  await watch_for_a_table(page);
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (/\/assets\/.*\.(js|css)$/.test(request.url())) asked.add(request.url());
  });
  for (const name of with_tables) {
    const stop = tour.find((each) => each.name === name)!;
    await become(page, stop.account!);
    await page.goto(stop.at as string);
    await expect(page.locator('main table').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const bytes = await asked_before_the_table(page);
    console.log(`${name}: ${bytes} bytes of JavaScript`);
    expect(bytes, name).toBeGreaterThan(10_000);
    expect(bytes, name).toBeLessThanOrEqual(most_before_the_first_table);
  }
  expect(asked.size).toBeGreaterThan(10);
  // Asked for once more: of an answer that the browser took from its cache it does not always show the headers.
  for (const address of asked) {
    const headers = (await page.request.get(address, { headers: { 'accept-encoding': 'br, gzip' } })).headers();
    expect(headers['content-encoding'], address).toMatch(/^(br|gzip)$/);
    expect(headers['cache-control'], address).toContain('immutable');
  }
});

story('no script may run that did not come from the program', async ({ page }) => {
  const policy = (await (await page.goto('/sign-in'))!.allHeaders())['content-security-policy']!;
  const directives = new Map(policy.split(/; ?/).map((each) => [each.split(' ')[0]!, each.split(' ').slice(1)]));
  expect(directives.get('script-src')).toEqual(["'self'"]);
  expect(directives.get('default-src')).toEqual(["'none'"]);
});

story('all of this happens on a computer that has no way out', () => {
  const destinations = readFileSync('/proc/net/route', 'utf8').trim().split('\n').slice(1).map((route) => route.split('\t')[1]);
  expect(destinations).not.toContain('00000000');
});
