import { readFile } from 'node:fs/promises';
import { expect, story } from './stories';
import { move_clock, sign_in } from './people';
import { book } from '../api/harness/books';

const school = '10842';
const heads = ['证书', '级别', '计划年度', '考核日期', '考核人数', '合格人数'];
const made = (rows: (string | number)[][]) => ({
  name: '考核登记.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: book({ 考核结果: [heads, ...rows] }),
});

story('a college plans an assessment, records it and its fee, takes a mistake back, and imports a filled template', async ({ page, server }) => {
  await server.load({
    now: '2026-06-20T09:00:00+08:00',
    institutions: [{ code: school, name: '河南某职业技术学院', kind: 'higher-vocational' }],
    certificates: [{ name: 'Web前端开发', levels: ['初级', '中级', '高级'] }],
    plans: [{ institution: school, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 150 }],
  });
  await sign_in(page, school);
  await page.getByRole('link', { name: '考核实施' }).click();

  // The schedule.
  await page.getByRole('tab', { name: '考核安排' }).click();
  await page.getByTestId('schedule').click();
  await page.getByTestId('plan').selectOption({ index: 1 });
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '计划考核日期' }).fill('2026-09-01');
  await dialog.getByRole('combobox', { name: '计划考核日期' }).press('Enter');
  for (const [label, day] of [['培训开始日', '2026-07-06'], ['培训结束日', '2026-07-10']] as const) {
    await dialog.getByRole('combobox', { name: label }).fill(day);
    await dialog.getByRole('combobox', { name: label }).press('Enter');
  }
  await dialog.getByLabel('预计每人费用（元）').fill('280.50');
  await dialog.getByLabel('计划考核人数').fill('50');
  await dialog.getByLabel('考核地点').fill('实训楼 301');
  await dialog.getByLabel('评价组织联系人').fill('联系人乙');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByTestId('schedules')).toContainText('2026-09-01');
  await expect(page.getByTestId('schedules')).toContainText('2026-07-06 – 2026-07-10');

  // The work plan of the spring round, to print and as a spreadsheet.
  const plan = page.getByTestId('work-plan');
  await expect(plan.getByTestId('work-plan-round')).toContainText('春季');
  const paper = await page.request.get((await plan.getByTestId('work-plan-print').getAttribute('href'))!);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const saving = page.waitForEvent('download');
  await plan.getByTestId('export').click();
  expect((await saving).suggestedFilename()).toBe('工作计划.xlsx');

  // The result with its fee, due on the first of July.
  await page.getByRole('tab', { name: '考核结果' }).click();
  await page.getByTestId('record').click();
  await page.getByTestId('plan').selectOption({ index: 1 });
  await dialog.getByLabel('参加考核人数').fill('40');
  await dialog.getByLabel('合格').fill('31');
  await dialog.getByLabel('每人费用（元）').fill('280.50');
  await dialog.getByRole('combobox', { name: '缴费截止日' }).fill('2026-07-01');
  await dialog.getByRole('combobox', { name: '缴费截止日' }).press('Enter');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByTestId('results')).toContainText('11,220.00');
  await expect(page.getByTestId('results')).toContainText('待缴');
  await move_clock(page, '2026-07-02');
  await expect(page.getByTestId('results')).toContainText('逾期');
  await page.goto('/');
  await page.getByRole('link', { name: /逾期考核费/ }).click();
  await expect(page).toHaveURL(/fee=overdue/);
  await expect(page.getByTestId('results').locator('tbody tr')).toHaveCount(1);
  await page.goto('/assessments');

  // Taken back, with a reason.
  await page.getByRole('button', { name: '冲销' }).click();
  await page.getByTestId('confirm').click();
  await expect(dialog.getByRole('alert')).toContainText('须填写理由');
  await page.getByTestId('reason').fill('人数登记错误');
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('results')).toContainText('人数登记错误');
  await expect(page.getByTestId('results')).toContainText('−40');

  // A filled template: first with a mistake, then without one.
  await page.getByRole('tab', { name: '从 Excel 导入' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByTestId('template').click();
  const template = await downloading;
  expect(template.suggestedFilename()).toBe('考核登记模板.xlsx');
  expect((await readFile(await template.path())).subarray(0, 2).toString()).toBe('PK');
  await page.getByTestId('book').setInputFiles(made([['Web前端开发', '中级', 2025, '2026-06-19', 151, 1]]));
  await expect(page.getByTestId('problems')).toContainText('考核结果!E2');
  await expect(page.getByTestId('import')).toHaveCount(0);
  await page.getByTestId('book').setInputFiles(made([['Web前端开发', '中级', 2025, '2026年6月19日', '３５', 30]]));
  await expect(page.getByTestId('import-state')).toContainText('35 人');
  await page.getByTestId('import').click();
  await expect(page.getByTestId('import-state')).toContainText('已导入');
  await page.getByRole('tab', { name: '考核结果' }).click();
  await expect(page.getByTestId('results').locator('tbody tr').first()).toContainText('35');
});
