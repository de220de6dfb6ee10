import { expect, story } from './stories';
import { paste_at, saved, sign_in } from './people';

const schools = { first: 'G001', second: 'G002' };
const bureau = '410181';

story('a bureau reminds those that have not finished, and the school sees it', async ({ page, server }) => {
  await server.load({
    now: '2026-03-18T09:00:00+08:00',
    bureaus: [{ code: bureau, name: '巩义市教育局' }],
    institutions: [
      { code: schools.first, name: '演练巩义第一中等专业学校', kind: 'local-secondary', bureau },
      { code: schools.second, name: '演练巩义第二中等专业学校', kind: 'local-secondary', bureau },
      { code: '10842', name: '演练职业学院', kind: 'higher-vocational' },
    ],
    certificates: [{ name: 'Web前端开发', levels: ['初级', '中级', '高级'] }],
  });
  await sign_in(page, schools.first);
  await page.getByTestId('start-new').click();
  await paste_at(page, 0, 'Web前端开发\t初级\t40');
  await saved(page);

  await sign_in(page, bureau);
  await page.getByRole('link', { name: '批次进度' }).click();
  const row = (code: string) => page.locator(`[data-institution="${code}"]`);
  await expect(row(schools.first)).toHaveAttribute('data-standing', 'no-scan');
  await expect(row(schools.second)).toHaveAttribute('data-standing', 'not-begun');
  await expect(page.locator('[data-institution="10842"]')).toHaveCount(0);
  await expect(page.getByTestId('progress')).not.toContainText('Web前端开发');
  await expect(page.getByTestId('package-none')).toBeVisible();

  await page.getByTestId('choose-all').click();
  await page.getByTestId('remind').click();
  await page.getByTestId('reminder-note').fill('请于 3 月 20 日前提交');
  await expect(page.getByTestId('reminders')).toContainText('将发出');
  await page.getByTestId('reminder-send').click();
  await expect(page.locator('[data-outcome=sent]')).toHaveCount(2);
  await page.getByRole('button', { name: '关闭' }).click();
  await expect(row(schools.first)).toContainText('未读');

  // Not twice on one day without saying so.
  await row(schools.first).getByRole('checkbox').check();
  await page.getByTestId('remind').click();
  await expect(page.getByTestId('reminders')).toContainText('今天已催办过');
  await expect(page.getByTestId('reminder-send')).toBeDisabled();
  await page.getByRole('button', { name: '取消' }).click();

  await sign_in(page, schools.first);
  await expect(page.getByTestId('bell')).toHaveAttribute('data-unread', '1');
  await expect(page.getByTestId('unread-notices')).toContainText('巩义市教育局催办：请尽快完成2026 春季学期申报（当前：缺扫描件）');
  await expect(page.getByTestId('unread-notices')).toContainText('请于 3 月 20 日前提交');
  await page.getByTestId('unread-notices').getByRole('link', { name: '去办理' }).click();
  await expect(page.getByTestId('bell')).toHaveAttribute('data-unread', '0');
  await expect(page.getByRole('link', { name: '继续填报' })).toBeVisible();

  await sign_in(page, bureau);
  await page.goto('/progress');
  await expect(row(schools.first)).toContainText('已读');
});
