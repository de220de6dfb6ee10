import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { in_english, paste_at, sign_and_upload, sign_in, submit } from './people';
import { expect, story } from './stories';
import { college, one_college } from './worlds';

const policy = readFileSync(resolve(__dirname, '../../policies/henan-2021-628.toml'), 'utf8').replace(
  'preliminary_review = [',
  'claiming = true\npreliminary_review = [',
);

// A reviewer claims an application while its school still has the page open with the button to withdraw. In both languages.
for (const language of ['zh', 'en'] as const) {
  const english = language === 'en';
  story(`a claimed application is not withdrawn (${language})`, async ({ page, browser, server }) => {
    await server.load({ ...one_college(), policy });
    if (english) await in_english(page);
    await sign_in(page, college);
    await page.getByTestId('start-new').click();
    await paste_at(page, 0, 'Web前端开发\t初级\t40');
    await sign_and_upload(page, browser);
    await submit(page);
    await page.goto('/applications');
    await page.locator('tbody tr').getByRole('link').first().click();
    const withdraw = page.getByRole('button', { name: english ? 'Withdraw' : '撤回', exact: true });
    await expect(withdraw).toBeEnabled();

    const desk = await (await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } })).newPage();
    if (english) await in_english(desk);
    await sign_in(desk, 'department');
    await desk.goto('/reviews');
    await desk.getByTestId('queue').locator('tbody tr').getByRole('link').last().click();
    await expect(desk.getByTestId('claim-bar')).toBeVisible();
    await expect(desk.getByTestId('decide')).toBeDisabled();
    await expect(desk.getByTestId('review-findings')).toContainText(english ? 'nobody has claimed this one' : '还没有人领取');
    await desk.getByTestId('claim').click();
    await expect(desk.getByTestId('claimed')).toContainText(english ? 'Claimed by Department of Education' : '省教育厅已于');
    await expect(desk.getByTestId('release')).toBeVisible();

    // The school's page does not know yet.
    await withdraw.click();
    await page.getByRole('dialog').getByRole('button', { name: english ? 'Withdraw' : '撤回', exact: true }).click();
    await expect(page.getByText(english ? 'claimed this application for review at 2026-03-12' : '领取期间不能撤回').first()).toBeVisible();
    await page.reload();
    await expect(withdraw).toBeDisabled();
    await expect(page.locator('[data-act=withdraw]')).toContainText(english ? 'claimed this application' : '省教育厅于2026-03-12');

    // Released, it can be withdrawn again.
    await desk.getByTestId('release').click();
    await expect(desk.getByTestId('claim')).toBeVisible();
    await expect(desk.getByTestId('claimed')).toHaveCount(0);
    await page.reload();
    await withdraw.click();
    await page.getByRole('dialog').getByRole('button', { name: english ? 'Withdraw' : '撤回', exact: true }).click();
    await expect(page.getByText(english ? 'Withdrawn' : '已撤回').first()).toBeVisible();
    await desk.context().close();
  });
}
