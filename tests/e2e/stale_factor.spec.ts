import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { code_of } from './authenticator';
import { barriers } from './barriers';
import { give_code, give_password, keep_codes_and_choose_password, make_office_account, own_words } from './office_account';
import { expect, story } from './stories';
import { one_college } from './worlds';

const reason = '学校机房停电两天，来不及盖章';
const fresh_seconds = 5;

/** Makes the account, sets up its codes and its password; the authenticator's secret and the recovery codes. */
async function take_office(page: Page): Promise<{ secret: string; codes: string[] }> {
  const first = await make_office_account(page);
  await give_password(page, first);
  const secret = (await page.getByTestId('factor-secret').textContent())!.replaceAll(' ', '');
  await give_code(page, code_of(secret));
  return { secret, codes: await keep_codes_and_choose_password(page, first) };
}

story('a factor grown stale: the grave act asks for it, and goes through with what was typed before', async ({ page, server }) => {
  await server.load(one_college('2026-03-21T10:00:00+08:00'));
  const { secret, codes } = await take_office(page);

  // The installation lets a factor count for a few seconds only.
  await server.stop();
  await appendFile(join(server['data'], 'kaoji.toml'), `\n[sign_in]\nfresh_seconds = ${fresh_seconds}\n`);
  await server.start_again();
  await give_password(page, own_words);
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
