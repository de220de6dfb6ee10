import { readFile } from 'node:fs/promises';
import { expect, story } from './stories';
import { saved, sign_in } from './people';
import { filled } from '../api/harness/books';

const school = '10842';
const file = (buffer: Buffer) => ({
  name: '调减.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer,
});

story('a college fills in the annex in a spreadsheet, imports it as a draft, adds another file to it, and checks', async ({ page, server }) => {
  await server.load({
    now: '2026-03-12T10:00:00+08:00',
    institutions: [{ code: school, name: '河南某职业技术学院', kind: 'higher-vocational' }],
    certificates: [
      { name: 'Web前端开发', levels: ['初级', '中级', '高级'] },
      { name: '智能财税', levels: ['初级', '中级'] },
    ],
    plans: [
      { institution: school, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 300 },
      { institution: school, certificate: '智能财税', level: '初级', year: 2025, declared_on: '2025-03-12', headcount: 100 },
    ],
  });
  await sign_in(page, school);
  await page.getByRole('link', { name: '申报', exact: true }).click();

  // The template of a decrease, filled in; one cell holds no number.
  await page.getByTestId('import-annex').click();
  const downloading = page.waitForEvent('download');
  await page.getByTestId('template-decrease').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('申报汇总表模板.xlsx');
  const template = await readFile(await download.path());
  const first = filled(template, {
    B5: 'Web前端开发', C5: '中级', E5: '６０', G5: '参加考核学生减少',
    B6: '智能财税', C6: '初级', E6: '二十', G6: '经费预算不足',
  });
  await page.getByTestId('book').setInputFiles(file(first));
  await expect(page.getByTestId('annex-state')).toContainText('读出 2 行');
  await expect(page.getByTestId('problems')).toContainText('调减申报汇总表!E6');
  await page.getByTestId('open-draft').click();
  await expect(page).toHaveURL(/\/apply\/\d+/);

  // What was read is there, what was not is empty and told by the check.
  await expect(page.getByTestId('number')).toContainText('KJ2026-');
  await expect(page.locator('input[data-col=headcount]').nth(0)).toHaveValue('60');
  await expect(page.locator('input[data-col=headcount]').nth(1)).toHaveValue('');
  await expect(page.getByTestId('cell-finding')).toHaveAttribute('data-code', 'headcount-invalid');
  await page.locator('input[data-col=headcount]').nth(1).fill('20');
  await saved(page);

  // Another file goes behind what is there, and comes off again.
  await page.getByTestId('import-annex').click();
  await page.getByTestId('book').setInputFiles(file(filled(template, { B5: 'Web前端开发', C5: '中级', E5: 1, G5: '其他：重复' })));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('input[data-col=headcount]').nth(2)).toHaveValue('1');
  await expect(page.getByTestId('cell-finding').first()).toHaveAttribute('data-code', 'duplicate-line');
  await page.locator('input[data-col=headcount]').nth(0).press('Control+z');
  await expect(page.getByTestId('cell-finding')).toHaveCount(0);
  await saved(page);

  await page.getByTestId('contact-name').fill('示例联系人');
  await saved(page);
  await page.getByTestId('to-check').click();
  await expect(page.getByText('Web前端开发').first()).toBeVisible();
  await expect(page.getByText('智能财税').first()).toBeVisible();
});
