import { code_of } from './authenticator';
import { barriers } from './barriers';
import { give_code, give_password, keep_codes_and_choose_password, make_office_account, own_words } from './office_account';
import { in_english, sign_in } from './people';
import { expect, story } from './stories';

for (const language of ['zh', 'en'] as const) {
  story(`an office account (${language}): first secret, codes, recovery codes, password; then signing in with a code`, async ({ page, browser }) => {
    if (language === 'en') await in_english(page);
    const first = await make_office_account(page);

    // Its holder sets codes up, keeps the recovery codes, and chooses a password.
    await give_password(page, first);
    const secret = (await page.getByTestId('factor-secret').textContent())!;
    expect(secret).toMatch(/^([A-Z2-7]{4} ){12}[A-Z2-7]{4}$/);
    await expect(page.locator('svg.qr path')).toHaveAttribute('d', /^M\d/);
    expect(await barriers(page)).toEqual([]);
    await give_code(page, '000000');
    await expect(page.getByRole('alert')).toBeVisible();
    await give_code(page, code_of(secret));
    await expect(page.getByTestId('recovery-codes')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    const codes = await keep_codes_and_choose_password(page, first);

    // From now on the password is half of it.
    await give_password(page, own_words);
    await expect(page.locator('input[autocomplete=one-time-code]')).toBeFocused();
    expect(await barriers(page)).toEqual([]);
    await give_code(page, '000000');
    await expect(page.getByRole('alert')).toBeVisible();
    await give_code(page, code_of(secret, 1));
    await expect(page.locator('.window-line')).toBeVisible();

    // Elsewhere with a recovery code; that session is then ended from here, by keyboard.
    const elsewhere = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
    await give_password(elsewhere, own_words);
    await elsewhere.locator('input[name=code]').fill(codes[0]!);
    await elsewhere.locator('input[name=code]').press('Enter');
    await expect(elsewhere.locator('.window-line')).toBeVisible();
    await page.getByTestId('security').click();
    await expect(page.locator('.security table tbody tr')).toHaveCount(2);
    expect(await barriers(page)).toEqual([]);
    await page.locator('.security table button').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.security table tbody tr')).toHaveCount(1);
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/sign-in/);
    await elsewhere.context().close();

    // The security administrator takes the codes away; the session here is over.
    const security = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
    await sign_in(security, 'security');
    await security.goto('/office?tab=accounts');
    await security.locator('[data-factor=office7]').click();
    await security.getByTestId('confirm').click();
    await expect(security.locator('[data-factor=office7]')).toHaveCount(0);
    await security.context().close();
    await page.reload();
    await expect(page).toHaveURL(/sign-in/);
  });
}
