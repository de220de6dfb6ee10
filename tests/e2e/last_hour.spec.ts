import { expect, story } from './stories';
import { saved, set_clock, sign_and_upload, sign_in, submit, type_line } from './people';
import { college, one_college } from './worlds';

story('the window closes while forms are open: what arrives in time counts, what comes later is refused and kept', async ({
  page,
  browser,
  server,
}) => {
  await server.load(one_college('2026-03-19T23:50:00+08:00'));
  await sign_in(page, college);
  const warning = page.getByTestId('window-warning');
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await saved(page);
  await expect(warning).toHaveCount(0);

  // A day before the end every page says so, until it is waved away; an hour before, again.
  await set_clock(page, '2026-03-20T00:00:10+08:00');
  await page.goto('/plans');
  await expect(warning).toHaveAttribute('data-nearness', 'day');
  await expect(warning).toContainText('2026-03-20 24:00');
  await warning.getByRole('button', { name: '知道了' }).click();
  await expect(warning).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByTestId('next-step')).toContainText('2026-03-20 24:00');
  await expect(warning).toHaveCount(0);
  await set_clock(page, '2026-03-20T23:10:00+08:00');
  await page.goto('/policy');
  await expect(warning).toHaveAttribute('data-nearness', 'hour');
  await warning.getByRole('link', { name: '去提交' }).click();
  await sign_and_upload(page, browser);

  // A second form is filled in and signed beside it.
  await page.goto('/apply/new');
  await type_line(page, 0, '智能财税', '中级', '30');
  await saved(page);
  const late = page.url().replace(/\?.*/, '');
  await sign_and_upload(page, browser);

  await page.goto('/applications?status=draft');
  await page.getByTestId('applications').getByRole('link', { name: '继续填报' }).last().click();
  await page.getByTestId('to-check').click();
  await page.getByTestId('to-sign').click();
  await expect(page.getByTestId('submit')).toBeEnabled();
  await set_clock(page, '2026-03-20T23:59:59.900+08:00', false);
  await submit(page);

  // The other form stands open at its last step when the day ends.
  await set_clock(page, '2026-03-20T23:59:58+08:00', false);
  await page.goto(`${late}?step=sign`);
  await expect(page.getByTestId('submit')).toBeEnabled();
  await set_clock(page, '2026-03-21T00:00:00+08:00', false);
  await page.getByTestId('submit').click();
  await expect(page.getByTestId('submit-error')).toHaveAttribute('data-code', 'window-closed');
  await expect(page.getByTestId('submit')).toBeDisabled();
  await expect(page.locator('#submit-why')).toContainText('2026-09-11');

  // Where nobody clicks, the page sees by itself that the day has ended.
  await set_clock(page, '2026-03-20T23:59:55+08:00');
  await page.goto(`${late}?step=sign`);
  await expect(page.getByTestId('submit')).toBeEnabled();
  await expect(page.getByTestId('submit')).toBeDisabled({ timeout: 30_000 });
  await expect(page.locator('#submit-why')).toContainText('2026-09-11');

  // Nothing is lost: the draft waits, and the desk says since when it can be handed in again.
  await page.goto('/');
  await expect(page.getByTestId('next-step')).toContainText('2026-09-11');
  await expect(page.getByTestId('worklist')).toContainText('暂不能提交');
  await expect(page.getByTestId('worklist').getByTestId('why-not')).toHaveAttribute('data-code', 'window-closed');
});
