import { expect, story } from './stories';
import { move_clock, paste_at, saved, scan_of_form, sign_and_upload, sign_in, submit, type_line, upload } from './people';

const school = 'S001';
const bureau = '410181';

story('a school of a county declares, is returned, corrects; bureau and department pass; the ledger holds the plan', async ({
  page,
  browser,
  server,
}) => {
  await server.load({
    now: '2026-09-09T10:00:00+08:00',
    bureaus: [{ code: bureau, name: '巩义市教育局' }],
    institutions: [{ code: school, name: '巩义市某中等专业学校', kind: 'local-secondary', bureau }],
    certificates: [
      { name: '物流管理', levels: ['初级', '中级', '高级'], organisation: '北京中物联物流采购培训中心' },
      { name: 'Web前端开发', levels: ['初级', '中级', '高级'], organisation: '工业和信息化部教育与考试中心' },
      { name: '老年照护', levels: ['初级', '中级'], organisation: '北京中福长者文化科技有限公司' },
    ],
  });

  // Before the window: the check already says so, and when it opens.
  await sign_in(page, school);
  await page.getByTestId('start-new').click();
  await type_line(page, 0, '物流', '初级', '60');
  await expect(page.getByTestId('general-findings')).toContainText('2026-09-11');

  // The visitor jumps to the next window; the line is still there.
  await page.getByRole('button', { name: '下一窗口开放' }).click();
  await expect(page.getByTestId('clock')).toContainText('2026-09-11');
  await expect(page.getByTestId('general-findings')).toHaveCount(0);
  await page.getByTestId('contact-name').fill('联系人甲');
  await page.getByTestId('contact-phone').fill('0371-00000000');
  await paste_at(page, 1, '1\tWeb前端开发\t中级\t120\n2\t老年照护\t初级\t35.5');
  await expect(page.getByTestId('cell-finding')).toHaveAttribute('data-code', 'headcount-invalid');
  await page.locator('input[data-col=headcount]').nth(2).fill('35');
  await expect(page.getByTestId('verdict')).toContainText('通过');
  await saved(page);
  const first_scan = await sign_and_upload(page, browser);
  await submit(page);
  const number = (await page.getByTestId('receipt').locator('dd.figures b').textContent())!;

  // The bureau returns it.
  await sign_in(page, bureau);
  await page.goto('/reviews');
  await page.getByTestId('queue').getByRole('link', { name: '去审核' }).click();
  await expect(page.getByTestId('scan-pages').getByRole('img').first()).toBeVisible();
  await page.getByTestId('decide-return').check();
  await expect(page.getByTestId('decide')).toBeDisabled();
  await page.getByTestId('note').fill('物流管理人数与学籍不符');
  await page.getByTestId('decide').click();
  await expect(page).toHaveURL(/\/reviews$/);

  // The school corrects; the old scan is of an earlier revision.
  await sign_in(page, school);
  await page.getByRole('link', { name: '去修改' }).click();
  await expect(page.getByTestId('return-note')).toContainText('物流管理人数与学籍不符');
  await page.locator('input[data-col=headcount]').first().fill('50');
  await saved(page);
  await page.getByTestId('to-check').click();
  await page.getByTestId('to-sign').click();
  await expect(page.getByTestId('scan-state')).toHaveAttribute('data-current', 'false');
  const refused = await page.evaluate(async () => {
    const me = await (await fetch('/api/me')).json();
    const id = location.pathname.split('/').at(-1);
    const response = await fetch(`/api/applications/${id}/submission`, {
      method: 'POST',
      headers: { 'X-Kaoji-CSRF': me.csrf_token, 'Idempotency-Key': crypto.randomUUID() },
    });
    return { status: response.status, code: (await response.json()).code };
  });
  expect(refused).toEqual({ status: 409, code: 'form-stale' });
  const second_scan = await scan_of_form(page, browser);
  expect(second_scan.equals(first_scan)).toBe(false);
  await upload(page, second_scan);
  await submit(page);

  // The bureau passes inside its own window only.
  await sign_in(page, bureau);
  await page.goto('/reviews');
  await page.getByTestId('queue').getByRole('link', { name: '去审核' }).click();
  await expect(page.getByTestId('review-findings')).toContainText('2026-09-21');
  await expect(page.getByTestId('decide')).toBeDisabled();
  await move_clock(page, '2026-09-21');
  await page.getByTestId('decide').click();
  await expect(page).toHaveURL(/\/reviews$/);

  // The department approves.
  await sign_in(page, 'department');
  await move_clock(page, '2026-09-25');
  await page.goto('/reviews');
  await page.getByTestId('queue').getByRole('link', { name: '去审核' }).click();
  await page.getByTestId('decide').click();
  await expect(page).toHaveURL(/\/reviews$/);

  // The ledger holds the plans, and each figure opens its entries.
  await sign_in(page, school);
  await page.goto('/plans');
  const plan = page.locator('tr[data-plan="物流管理|初级|2026"]');
  await expect(plan.locator('[data-figure=live]')).toHaveText('50');
  await expect(page.locator('tr[data-plan="Web前端开发|中级|2026"] [data-figure=live]')).toHaveText('120');
  await plan.locator('[data-figure=live]').click();
  await expect(page.getByTestId('ledger')).toContainText(number);
  await expect(page.getByTestId('ledger')).toContainText('+50');
});
