import type { Page } from '@playwright/test';
import { expect, story } from './stories';
import { saved, sign_in, type_line } from './people';
import { college, one_college } from './worlds';

const hour = 3_600_000;

/** The computer's clock, off by `window.off` ms, which can change while a page is open. */
const with_clock_off = (page: Page, off: number) =>
  page.addInitScript((ms) => {
    const Real = Date;
    const state = window as unknown as { off: number };
    state.off = ms;
    const now = () => Real.now() + state.off;
    class Wrong extends Real {
      constructor(...given: unknown[]) {
        super(...((given.length ? given : [now()]) as [number]));
      }
      static override now = now;
    }
    window.Date = Wrong as DateConstructor;
  }, off);

/** Seconds that the page counts down. */
async function counted(page: Page): Promise<number> {
  const text = (await page.getByTestId('window-countdown').first().locator('.countdown').innerText()).replace(/\s/g, '');
  const [, days, h, m, s] = /^(?:(\d+)天)?(\d\d):(\d\d):(\d\d)$/.exec(text)!;
  return Number(days ?? 0) * 86_400 + Number(h) * 3600 + Number(m) * 60 + Number(s);
}

/** How far the page's countdown is from the server's, in seconds. */
async function apart(page: Page, url: string): Promise<number> {
  const before = await counted(page);
  const { server_time, items } = (await (await fetch(`${url}/api/windows`)).json()) as {
    server_time: string;
    items: { kind: string; stage: string; closes_at: string }[];
  };
  const closes = items.find((w) => w.kind === 'new' && w.stage === 'submit')!.closes_at;
  return Math.abs(before - (Date.parse(closes) - Date.parse(server_time)) / 1000);
}

for (const off of [-hour, hour]) {
  story(`a computer ${off < 0 ? 'an hour slow' : 'an hour fast'}: the countdown and the save are right`, async ({ page, server }) => {
    await server.load(one_college('2026-03-20T22:30:00+08:00'));
    await with_clock_off(page, off);
    await sign_in(page, college);
    await expect.poll(() => apart(page, server.url)).toBeLessThan(2);

    // The clock is set right, or wrong, while the page is open: nothing changes.
    await page.evaluate((ms) => ((window as unknown as { off: number }).off = ms), -off);
    await page.waitForTimeout(2500);
    expect(await apart(page, server.url)).toBeLessThan(2);

    await page.getByTestId('start-new').click();
    await type_line(page, 0, '物流', '初级', '60');
    await saved(page);
    await expect(page.getByTestId('save-state')).toContainText('22:3');
  });
}
