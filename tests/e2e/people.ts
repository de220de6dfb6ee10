import { expect, type Browser, type Page } from '@playwright/test';

/** Signs in with one click on a demo account. */
export async function sign_in(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator(`[data-account="${account}"]`).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('.window-line')).toBeVisible();
}

/** Shows the pages in English from the beginning. */
export const in_english = (page: Page) => page.addInitScript(() => localStorage.setItem('kaoji.locale', 'en'));

/** The server forgets the session; the page does not know it yet. */
export async function end_session(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const me = (await (await fetch('/api/me')).json()) as { csrf_token: string };
    await fetch('/api/session', { method: 'DELETE', headers: { 'X-Kaoji-CSRF': me.csrf_token } });
  });
}

/** Moves the sandbox clock through its banner. */
export async function move_clock(page: Page, day: string, time = '09:00:00'): Promise<void> {
  await page.getByTestId('clock-open').click();
  await page.getByTestId('clock-day').fill(day);
  await page.getByTestId('clock-time').fill(time);
  await page.getByTestId('clock-set').click();
  await expect(page.getByTestId('clock')).toContainText(day);
}

/** Sets the sandbox clock to an instant, at which it stands or from which it goes on; the page is not told. */
export async function set_clock(page: Page, now: string, running = true): Promise<void> {
  const headers = { Origin: new URL(page.url()).origin };
  const answer = await page.request.put('/api/sandbox/clock', { data: { now, running }, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Chooses a certificate in the last row that is being filled, by typing a part of its name. */
export async function type_line(page: Page, row: number, part: string, level: string, headcount: string): Promise<void> {
  const name = page.locator('input[data-col=certificate]').nth(row);
  await name.click();
  await name.pressSequentially(part);
  await page.getByRole('option').first().click();
  await page.locator('select[data-col=level]').nth(row).selectOption(level);
  await page.locator('input[data-col=headcount]').nth(row).fill(headcount);
}

/** Pastes text into a row's first cell as Excel would. */
export async function paste_at(page: Page, row: number, text: string): Promise<void> {
  await page.locator('input[data-col=certificate]').nth(row).focus();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

export const saved = (page: Page) =>
  expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved', { timeout: 15_000 });

/** The pages of the form that the client shows at its third step, as pictures. */
export async function papers(page: Page): Promise<string[]> {
  const shown = page.locator('.pdf-pages[data-state=ready] canvas');
  await expect(shown.first()).toBeVisible({ timeout: 30_000 });
  return shown.evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL('image/png')));
}

/** What people put on the paper, in points of the lying sheet: a round red seal, and ink in both signature boxes. */
const seal_and_ink = `
  <svg viewBox="0 0 841.89 595.28" style="position:absolute;inset:0;width:100%;height:100%" fill="none">
    <g stroke="#c8102e" stroke-opacity=".85"><circle cx="330" cy="120" r="57" stroke-width="4"/>
      <path d="M330 98l6 18h19l-15 11 6 18-16-11-16 11 6-18-15-11h19z" fill="#c8102e"/></g>
    <g stroke="#16213a" stroke-width="2"><path d="M300 455c12-26 18 12 30-10s14 18 28-6 16 14 30-4"/>
      <path d="M690 455c10-24 20 10 30-8s16 16 26-8 18 12 34-2"/></g>
  </svg>`;

const sheet = (picture: string, over: string) =>
  `<div style="position:relative"><img src="${picture}" style="display:block;width:100%">${over}</div>`;

/** Pages as a scanner gives them: a PDF of pictures, sealed and signed if the paper was. */
export async function scanned(browser: Browser, pictures: string[], signed = true): Promise<Buffer> {
  const scanner = await browser.newPage();
  const over = signed ? seal_and_ink : '';
  // A hair lower than the page, so that no sheet runs over onto the next.
  await scanner.setContent(`<style>body{margin:0}div{height:209.8mm;overflow:hidden;break-inside:avoid}</style>
    ${pictures.map((picture) => sheet(picture, over)).join('')}`);
  const file = await scanner.pdf({ width: '297mm', height: '210mm' });
  await scanner.close();
  return file;
}

/** A page as a phone takes it: on a table, a little turned and seen from one side. */
export async function photographed(browser: Browser, picture: string): Promise<Buffer> {
  const camera = await browser.newPage({ viewport: { width: 2400, height: 1800 } });
  await camera.setContent(`<style>body{margin:0;background:#6b5d4d;padding:90px 110px}
    div{transform:perspective(5000px) rotateX(7deg) rotate(2deg)}</style>${sheet(picture, seal_and_ink)}`);
  const photo = await camera.screenshot({ type: 'jpeg', quality: 80 });
  await camera.close();
  return photo;
}

/** A scan of the printed form as it came out of the printer. */
export const scan_of_form = async (page: Page, browser: Browser): Promise<Buffer> =>
  scanned(browser, await papers(page), false);

/** Gives a PDF to the third step. */
export const hand_in = (page: Page, file: Buffer) =>
  page.getByTestId('scan-file').setInputFiles({ name: '汇总表扫描件.pdf', mimeType: 'application/pdf', buffer: file });

export async function upload(page: Page, file: Buffer): Promise<void> {
  await hand_in(page, file);
  await expect(page.getByTestId('scan-state')).toHaveAttribute('data-current', 'true', { timeout: 20_000 });
}

/** Walks from the grid to the third step: checks, sees the form, scans, uploads. */
export async function sign_and_upload(page: Page, browser: Browser): Promise<Buffer> {
  await page.getByTestId('to-check').click();
  await page.getByTestId('to-sign').click();
  const file = await scan_of_form(page, browser);
  await upload(page, file);
  return file;
}

export async function submit(page: Page): Promise<void> {
  await page.getByTestId('submit').click();
  await expect(page.getByTestId('receipt')).toBeVisible();
}

/** Does what another story does on its page: one request of the person who is signed in. Gives the status. */
export const ask = (page: Page, method: string, path: string, body: object): Promise<number> =>
  page.evaluate(
    async ({ method, path, body }) => {
      const me = await (await fetch('/api/me')).json();
      const headers = { 'Content-Type': 'application/json', 'X-Kaoji-CSRF': me.csrf_token, 'Idempotency-Key': crypto.randomUUID() };
      return (await fetch(`/api${path}`, { method, headers, body: JSON.stringify(body) })).status;
    },
    { method, path, body },
  );

/** Opens the review of what an institution declared, out of the queue. */
export async function open_review(page: Page, institution: string): Promise<void> {
  await page.goto('/reviews');
  await page.getByTestId('queue').locator('tbody tr').filter({ hasText: institution }).getByRole('link', { name: '去审核' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(institution);
  await expect(page.getByTestId('decide')).toBeEnabled();
}

/** Clicks what gives a file; the path at which the browser kept it. */
export async function downloaded(page: Page, test_id: string): Promise<string> {
  const saving = page.waitForEvent('download');
  await page.getByTestId(test_id).first().click();
  return (await saving).path();
}
