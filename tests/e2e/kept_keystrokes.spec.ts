import { expect, story } from './stories';
import { end_session, saved, sign_in, type_line } from './people';
import { college, one_college } from './worlds';

// Whatever ends while somebody types (the session, the network, the server, the tab), nothing that was typed is lost.

story('a session ends while a line is typed: signing in again saves all of it', async ({ page, server }) => {
  await server.load(one_college());
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);

  // The page learns it in the middle of a word, and waits for a pause before it asks.
  await end_session(page);
  const certificate = page.locator('input[data-col=certificate]').nth(1);
  await certificate.pressSequentially('智能财税', { delay: 500 });
  await page.locator('select[data-col=level]').nth(1).selectOption('中级');
  const again = page.locator('dialog.reauth');
  await expect(again).toBeVisible({ timeout: 15_000 });
  await expect(certificate).toHaveValue('智能财税');
  await again.locator(`[data-account="${college}"]`).click();
  await expect(again).toHaveCount(0);
  await saved(page);

  await page.reload();
  await expect(certificate).toHaveValue('智能财税');
  await expect(page.locator('select[data-col=level]').nth(1)).toHaveValue('中级');
});

story('the network goes away and comes back: the page says so and saves by itself', async ({ page, context, server }) => {
  await server.load(one_college());
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);

  await context.setOffline(true);
  await expect(page.getByTestId('connection')).toContainText('网络已断开');
  await page.locator('input[data-col=headcount]').first().fill('75');
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
  await context.setOffline(false);
  await expect(page.getByTestId('connection')).toContainText('已恢复连接');
  await saved(page);
  await page.reload();
  await expect(page.locator('input[data-col=headcount]').first()).toHaveValue('75');
});

story('the tab is closed without a network: the next one gives the text back, to its own account only', async ({ page, context, server }) => {
  await server.load(one_college());
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);
  const address = page.url();
  await context.setOffline(true);
  await page.locator('input[data-col=headcount]').first().fill('88');
  await page.close();

  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto(address);
  await expect(next.locator('input[data-col=headcount]').first()).toHaveValue('60');
  await next.getByRole('button', { name: '恢复' }).click();
  await expect(next.locator('input[data-col=headcount]').first()).toHaveValue('88');
  await saved(next);
});

story('the server restarts while somebody types', async ({ page, server }) => {
  await sign_in(page, '10843');
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);

  await server.stop();
  await page.locator('input[data-col=headcount]').first().fill('90');
  await expect(page.getByTestId('connection')).toContainText('可能正在重启', { timeout: 20_000 });
  await server.start_again();
  await expect(page.getByTestId('connection')).not.toContainText('可能正在重启', { timeout: 20_000 });
  await saved(page);
  await expect(page.locator('input[data-col=headcount]').first()).toHaveValue('90');
});
