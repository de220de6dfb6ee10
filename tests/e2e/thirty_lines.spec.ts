import { expect, story } from './stories';
import { in_english, paste_at, saved, sign_and_upload, sign_in, submit } from './people';
import { college, one_college, sheet_of_thirty } from './worlds';

story('thirty lines are pasted, mended, checked, signed and submitted in a handful of steps, in English', async ({ page, browser, server }) => {
  await server.load(one_college());
  await in_english(page);
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  const began = Date.now();
  await paste_at(page, 0, sheet_of_thirty());
  await expect(page.getByText('30 rows pasted')).toBeVisible();
  await expect(page.getByTestId('unread')).toContainText('1 piece of what you pasted was not read in');
  await expect(page.getByTestId('unread')).toContainText('合计');
  await expect(page.getByTestId('grid').locator('tfoot')).toContainText('30 lines');

  // One wrong number: seen at its cell, found from the next page, mended; and a step taken back.
  const fifth = page.locator('input[data-col=headcount]').nth(4);
  await fifth.fill('0');
  await page.getByTestId('contact-name').fill('Contact');
  await saved(page);
  await page.getByTestId('to-check').click();
  await page.getByRole('button', { name: 'Line 5', exact: true }).click();
  await expect(fifth).toBeFocused();
  await expect(page.getByTestId('cell-finding')).toHaveAttribute('data-code', 'headcount-invalid');
  await fifth.fill('125');
  await fifth.press('Control+z');
  await fifth.press('Control+z');
  await expect(fifth).toHaveValue('120');
  await expect(page.getByTestId('verdict')).toContainText('All checks passed');
  await saved(page);

  await sign_and_upload(page, browser);
  await submit(page);
  await expect(page.getByTestId('receipt')).toContainText('30 lines');
  expect(Date.now() - began).toBeLessThan(120_000);
});
