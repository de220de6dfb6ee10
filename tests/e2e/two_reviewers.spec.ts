import { expect, story } from './stories';
import { move_clock, paste_at, sign_and_upload, sign_in, submit } from './people';

const college = '10842';

// Two people of the department have the same application open. The second one is told who was quicker, and nothing that was
// typed is lost. In English.
story('two reviewers on one application', async ({ page, browser, server }) => {
  await server.load({
    now: '2026-03-12T09:00:00+08:00',
    institutions: [{ code: college, name: '演练职业学院', kind: 'higher-vocational' }],
    certificates: [{ name: 'Web前端开发', levels: ['初级', '中级', '高级'] }],
  });
  await sign_in(page, college);
  await page.getByTestId('start-new').click();
  await paste_at(page, 0, 'Web前端开发\t初级\t40');
  await sign_and_upload(page, browser);
  await submit(page);
  await move_clock(page, '2026-03-26');

  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  const second = await context.newPage();
  for (const desk of [page, second]) {
    await sign_in(desk, 'department');
    await desk.getByRole('button', { name: 'English' }).click();
    await desk.goto('/reviews');
    await desk.getByRole('link', { name: 'Review', exact: true }).click();
    await expect(desk.getByTestId('decide')).toBeEnabled();
  }
  await second.getByTestId('note').fill('All lines agree with the register.');
  await page.keyboard.press('2');
  await page.keyboard.press('m');
  await page.keyboard.type('The scan is not legible');
  await expect(page.getByTestId('decide')).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('said')).toContainText('Return');

  await second.getByTestId('decide').click();
  await expect(second.getByTestId('overtaken')).toContainText('Department of Education was quicker, at 26 Mar 2026 09:');
  await expect(second.getByTestId('overtaken')).toContainText('Returned');
  await expect(second.getByTestId('note')).toHaveValue('All lines agree with the register.');
  await second.reload();
  await expect(second.getByTestId('note')).toHaveValue('All lines agree with the register.');
  await context.close();
});
