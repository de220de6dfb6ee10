import { readFile } from 'node:fs/promises';
import { expect, story } from './stories';
import { sign_in } from './people';
import { book, filled } from '../api/harness/books';

const college = '10842';
const sheets = (level: string) => ({
  name: '目录.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: book({
    院校名录: [['院校代码', '院校名称', '院校类别', '市县教育行政部门', '平台注册'], ['99001', '巩义市演练中等专业学校', '市县属中职', '巩义市教育局', '是']],
    证书目录: [['证书', '培训评价组织', '级别'], ['母婴护理', '演练评价组织', level]],
  }),
});

story('the office imports a catalogue, mends what was wrong, and reads its own edited list back', async ({ page, server }) => {
  await server.load({
    now: '2026-03-12T09:00:00+08:00',
    bureaus: [{ code: '410181', name: '巩义市教育局' }],
    institutions: [{ code: college, name: '河南某职业技术学院', kind: 'higher-vocational' }],
    certificates: [{ name: '物流管理', levels: ['初级', '中级'], organisation: '演练评价组织' }],
  });
  await sign_in(page, 'office');
  await page.goto('/office?tab=catalogue');
  const state = page.getByTestId('import-state');
  const file = page.locator('input[type=file]');

  const template = page.waitForEvent('download');
  await page.getByTestId('template').click();
  expect((await template).suggestedFilename()).toBe('目录导入模板.xlsx');

  // One level is none: nothing goes in, and the failed row can be kept.
  await file.setInputFiles(sheets('特级'));
  await expect(state).toContainText('1 处问题');
  await expect(page.getByTestId('problems')).toContainText('证书目录!C2');
  await expect(page.getByTestId('import')).toHaveCount(0);
  const failed = page.waitForEvent('download');
  await page.getByTestId('failed-rows').click();
  expect((await failed).suggestedFilename()).toBe('未通过的行.xlsx');

  await file.setInputFiles(sheets('初级'));
  await expect(state).toContainText('新增院校 1 所');
  await page.getByTestId('import').click();
  await expect(state).toContainText('已导入');

  // The list has it; exported, edited and uploaded, the name is another.
  await page.goto('/office?tab=institutions');
  await expect(page.locator('tbody')).toContainText('巩义市演练中等专业学校');
  const exported = page.waitForEvent('download');
  await page.getByTestId('export').click();
  const list = await readFile(await (await exported).path());
  await page.goto('/office?tab=catalogue');
  await file.setInputFiles({ name: '院校名录.xlsx', mimeType: sheets('初级').mimeType, buffer: filled(list, { B2: '河南某职业学院' }) });
  await expect(state).toContainText('修改 1 所');
  await page.getByTestId('import').click();
  await expect(state).toContainText('已导入');
  await page.goto('/office?tab=institutions');
  await expect(page.locator('tbody')).toContainText('河南某职业学院');
});
