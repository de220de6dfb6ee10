import { readFile } from 'node:fs/promises';
import { archive_verdict } from './kaoji_server';
import { expect, story } from './stories';
import { ask, downloaded, move_clock, open_review, paste_at, saved, sign_and_upload, sign_in, submit } from './people';
import { unzip } from '../api/harness/xlsx';

const first = 'G001';
const second = 'G002';
const college = '10842';
const bureau = '410181';

// Three declarations and what becomes of each: one is returned, comes again under an extension and is approved; a decrease runs
// into the cap, is cut to it and approved; of the third one line is excepted.
story('a whole spring round: three schools, a bureau and the province', async ({ page, browser, server }) => {
  story.setTimeout(600_000);
  await server.load({
    now: '2026-03-12T09:00:00+08:00',
    bureaus: [{ code: bureau, name: '巩义市教育局' }],
    institutions: [
      { code: first, name: '演练巩义第一中等专业学校', kind: 'local-secondary', bureau },
      { code: second, name: '演练巩义第二中等专业学校', kind: 'local-secondary', bureau },
      { code: college, name: '演练职业学院', kind: 'higher-vocational' },
    ],
    certificates: [
      { name: 'Web前端开发', levels: ['初级', '中级', '高级'] },
      { name: '物流管理', levels: ['初级', '中级', '高级'] },
    ],
    plans: [{ institution: second, certificate: 'Web前端开发', level: '中级', year: 2025, declared_on: '2025-03-12', headcount: 200 }],
  });

  await sign_in(page, first);
  await page.getByTestId('start-new').click();
  await paste_at(page, 0, 'Web前端开发\t初级\t40');
  await saved(page);
  await sign_and_upload(page, browser);
  await submit(page);

  await sign_in(page, second);
  await page.getByTestId('start-decrease').click();
  await page.getByRole('button', { name: /从现有计划选择/ }).click();
  await page.getByRole('checkbox', { name: /Web前端开发/ }).check();
  await page.getByRole('button', { name: '确定' }).click();
  await page.locator('input[data-col=headcount]').first().fill('61');
  await page.locator('select[data-col=reason]').first().selectOption('参加考核学生减少');
  await expect(page.getByTestId('cell-finding')).toHaveAttribute('data-code', 'cap-exceeded');
  await page.locator('input[data-col=headcount]').first().fill('60');
  await expect(page.getByTestId('cell-finding')).toHaveCount(0);
  await saved(page);
  await sign_and_upload(page, browser);
  await submit(page);

  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await paste_at(page, 0, 'Web前端开发\t初级\t30\n物流管理\t初级\t50');
  await saved(page);
  await sign_and_upload(page, browser);
  await submit(page);

  // The bureau, by keyboard: returns the first one, and is at the second; passes that one with “several at once”.
  await move_clock(page, '2026-03-22');
  await sign_in(page, bureau);
  await page.goto('/reviews');
  await expect(page.getByRole('tab', { name: /待办/ })).toContainText('2');
  await page.keyboard.press('j');
  await expect(page.getByTestId('queue').locator('tr.chosen')).toContainText('第一中等');
  await page.keyboard.press('o');
  await expect(page.getByTestId('decide')).toBeEnabled();
  await page.keyboard.press('2');
  await page.keyboard.press('m');
  await page.keyboard.type('Web前端开发人数与学籍不符');
  await expect(page.getByTestId('decide')).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('第二中等');
  await expect(page.getByTestId('said')).toContainText('退回修改');
  await page.goto('/reviews');
  await expect(page.getByRole('tab', { name: /待办/ })).toContainText('1');
  await page.keyboard.press('j');
  await expect(page.getByTestId('queue').locator('tr.chosen')).toContainText('第二中等');
  await page.keyboard.press('x');
  await page.getByTestId('bulk').click();
  await expect(page.getByTestId('bulk-results')).toContainText('初审通过');
  await page.getByTestId('bulk-confirm').click();
  await expect(page.getByText('批量办理完毕 1/1')).toBeVisible();
  await page.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('tab', { name: /已办/ }).click();
  await expect(page.getByTestId('queue').locator('tbody tr')).toHaveCount(2);

  await sign_in(page, 'department');
  await page.goto('/progress');
  await expect(page.locator(`[data-institution="${first}"]`)).toHaveAttribute('data-standing', 'returned');
  await expect(page.locator(`[data-institution="${second}"]`)).toHaveAttribute('data-standing', 'submitted');
  await page.getByRole('tab', { name: '按市县' }).click();
  await expect(page.locator(`[data-bureau="${bureau}"]`).getByTestId('package')).toBeVisible();

  // Too late for the first one, until the office extends the stage for it.
  await move_clock(page, '2026-03-26');
  await sign_in(page, first);
  await page.getByRole('link', { name: '去修改' }).first().click();
  await page.locator('input[data-col=headcount]').first().fill('35');
  await saved(page);
  await expect(page.getByTestId('general-findings')).toContainText('2026-03-24');
  await sign_in(page, 'office');
  const extension = { stage: 'preliminary', until: '2026-03-28', reason: '学校停电', institution: first };
  expect(await ask(page, 'POST', '/extensions', extension)).toBe(201);
  await sign_in(page, first);
  await page.getByRole('link', { name: '去修改' }).first().click();
  await expect(page.locator('input[data-col=headcount]').first()).toHaveValue('35');
  await sign_and_upload(page, browser);
  await submit(page);

  await sign_in(page, bureau);
  await open_review(page, '第一中等');
  const change = page.getByTestId('changed-since').locator('[data-change=changed]');
  await expect(change).toContainText('40');
  await expect(change).toContainText('35');
  await page.getByTestId('decide').click();
  await expect(page.getByTestId('said')).toContainText('通过');

  // The province approves two, and excepts a line of the third.
  await sign_in(page, 'department');
  for (const name of ['第一中等', '第二中等']) {
    await open_review(page, name);
    await page.getByTestId('decide').click();
    await expect(page.getByTestId('said')).toContainText('通过');
  }
  await open_review(page, '演练职业学院');
  await page.keyboard.press('.');
  await page.keyboard.press('.');
  await page.keyboard.press('e');
  await page.keyboard.type('人数超出培养规模');
  await expect(page.getByTestId('decide')).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('said')).toContainText('通过');
  await page.goto('/progress?standing=done');
  await expect(page.getByTestId('progress').locator('tbody tr')).toHaveCount(3);

  // What the province takes away, and an archive that needs no server to be checked.
  const taken = unzip(await readFile(await downloaded(page, 'province-package')));
  const names = [...taken.keys()];
  expect(names.filter((name) => name.endsWith('扫描件.pdf'))).toHaveLength(3);
  expect(names).toEqual(expect.arrayContaining(['封面.pdf', '清单.xlsx', '校验清单.txt']));
  expect(taken.get('封面.pdf')!.subarray(0, 5).toString()).toBe('%PDF-');
  await sign_in(page, 'office');
  await page.goto('/progress');
  expect(await archive_verdict(await downloaded(page, 'archive'))).toContain('归档完好');
  await sign_in(page, bureau);
  await page.goto('/progress');
  const own = [...unzip(await readFile(await downloaded(page, 'package-zip'))).keys()];
  expect(own.some((name) => name.includes('演练巩义第一中等专业学校'))).toBe(true);
  expect(own.some((name) => name.includes('演练职业学院'))).toBe(false);
  await sign_in(page, 'department');

  await page.goto('/plans');
  await expect(page.locator('tr[data-plan="Web前端开发|初级|2026"] [data-figure=live]').first()).toHaveText(/35|30/);
  await expect(page.locator('tr[data-plan="Web前端开发|中级|2025"] [data-figure=live]')).toHaveText('140');
  await expect(page.locator('tr[data-plan="物流管理|初级|2026"]')).toHaveCount(0);
});
