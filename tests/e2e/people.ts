import { expect, type Browser, type Page } from '@playwright/test';

/** Signs in with one click on a demo account. */
export async function sign_in(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator(`[data-account="${account}"]`).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator('.window-line')).toBeVisible();
}

/** Moves the sandbox clock through its banner. */
export async function move_clock(page: Page, day: string, time = '09:00:00'): Promise<void> {
  await page.getByTestId('clock-open').click();
  await page.getByTestId('clock-day').fill(day);
  await page.getByTestId('clock-time').fill(time);
  await page.getByTestId('clock-set').click();
  await expect(page.getByTestId('clock')).toContainText(day);
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

/**
 * A scan made from the printed form: its page as a picture, on a page of its own, as a scanner makes it. The form is the one that
 * the client shows at its third step.
 */
export async function scan_of_form(page: Page, browser: Browser): Promise<Buffer> {
  const paper = page.locator('.pdf-pages[data-state=ready] canvas').first();
  await expect(paper).toBeVisible({ timeout: 30_000 });
  const picture = await paper.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png'));
  const scanner = await browser.newPage();
  await scanner.setContent(`<style>body{margin:0}img{width:100%}</style><img src="${picture}">`);
  const file = await scanner.pdf({ format: 'A4', landscape: true });
  await scanner.close();
  return file;
}

export async function upload(page: Page, file: Buffer): Promise<void> {
  await page.getByTestId('scan-file').setInputFiles({ name: '汇总表扫描件.pdf', mimeType: 'application/pdf', buffer: file });
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
