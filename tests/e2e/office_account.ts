import type { Page } from '@playwright/test';
import { sign_in } from './people';
import { expect } from './stories';

export const own_words = '梧桐树下的三只松鼠 and 2 owls';

/** The system administrator makes the account office7, and signs out; its first secret. */
export async function make_office_account(page: Page): Promise<string> {
  await sign_in(page, 'system');
  await page.goto('/office?tab=accounts');
  await page.getByTestId('new-account').click();
  await page.getByTestId('login').fill('office7');
  await page.getByTestId('name').fill('演练推进办');
  await page.getByTestId('role').selectOption('office');
  await page.getByTestId('confirm').click();
  const first = (await page.getByTestId('first-secret').textContent())!.trim();
  await page.getByTestId('secret-noted').click();
  await page.getByTestId('sign-out').click();
  return first;
}

/** Gives its login and a password on the page for signing in, and no more. */
export async function give_password(page: Page, password: string) {
  await page.goto('/sign-in');
  await page.locator('input[name=login]').fill('office7');
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
}

export async function give_code(page: Page, code: string) {
  await page.locator('input[name=code]').fill(code);
  await page.locator('input[name=code]').press('Enter');
}

/** Keeps the recovery codes that are shown, chooses `own_words` in place of the first secret, and signs out; the codes. */
export async function keep_codes_and_choose_password(page: Page, first: string): Promise<string[]> {
  const shown = page.getByTestId('recovery-codes').locator('code');
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.getByTestId('codes-kept').click();
  await page.locator('input[autocomplete=current-password]').fill(first);
  await page.locator('input[autocomplete=new-password]').fill(own_words);
  await page.locator('input[autocomplete=new-password]').press('Enter');
  await expect(page.locator('.window-line')).toBeVisible();
  await page.getByTestId('sign-out').click();
  return codes;
}
