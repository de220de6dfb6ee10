import { code_of, give_password } from './authenticator';
import { barriers } from './barriers';
import { in_english, sign_in } from './people';
import { expect, story } from './stories';

const own_words = '梧桐树下的三只松鼠 and 2 owls';

for (const language of ['zh', 'en'] as const) {
  story(`an office account (${language}): first secret, codes, recovery codes, password; then signing in with a code`, async ({ page, browser }) => {
    if (language === 'en') await in_english(page);
    // The system administrator makes the account.
    await sign_in(page, 'system');
    await page.goto('/office?tab=accounts');
    await page.getByTestId('new-account').click();
    await page.getByTestId('login').fill('office7');
    await page.getByTestId('name').fill('演练推进办');
    await page.getByTestId('role').selectOption('office');
    await page.getByTestId('confirm').click();
    const first = (await page.getByTestId('first-secret').textContent())!.trim();
    await page.getByTestId('secret-noted').click();
    await page.getByTestId('sign-out').click();

    // Its holder sets codes up, keeps the recovery codes, and chooses a password.
    await give_password(page, 'office7', first);
    const secret = (await page.getByTestId('factor-secret').textContent())!;
    expect(secret).toMatch(/^([A-Z2-7]{4} ){12}[A-Z2-7]{4}$/);
    await expect(page.locator('svg.qr path')).toHaveAttribute('d', /^M\d/);
    expect(await barriers(page)).toEqual([]);
    await page.locator('input[name=code]').fill('000000');
    await page.locator('input[name=code]').press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.locator('input[name=code]').fill(code_of(secret));
    await page.locator('input[name=code]').press('Enter');
    const shown = page.getByTestId('recovery-codes').locator('code');
    await expect(shown).toHaveCount(10);
    const codes = await shown.allTextContents();
    expect(await barriers(page)).toEqual([]);
    await page.getByTestId('codes-kept').click();
    await page.locator('input[autocomplete=current-password]').fill(first);
    await page.locator('input[autocomplete=new-password]').fill(own_words);
    await page.locator('input[autocomplete=new-password]').press('Enter');
    await expect(page.locator('.window-line')).toBeVisible();
    await page.getByTestId('sign-out').click();

    // From now on the password is half of it.
    await give_password(page, 'office7', own_words);
    await expect(page.locator('input[autocomplete=one-time-code]')).toBeFocused();
    expect(await barriers(page)).toEqual([]);
    await page.locator('input[name=code]').fill('000000');
    await page.locator('input[name=code]').press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.locator('input[name=code]').fill(code_of(secret, 1));
    await page.locator('input[name=code]').press('Enter');
    await expect(page.locator('.window-line')).toBeVisible();

    // Elsewhere with a recovery code; that session is then ended from here, by keyboard.
    const elsewhere = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
    await give_password(elsewhere, 'office7', own_words);
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
