import type { Page } from '@playwright/test';
import { move_clock, sign_in } from './people';
import { expect, story } from './stories';

const college = '10842';
const school = 'G001';

const world = {
  now: '2026-08-20T09:00:00+08:00',
  bureaus: [{ code: '410181', name: '巩义市教育局' }],
  institutions: [
    { code: college, name: '河南某职业技术学院', kind: 'higher-vocational' },
    { code: school, name: '巩义市某中等专业学校', kind: 'local-secondary', bureau: '410181' },
  ],
  certificates: [
    { name: 'Web前端开发', levels: ['初级', '中级', '高级'] },
    { name: '物流管理', levels: ['初级', '中级', '高级'] },
  ],
  plans: [
    { institution: college, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 150 },
    { institution: school, certificate: '物流管理', level: '初级', year: 2025, declared_on: '2025-03-12', headcount: 50 },
    { institution: school, certificate: 'Web前端开发', level: '初级', year: 2025, declared_on: '2025-03-12', headcount: 20 },
  ],
};

const leave = (page: Page) => page.context().clearCookies();
const give_reason = async (page: Page, reason: string) => {
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').fill(reason);
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toHaveCount(0);
};

story("the year's exit with a hold: at risk in August, held, run in November, a mistake taken back", async ({ page, server }) => {
  await server.load(world);

  // A school is told, and sees its own plans with the days that are left.
  await sign_in(page, school);
  await expect(page.getByTestId('unread-notices')).toContainText('2026 年度强制退出将在 83 天后开始：贵单位 2 项考核计划、70 人次');
  await page.getByTestId('unread-notices').getByRole('link', { name: '查看将退出的计划' }).click();
  await expect(page).toHaveURL(/\/exit$/);
  await page.goto('/exit');
  await expect(page.getByTestId('days-left')).toHaveText('还有 83 天');
  await expect(page.getByTestId('exit-sum')).toHaveText('2 项、70 人');
  await expect(page.getByTestId('candidates').locator('tbody tr')).toHaveCount(2);
  await leave(page);

  // The office holds one; a hold needs its reason.
  await sign_in(page, 'office');
  await page.goto('/exit');
  await page.getByTestId('candidates').getByRole('row', { name: /物流管理/ }).getByRole('button', { name: '暂缓退出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('alert')).toContainText('理由');
  await give_reason(page, '考核排在 12 月');
  await expect(page.getByTestId('candidates').getByRole('row', { name: /物流管理/ })).toContainText('考核排在 12 月');
  await expect(page.getByTestId('exit-sum')).toHaveText('2 项、170 人');
  await leave(page);

  // The department looks first, then runs it.
  await sign_in(page, 'department');
  await move_clock(page, '2026-11-12');
  await page.goto('/exit');
  await page.getByTestId('exit-run').click();
  await expect(page.getByTestId('run-sum')).toContainText('将退出 2 项计划、170 人');
  const run = page.getByRole('dialog').getByRole('button', { name: '执行强制退出' });
  await expect(run).toBeDisabled();
  await page.getByTestId('run-checked').check();
  await run.click();
  await expect(page.getByTestId('run-sum')).toContainText('退出 2 项计划、170 人');
  await page.getByRole('link', { name: '打印各校退出通知书' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('letters').locator('tbody tr')).toHaveCount(2);
  const letter = await page.getByTestId('letters').getByRole('link').first().getAttribute('href');
  const printed = await page.request.get(letter!);
  expect(printed.headers()['content-type']).toBe('application/pdf');
  const downloading = page.waitForEvent('download');
  await page.getByTestId('letters-zip').click();
  expect((await downloading).suggestedFilename()).toBe('退出通知书-1.zip');

  // One was a mistake.
  await page.getByTestId('run-entries').getByRole('row', { name: /150/ }).getByRole('button', { name: '冲销误退出' }).click();
  await give_reason(page, '考核结果漏登');
  await expect(page.getByTestId('run-entries').getByRole('row', { name: /150/ })).toContainText('冲销');
  await expect(page.getByTestId('letters').locator('tbody tr')).toHaveCount(1);
  await expect(page.getByTestId('runs').locator('tbody tr').first()).toContainText('150');

  // Again the same day changes nothing.
  await page.getByTestId('exit-run').click();
  await expect(page.getByTestId('run-sum')).toContainText('将退出 0 项计划、0 人');
  await page.getByTestId('run-checked').check();
  await page.getByRole('dialog').getByRole('button', { name: '执行强制退出' }).click();
  await expect(page.getByTestId('run-sum')).toContainText('退出 0 项计划');
  await page.keyboard.press('Escape');
  await leave(page);

  // The college is told that its plan is back, and why.
  await sign_in(page, college);
  await expect(page.getByTestId('unread-notices')).toContainText('Web前端开发 中级 2025 的 150 人次已恢复');
  await expect(page.getByTestId('unread-notices')).toContainText('考核结果漏登');
  await leave(page);

  // The school prints its letter.
  await sign_in(page, school);
  await page.goto('/exit?tab=letters');
  await expect(page.getByTestId('letters').locator('tbody tr')).toHaveCount(1);
  await expect(page.getByTestId('letters')).toContainText('20');
});
