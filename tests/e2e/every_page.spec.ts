import type { Page } from '@playwright/test';
import { barriers } from './barriers';
import { expect, story } from './stories';
import { become, speak, stop_at, tour } from './tour';

/** Every table says what it lists, every page has one first heading and its landmarks. */
const outline_faults = (page: Page) =>
  page.evaluate(() => {
    const count = (selector: string) => document.querySelectorAll(selector).length;
    return [
      ...(count('h1') === 1 ? [] : [`${count('h1')} first headings`]),
      ...(count('main, [role=main]') === 1 ? [] : [`${count('main, [role=main]')} main landmarks`]),
      ...[...document.querySelectorAll('table:not([role=presentation])')]
        .filter((t) => !t.querySelector('caption') && !t.hasAttribute('aria-label') && !t.hasAttribute('aria-labelledby'))
        .map((t) => `a table without a caption: ${t.className}`),
      // Words in the colour of what they stand on; axe takes them for hidden.
      ...[...document.querySelectorAll('button, a')]
        .filter((each) => getComputedStyle(each).color === getComputedStyle(each).backgroundColor)
        .map((each) => `words that cannot be seen: ${each.textContent}`),
      ...[...document.querySelectorAll('img:not([alt])')].map((i) => `a picture without words: ${(i as HTMLImageElement).src}`),
    ];
  });

/** Whether the page runs over to the right; tables may scroll inside a frame of their own. */
const too_wide = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth} pixels wide in a window of ${clientWidth}`] : [];
  });

/** What a page of the client says that is no word for people: a slip of the program, or a place that nothing was put into. */
const raw_words = (page: Page) =>
  page.locator('#app > :not(.docs)').evaluateAll((parts) =>
    parts.flatMap((part) => (part as HTMLElement).innerText.match(/\b(?:NaN|undefined|null)\b|\[object Object\]|\{[a-z_]+\}/g) ?? []),
  );

/** An A4 sheet without its margins, 182 mm, shows all of the page, and none of the frame around it. */
async function print_faults(page: Page): Promise<string[]> {
  const screen = page.viewportSize()!;
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
  const faults = await too_wide(page);
  if (await page.locator('header.bar').isVisible()) faults.push('the frame is printed');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(screen);
  return faults.map((fault) => `printed: ${fault}`);
}

const accounts = [...new Set(tour.map((stop) => stop.account))];

/** Every stop, account by account; all faults of all pages are said at once. */
async function walk(page: Page, judge: (page: Page) => Promise<string[]>): Promise<void> {
  const faults: string[] = [];
  for (const account of accounts) {
    if (account) await become(page, account);
    for (const stop of tour.filter((each) => each.account === account)) {
      await stop_at(page, stop);
      faults.push(...(await judge(page)).map((fault) => `${stop.name}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
}

story('every page, in Chinese on an office screen: nothing stands in anybody’s way', async ({ page }) => {
  story.slow();
  await speak(page, 'zh-CN');
  await walk(page, async (shown) => [
    ...(await barriers(shown)),
    ...(await outline_faults(shown)),
    ...(await raw_words(shown)),
    ...(await too_wide(shown)),
    ...(await print_faults(shown)),
  ]);
});

story.describe('on a phone', () => {
  story.use({ viewport: { width: 390, height: 844 } });
  story('every page, in English: nothing stands in anybody’s way, nothing is cut off', async ({ page }) => {
    story.slow();
    await speak(page, 'en');
    await walk(page, async (shown) => {
      const faults = [...(await barriers(shown)), ...(await raw_words(shown)), ...(await too_wide(shown))];
      // What 1366 by 768 shows at 200 %.
      await shown.setViewportSize({ width: 683, height: 384 });
      faults.push(...(await too_wide(shown)));
      await shown.setViewportSize({ width: 390, height: 844 });
      return faults;
    });
  });
});
