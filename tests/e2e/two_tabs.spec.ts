import { expect, story } from './stories';
import { saved, sign_in, type_line } from './people';
import { college, one_college } from './worlds';

story('two tabs on one draft: neither overwrites the other without being asked', async ({ page, context, server }) => {
  await server.load(one_college());
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('input[data-col=headcount]').first()).toHaveValue('60');

  const first = page.locator('input[data-col=headcount]').first();
  const second = other.locator('input[data-col=headcount]').first();
  await first.fill('61');
  await saved(page);
  await second.fill('70');
  await expect(other.getByTestId('save-state')).toHaveAttribute('data-state', 'conflict');

  // The second tab keeps its own; the first one, which then types on, takes what is there.
  await other.getByRole('button', { name: '以本页为准' }).click();
  await saved(other);
  await page.bringToFront();
  await first.fill('62');
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'conflict');
  await page.getByRole('button', { name: '载入最新内容' }).click();
  await expect(first).toHaveValue('70');
  await first.fill('71');
  await saved(page);
});
