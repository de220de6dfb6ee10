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
  await expect(page.getByTestId('side-figures')).toContainText('Reviews in time');
  await expect(page.getByTestId('funnel').locator('tbody tr')).toHaveCount(5);

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
