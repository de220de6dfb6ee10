import { sign_in } from './people';
import { book } from '../api/harness/books';
import { expect, story } from './stories';

const plan = (institution: string, certificate: string, headcount: number) => ({
  institution,
  certificate,
  level: '初级',
  year: 2026,
  declared_on: '2026-03-12',
  headcount,
});
const world = {
  now: '2026-05-06T09:00:00+08:00',
  institutions: [
    { code: '10842', name: '演练职业学院', kind: 'higher-vocational' },
    { code: '10843', name: '演练应用学院', kind: 'applied-undergraduate' },
  ],
  certificates: ['Web前端开发', '物流管理', '老年照护'].map((name) => ({ name, levels: ['初级', '中级', '高级'] })),
  plans: [plan('10842', 'Web前端开发', 120), plan('10842', '物流管理', 60), plan('10843', 'Web前端开发', 80), plan('10843', '老年照护', 45)],
};

/** As WPS writes it: a title above the headings, GBK, full-width digits, a sum at the end. */
const table = (lecture: string) => ({
  name: '平台导出2026年5月.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['考核计划汇总', '学校名称,证书名称,等级,计划人数', '演练职业学院,Web前端开发,初级,１２０', '演练职业学院,物流管理,初级,55', `演练应用科技学院,Web前端开发,初级,${lecture}`, '合计,,,255'].join('\r\n'),
  ),
});

story('对账：上传、列对应、名称认定、说明差异，下次上传沿用', async ({ page, server }) => {
  await server.load(world);
  await sign_in(page, 'office');
  await page.getByRole('link', { name: '对账' }).click();
  await page.getByTestId('table-file').setInputFiles(table('80'));
  await expect(page.getByRole('heading', { name: '平台导出2026年5月.csv' })).toBeVisible();
  await expect(page.locator('select[data-field=certificate]')).toHaveValue('1');
  await expect(page.getByText('表头在第 2 行')).toBeVisible();
  await expect(page.getByTestId('year-of-all')).toHaveValue('2026');
  await page.getByTestId('compare').click();

  // One name is not found: the best candidate is right, and the comparison is run again.
  const names = page.getByTestId('names');
  await expect(names.getByRole('row')).toHaveCount(2);
  await names.getByRole('combobox').selectOption({ value: 'means:10843' });
  await expect(page.getByText('“演练应用科技学院”的认定已记住')).toBeVisible();
  await page.getByTestId('compare-again').click();
  await expect(page.getByRole('tab', { name: '名称认定 0' })).toBeVisible();
  await expect(page.getByRole('tab', { name: '一致 2' })).toBeVisible();
  await expect(page.getByRole('tab', { name: '仅平台有 0' })).toBeVisible();

  await page.getByRole('tab', { name: '人数不同 1' }).click();
  const items = page.getByTestId('items');
  await expect(items).toContainText('−5');
  await items.getByRole('button', { name: '填写说明' }).click();
  await page.getByTestId('difference-state').selectOption('explained');
  await page.getByTestId('difference-owner').fill('高职组');
  await page.getByTestId('difference-save').click();
  await expect(page.getByRole('alert')).toContainText('说明');
  await page.getByTestId('difference-note').fill('平台漏录 5 人，已通知院校补录');
  await page.getByTestId('difference-save').click();
  await expect(items).toContainText('平台漏录 5 人');
  await expect(items).toContainText('已说明');

  // The filter is in the address, and what it shows is what a new visit shows.
  await page.getByTestId('filter-state').selectOption('open');
  await expect(page).toHaveURL(/state=open/);
  await page.reload();
  await expect(page.getByText('没有符合条件的计划')).toBeVisible();

  // The next upload knows the name and the explanation.
  await page.goto('/reconcile');
  await page.getByTestId('table-file').setInputFiles(table('81'));
  await page.getByTestId('compare').click();
  await expect(page.getByRole('tab', { name: '人数不同 2' })).toBeVisible();
  await expect(items).toContainText('平台漏录 5 人');
  await expect(items).toContainText('待核');
  const exported = page.waitForEvent('download');
  await page.getByTestId('export').click();
  expect((await exported).suggestedFilename()).toBe('对账.xlsx');

  await page.goto('/reconcile');
  await expect(page.getByTestId('reconciliations').getByRole('row')).toHaveCount(3);
});

story('对账：XLSX 文件同样上传、比对', async ({ page, server }) => {
  await server.load(world);
  await sign_in(page, 'office');
  await page.goto('/reconcile');
  const rows = [['考核计划汇总'], ['学校名称', '证书名称', '等级', '计划年度', '计划人数'], ['演练职业学院', 'Web前端开发', '初级', 2026, 120], ['演练职业学院', '物流管理', '初级', 2026, 60]];
  await page.getByTestId('table-file').setInputFiles({
    name: '平台导出.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: book({ 汇总: rows }),
  });
  await expect(page.getByText('表头在第 2 行')).toBeVisible();
  await page.getByTestId('compare').click();
  await expect(page.getByRole('tab', { name: '一致 2' })).toBeVisible();
  await expect(page.getByRole('tab', { name: '仅本系统有 2' })).toBeVisible();
});

story('对账：不是表格的文件，说明在第几行', async ({ page, server }) => {
  await server.load(world);
  await sign_in(page, 'office');
  await page.goto('/reconcile');
  await page.getByTestId('table-file').setInputFiles({ name: '坏文件.csv', mimeType: 'text/csv', buffer: Buffer.from('学校,人数\n"演练职业学院,5\n') });
  await expect(page.getByTestId('table-refused')).toContainText('第 2 行第 1 列');
  await sign_in(page, 'auditor');
  await page.goto('/reconcile');
  await expect(page.getByText('还没有上传过平台导出文件')).toBeVisible();
  await expect(page.getByTestId('table-file')).toHaveCount(0);
});
