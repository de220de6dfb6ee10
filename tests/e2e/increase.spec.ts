import { expect, story } from './stories';
import { ask, open_review, saved, sign_and_upload, sign_in, submit } from './people';

const college = '10842';

story('an increase: not before the office admits it, then approved and in the ledger', async ({ page, browser, server }) => {
  await server.load({
    now: '2026-05-06T09:00:00+08:00',
    institutions: [{ code: college, name: '演练职业学院', kind: 'higher-vocational' }],
    certificates: [{ name: 'Web前端开发', levels: ['初级', '中级', '高级'] }],
    plans: [{ institution: college, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 100 }],
  });
  await sign_in(page, college);
  await page.getByTestId('start-increase').click();
  await page.getByRole('button', { name: /从现有计划选择/ }).click();
  await page.getByRole('checkbox', { name: /Web前端开发/ }).check();
  await page.getByRole('button', { name: '确定' }).click();
  await page.locator('input[data-col=headcount]').first().fill('20');
  await page.locator('select[data-col=reason]').first().selectOption('参加考核学生增加');
  await saved(page);
  await expect(page.getByTestId('general-findings')).toContainText('准入');

  await sign_in(page, 'office');
  expect(await ask(page, 'POST', `/institutions/${college}/admissions`, {})).toBe(201);

  await sign_in(page, college);
  await page.goto('/applications?status=draft');
  await page.getByRole('link', { name: '继续填报' }).click();
  await expect(page.getByTestId('general-findings')).toHaveCount(0);
  await expect(page.locator('[data-col=after]').first()).toHaveText('120');
  await sign_and_upload(page, browser);
  await submit(page);

  await sign_in(page, 'department');
  await open_review(page, '演练职业学院');
  await page.getByTestId('decide').click();
  await expect(page.getByTestId('said')).toContainText('通过');

  await sign_in(page, college);
  await page.goto('/plans');
  const plan = page.locator('tr[data-plan="Web前端开发|中级|2025"]');
  await expect(plan.locator('[data-figure=live]')).toHaveText('120');
  await plan.locator('[data-figure=live]').click();
  await expect(page.getByTestId('ledger')).toContainText('+20');
});
