import type { Page } from '@playwright/test';
import { expect, story } from './stories';
import { saved, sign_and_upload, sign_in, submit, type_line } from './people';

const college = '10842';
const bureau = '410181';
const own_words = '梧桐树下的三只松鼠 and 2 owls';
const world = {
  now: '2026-03-12T09:00:00+08:00',
  bureaus: [{ code: bureau, name: '巩义市教育局' }],
  institutions: [{ code: college, name: '河南某职业技术学院', kind: 'higher-vocational' }],
  certificates: [{ name: '物流管理', levels: ['初级', '中级'], organisation: '演练评价组织' }],
};

async function open_tab(page: Page, tab: string) {
  await page.goto(`/office?tab=${tab}`);
  await expect(page.locator(`[data-tab=${tab}][aria-selected=true]`)).toBeVisible();
}
async function check_and_confirm(page: Page) {
  await page.getByTestId('check').click();
  await expect(page.getByTestId('checked')).toBeVisible();
  await page.getByTestId('confirm').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

story('a new certificate, a new institution and its clerk, who declares with the first secret', async ({ page, browser, server }) => {
  await server.load(world);

  // The office puts the certificate into the catalogue; pinyin comes by itself.
  await sign_in(page, 'office');
  await open_tab(page, 'certificates');
  await page.getByTestId('new-certificate').click();
  await page.getByTestId('name').fill('母婴护理');
  await page.getByTestId('organisation').fill('演练评价组织');
  await page.locator('[data-level=初级]').check();
  await expect(page.getByTestId('initials')).toHaveValue('myhl');
  await check_and_confirm(page);
  await expect(page.getByTestId('result')).toContainText('已新增：母婴护理');
  await page.getByTestId('new-certificate').click();
  await page.getByTestId('name').fill('母婴护理');
  await page.getByTestId('organisation').fill('演练评价组织');
  await page.locator('[data-level=初级]').check();
  await page.getByTestId('check').click();
  await expect(page.getByRole('alert')).toContainText('目录中已有证书');
  await page.getByRole('button', { name: '取消' }).click();

  // And the institution, registered on the platform.
  await open_tab(page, 'institutions');
  await page.getByTestId('new-institution').click();
  await page.getByTestId('code').fill('N001');
  await page.getByTestId('name').fill('巩义市演练中等专业学校');
  await page.getByTestId('bureau').selectOption(bureau);
  await page.getByRole('checkbox', { name: /已在教育部/ }).check();
  await check_and_confirm(page);
  await expect(page.locator('tbody')).toContainText('巩义市演练中等专业学校');

  // The system administrator gives it an account; the secret is shown once.
  await sign_in(page, 'system');
  await expect(page.getByTestId('account-cards')).toBeVisible();
  await open_tab(page, 'accounts');
  await page.getByTestId('new-account').click();
  await page.getByTestId('login').fill('n001');
  await page.getByTestId('name').fill('演练经办');
  await page.getByRole('combobox', { name: '院校' }).fill('N001 巩义市演练中等专业学校');
  await page.getByTestId('confirm').click();
  const secret = (await page.getByTestId('first-secret').textContent())!.trim();
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  await page.getByTestId('secret-noted').click();
  await expect(page.getByTestId('first-secret')).toHaveCount(0);
  await expect(page.locator('[data-account-state=n001]')).toContainText('待首次登录');
  expect(await page.content()).not.toContain(secret);

  // The clerk signs in with it, sets a password, and declares the new certificate.
  await page.getByTestId('sign-out').click();
  await page.locator('input[name=login]').fill('n001');
  await page.locator('input[name=password]').fill(secret);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('button', { name: '修改密码' })).toBeVisible();
  await page.locator('input[autocomplete=current-password]').fill(secret);
  await page.locator('input[autocomplete=new-password]').fill(own_words);
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByTestId('start-new').click();
  await type_line(page, 0, 'myhl', '初级', '40');
  await saved(page);
  await sign_and_upload(page, browser);
  await submit(page);
  await page.getByTestId('to-detail').click();
  await expect(page.getByTestId('awaits')).toContainText('巩义市教育局');

  // While that awaits, the school stays with its bureau.
  await sign_in(page, 'office');
  await page.goto('/office?tab=institutions&institution=N001');
  await page.getByTestId('kind').selectOption('provincial-secondary');
  await page.getByTestId('check').click();
  await expect(page.getByRole('alert')).toContainText('正在审核');
});

story('an account is disabled: its next request fails, and it cannot sign in', async ({ page, browser, server }) => {
  await server.load(world);
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const clerk = await context.newPage();
  await sign_in(clerk, college);

  await sign_in(page, 'system');
  await open_tab(page, 'accounts');
  await page.locator(`[data-switch="${college}"]`).click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('result')).toContainText('其登录已失效');

  expect(await clerk.evaluate(async () => (await fetch('/api/plans')).status)).toBe(401);
  await clerk.getByRole('link', { name: '考核计划' }).click();
  await expect(clerk.getByRole('dialog')).toContainText('登录已失效');
  await context.close();
  await expect(page.locator(`[data-account-state="${college}"]`)).toContainText('已停用');

  // His own account is nobody's to disable.
  await expect(page.locator('tr', { hasText: '系统管理' }).locator('[data-switch]')).toHaveCount(0);
});

story('in English: an announcement is put up and read before and after signing in; contacts and help', async ({ page, server }) => {
  await server.load(world);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await sign_in(page, 'office');
  await open_tab(page, 'announcements');
  await page.getByTestId('new-announcement').click();
  await page.getByTestId('title-zh').fill('系统维护（演练）');
  await page.getByTestId('title-en').fill('Maintenance (drill)');
  await page.getByTestId('body-zh').fill('周末维护。');
  await page.getByTestId('body-en').fill('Down for maintenance at the weekend.');
  await page.getByTestId('for-visitors').check();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('result')).toContainText('Put up');

  await open_tab(page, 'contacts');
  await page.getByTestId('add-contact').click();
  await page.getByTestId('contact').locator('input').nth(0).fill('政策咨询');
  await page.getByTestId('contact').locator('input').nth(1).fill('Policy desk');
  await page.getByTestId('contact').locator('input').nth(2).fill('0371-00000000');
  await page.getByTestId('save-contacts').click();
  await expect(page.getByTestId('result')).toContainText('Contacts saved');

  await page.getByTestId('page-help').click();
  await expect(page.getByTestId('page-help').or(page.locator('.el-drawer'))).not.toHaveCount(0);
  await expect(page.locator('.el-drawer')).toContainText('Announcements and contacts');
  await page.keyboard.press('Escape');
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('announcements')).toContainText('Maintenance (drill)');

  await sign_in(page, college);
  await expect(page.getByTestId('announcements')).toContainText('Down for maintenance at the weekend.');
  await page.getByRole('link', { name: 'Help', exact: true }).click();
  await expect(page.getByTestId('manual')).toContainText('Declaring');
  await page.locator('[data-tab=contacts]').click();
  await expect(page.getByTestId('contacts')).toContainText('Policy desk');
  await expect(page.getByTestId('contacts')).toContainText('0371-00000000');
});

story('two of the office change one institution: the second is told who was first, when and what, and keeps what was typed', async ({ page, browser, server }) => {
  await server.load(world);
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const second = await context.newPage();
  for (const desk of [page, second]) {
    await sign_in(desk, 'office');
    await desk.goto(`/office?tab=institutions&institution=${college}`);
    await expect(desk.getByTestId('name')).toHaveValue('河南某职业技术学院');
  }
  await second.getByTestId('name').fill('河南某职业技术大学');
  await page.getByTestId('name').fill('河南某职业学院');
  await check_and_confirm(page);

  await second.getByTestId('check').click();
  await expect(second.getByTestId('overtaken')).toContainText('省推进办 于 2026-03-12 09:');
  await expect(second.getByTestId('overtaken')).toContainText('河南某职业技术学院 → 河南某职业学院');
  await expect(second.getByTestId('name')).toHaveValue('河南某职业技术大学');
  await second.getByTestId('check').click();
  await expect(second.getByTestId('checked')).toContainText('河南某职业学院');
  await second.getByTestId('confirm').click();
  await expect(second.getByTestId('checked')).toHaveCount(0);
  await expect(second.locator('tbody')).toContainText('河南某职业技术大学');
  await context.close();
});
