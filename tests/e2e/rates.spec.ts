import { sign_in } from './people';
import { expect, story } from './stories';

story('the province reads its rates in English: figures open into entries, years, ranking, the map of units', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('kaoji.locale', 'en'));
  await sign_in(page, 'department');
  await page.goto('/rates?year=2025');

  // The words are words, and every figure is the sum of its entries.
  const card = page.getByRole('region', { name: 'Completion rate', exact: true });
  await expect(card).toContainText('Examined');
  for (const name of [/^Examined/, /^Live at the end of the year/]) {
    const figure = card.getByRole('button', { name });
    const said = (await figure.locator('.figures').textContent())!.trim();
    await figure.click();
    await expect(page.getByTestId('entries-sum')).toHaveText(said);
    await expect(page.getByTestId('entries').locator('tbody tr').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('entries')).toHaveCount(0);
  }

  // The chart is loaded when it is shown, and its table stands beside it.
  await expect(page.getByRole('img', { name: /Rates over the years/ }).locator('canvas')).toBeVisible();
  await expect(page.getByTestId('trend').locator('tbody tr')).toHaveCount(5);
  // With it the others are drawn, so that the page prints whole.
  await expect(page.locator('.chart:not(:has(canvas))')).toHaveCount(0);
  await expect(page.getByTestId('side-figures')).toContainText('Reviews in time');
  await expect(page.getByTestId('funnel').locator('tbody tr')).toHaveCount(5);

  // Reviews and the steps of the funnel open into what they count.
  const share = page.getByTestId('side-figures').getByRole('button', { name: /^all reviews/ });
  const reviewed = (await share.locator('.figures').textContent())!.trim();
  await share.click();
  await expect(page.getByTestId('reviews-sum')).toHaveText(reviewed);
  await expect(page.getByTestId('counted-reviews').locator('tbody tr').first().getByRole('link')).toHaveText(/^KJ2025-/);
  await page.keyboard.press('Escape');
  await page.getByTestId('funnel').getByRole('button', { name: /^Passed/ }).click();
  await expect(page.getByTestId('funnel-applications').locator('tbody tr').first().getByRole('link')).toHaveText(/^KJ2025-/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('funnel-applications')).toHaveCount(0);

  // From the map of the 28 units to one bureau by keyboard, and back.
  await page.getByRole('combobox', { name: 'Ranking of' }).selectOption('bureau');
  const tiles = page.getByTestId('tile-map').getByRole('button', { name: /\d%|—/ });
  await expect(tiles).toHaveCount(28);
  await expect(page.getByTestId('ranking').locator('tbody tr')).toHaveCount(28);
  const download = page.waitForEvent('download');
  await page.getByTestId('tile-map').getByRole('button', { name: /Save as PNG/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
  await tiles.first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/scope=41/);
  await page.getByRole('button', { name: /Back to mine/ }).click();
  await expect(page).not.toHaveURL(/scope=/);

  await page.getByRole('combobox', { name: 'Ranking of' }).selectOption('institution');
  await expect(page.getByTestId('distribution').locator('tbody tr')).toHaveCount(11);
});

story('an edition is frozen; a later assessment changes the rates, the edition stays; its report is opened', async ({ page }) => {
  await sign_in(page, 'department');
  const year = new Date(await page.evaluate(async () => ((await (await fetch('/api/sandbox')).json()) as { clock: { now: string } }).clock.now)).getFullYear();
  await page.goto('/rates');
  await page.getByTestId('freeze').click();
  await page.locator('dialog .main-button').click();
  const editions = page.getByTestId('editions').locator('tbody tr');
  await expect(editions).toHaveCount(1);
  await expect(editions.first()).toContainText('第 1 版');

  // A further one says why.
  await page.getByTestId('freeze').click();
  await page.locator('dialog .main-button').click();
  await expect(page.locator('dialog')).toContainText('理由');
  await page.locator('dialog .plain-button').click();

  // Somebody is examined: the live rate moves.
  const examined = await page.evaluate(async () => {
    const answer = await fetch('/api/plans?live_only=true&limit=200');
    const plans = ((await answer.json()) as { items: { institution: { code: string }; certificate: string; level: string; year: number; live: number; examined: number }[] }).items;
    return plans.find((plan) => plan.institution.code === 'D41000003' && plan.live > 0);
  });
  expect(examined).toBeTruthy();
  await sign_in(page, 'D41000003');
  const recorded = await page.evaluate(async (plan) => {
    const me = (await (await fetch('/api/me')).json()) as { csrf_token: string };
    const now = ((await (await fetch('/api/sandbox')).json()) as { clock: { now: string } }).clock.now;
    const answer = await fetch('/api/assessments', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Kaoji-CSRF': me.csrf_token, 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ certificate: plan!.certificate, level: plan!.level, year: plan!.year, on: now.slice(0, 10), examined: 1, passed: 1 }),
    });
    return answer.status;
  }, examined);
  expect(recorded).toBe(201);

  await sign_in(page, 'department');
  await page.goto('/rates');
  await editions.first().getByRole('button', { name: /数字/ }).click();
  const completion = page.getByTestId('edition-figures').locator('tbody tr', { hasText: '完成率' });
  const [kept, now] = [await completion.locator('td').nth(0).textContent(), await completion.locator('td').nth(1).textContent()];
  expect(now).not.toBe(kept);
  await page.getByTestId('recompute').click();
  await expect(page.getByTestId('recomputation')).toContainText('逐字节相同');
  await page.keyboard.press('Escape');

  const link = editions.first().getByTestId('report-pdf');
  const report = await page.request.get((await link.getAttribute('href'))!);
  expect(report.headers()['content-type']).toBe('application/pdf');
  expect((await report.body()).subarray(0, 5).toString()).toBe('%PDF-');

  // The ranking goes down to a certificate, and a figure of it opens its entries.
  await page.goto(`/rates?by=certificate&year=${year}`);
  await page.getByTestId('ranking').locator('tbody tr button').first().click();
  await expect(page).toHaveURL(/certificate=/);
  const figure = page.locator('.rate').first().getByRole('button').first();
  const said = (await figure.locator('.figures').textContent())!.trim();
  await figure.click();
  await expect(page.getByTestId('entries-sum')).toHaveText(said);
});
