import { expect, story } from './stories';
import { sign_in } from './people';

const college = '10842';

// A run that takes its time: the department goes elsewhere meanwhile and finds the result on coming back.
story('a forced exit goes on while its page is left', async ({ page, server }) => {
  await server.load({
    now: '2026-11-12T09:00:00+08:00',
    institutions: [{ code: college, name: '演练职业学院', kind: 'higher-vocational' }],
    certificates: [{ name: '物流管理', levels: ['初级', '中级'] }],
    plans: [{ institution: college, certificate: '物流管理', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 150 }],
  });
  await sign_in(page, 'department');
  await page.goto('/exit');
  await page.getByTestId('exit-run').click();
  await page.getByTestId('run-checked').check();

  let go_on = () => {};
  const held = new Promise<void>((done) => (go_on = done));
  await page.route('**/api/exit/runs', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('dialog').getByRole('button', { name: '执行强制退出' }).click();
  await expect(page.getByTestId('work-running')).toContainText('可以离开本页');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '考核计划', exact: true }).click();
  await expect(page.getByTestId('work-strip')).toHaveAttribute('data-state', 'running');
  go_on();
  await expect(page.getByTestId('work-strip')).toHaveAttribute('data-state', 'done');
  await page.getByTestId('work-strip').getByRole('link', { name: '查看' }).click();
  await expect(page.getByTestId('runs').locator('tbody tr').first()).toContainText('150');
});

// What is refused says its code; the code's place in the help says more, in both languages.
story('a refusal leads to its explanation', async ({ page, server }) => {
  await server.load({
    now: '2026-04-01T09:00:00+08:00',
    institutions: [{ code: college, name: '演练职业学院', kind: 'higher-vocational' }],
    certificates: [{ name: '物流管理', levels: ['初级', '中级'] }],
  });
  await sign_in(page, 'department');
  await page.goto('/exit');
  await expect(page.locator('[data-acts=exit-run]')).toContainText('2026-11-11');
  await expect(page.locator('[data-acts="hold-place hold-lift"]')).toContainText('省推进办');
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.locator('[data-acts=exit-run] .code-link').click()]);
  await expect(opened).toHaveURL(/\/help\/refusals#window-closed$/);
  await expect(opened.locator('#window-closed')).toContainText('不在规定时间内');
  await expect(opened.locator('#window-closed')).toContainText('二(四)');
  await expect(opened.getByTestId('refusals').locator('tbody tr')).toHaveCount(24);
  await opened.getByRole('button', { name: 'English' }).click();
  await expect(opened.locator('#cap-exceeded')).toContainText('ask the office for a waiver');
});
