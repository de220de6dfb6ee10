import { expect, story } from './stories';
import { saved, sign_and_upload, sign_in, submit } from './people';

const school = '10842';

story('a decrease runs into the cap, is corrected to the limit and submitted', async ({ page, browser, server }) => {
  await server.load({
    now: '2026-03-12T09:00:00+08:00',
    institutions: [{ code: school, name: '河南某职业技术学院', kind: 'higher-vocational' }],
    certificates: [
      { name: 'Web前端开发', levels: ['初级', '中级', '高级'] },
      { name: '物流管理', levels: ['初级', '中级', '高级'] },
    ],
    plans: [
      { institution: school, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 150 },
      { institution: school, certificate: '物流管理', level: '初级', year: 2025, declared_on: '2025-03-12', headcount: 50 },
    ],
  });

  await sign_in(page, school);
  await page.getByTestId('start-decrease').click();
  await page.getByRole('button', { name: /从现有计划选择/ }).click();
  await page.getByRole('checkbox', { name: /Web前端开发/ }).check();
  await page.getByRole('button', { name: '确定' }).click();
  await page.locator('input[data-col=headcount]').first().fill('61');
  await page.locator('select[data-col=reason]').first().selectOption('参加考核学生减少');

  // 200 live, 30 %: 60 at most. Seen at the cell, with its clause, and on the meter, with its arithmetic.
  await expect(page.getByTestId('cell-finding')).toHaveAttribute('data-code', 'cap-exceeded');
  await expect(page.getByTestId('cell-finding')).toContainText('二(二)3');
  await expect(page.getByTestId('cap')).toContainText('200 × 30% → 60');
  await expect(page.getByTestId('cap')).toContainText('超出 1 人');
  await expect(page.locator('[data-col=after]').first()).toHaveText('89');

  await page.locator('input[data-col=headcount]').first().fill('60');
  await expect(page.getByTestId('cell-finding')).toHaveCount(0);
  await expect(page.getByTestId('cap')).toContainText('还可调减 0 人');
  await saved(page);
  await sign_and_upload(page, browser);
  await submit(page);
  await page.getByTestId('to-detail').click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'submitted');
  await expect(page.getByTestId('awaits')).toContainText('省教育厅');
});
