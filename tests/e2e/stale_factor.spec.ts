import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { code_of, give_password } from './authenticator';
import { barriers } from './barriers';
import { sign_in } from './people';
import { expect, story } from './stories';
import { one_college } from './worlds';

const own_words = '梧桐树下的三只松鼠 and 2 owls';
const reason = '学校机房停电两天，来不及盖章';
const fresh_seconds = 5;

async function give_code(page: Page, code: string) {
  await page.locator('input[name=code]').fill(code);
  await page.locator('input[name=code]').press('Enter');
}

/** Makes an office account, sets up its codes and its password; the authenticator's secret and the recovery codes. */
async function take_office(page: Page): Promise<{ secret: string; codes: string[] }> {
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
  await give_password(page, 'office7', first);
  const secret = (await page.getByTestId('factor-secret').textContent())!.replaceAll(' ', '');
  await give_code(page, code_of(secret));
  const shown = page.getByTestId('recovery-codes').locator('code');
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.getByTestId('codes-kept').click();
  await page.locator('input[autocomplete=current-password]').fill(first);
  await page.locator('input[autocomplete=new-password]').fill(own_words);
  await page.locator('input[autocomplete=new-password]').press('Enter');
  await expect(page.locator('.window-line')).toBeVisible();
  await page.getByTestId('sign-out').click();
  return { secret, codes };
}

story('a factor grown stale: the grave act asks for it, and goes through with what was typed before', async ({ page, server }) => {
  await server.load(one_college('2026-03-21T10:00:00+08:00'));
  const { secret, codes } = await take_office(page);

  // The installation lets a factor count for a few seconds only.
  await server.stop();
  await appendFile(join(server['data'], 'kaoji.toml'), `\n[sign_in]\nfresh_seconds = ${fresh_seconds}\n`);
  await server.start_again();
  await give_password(page, 'office7', own_words);
  await give_code(page, codes[0]!);
  await expect(page.locator('.window-line')).toBeVisible();
  await page.goto('/office?tab=extensions');
  const form = page.locator('form.form-grid');
  await form.locator('select').nth(1).selectOption('all');
  await form.locator('.day-input input').fill('2026-03-22');
  await form.locator('.day-input input').press('Enter');
  await form.locator('input[maxlength="2000"]').fill(reason);
  await page.waitForTimeout((fresh_seconds + 1) * 1000);

  // Dismissed: nothing is done, nothing is lost.
  const grant = form.locator('button[type=submit]');
  const dialog = page.getByRole('dialog');
  await grant.click();
  await expect(dialog).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(form.getByRole('alert')).toBeVisible();
  await expect(form.locator('input[maxlength="2000"]')).toHaveValue(reason);
  await expect(form.locator('.day-input input')).toHaveValue('2026-03-22');
  await expect(page.locator('table tbody tr').filter({ hasText: reason })).toHaveCount(0);

  // A wrong code is refused in the dialog; with the right one the very act that was asked for is done.
  await grant.click();
  await page.getByTestId('factor').fill('000000');
  await page.getByTestId('factor-prove').click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.getByTestId('factor').fill(code_of(secret, 1));
  await page.getByTestId('factor-prove').click();
  await expect(dialog).toHaveCount(0);
  const row = page.locator('table tbody tr').filter({ hasText: reason });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('2026-03-22');
});
