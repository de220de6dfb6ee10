import { expect, story } from './stories';
import { paste_at, saved, sign_in, type_line } from './people';

const college = '10842';

story.use({ viewport: { width: 390, height: 844 } });

// On the last evening, on a phone: the rows of the declaration are cards, and nothing scrolls sideways.
story('a declaration is filled in on a phone', async ({ page, server }) => {
  await server.load({
    now: '2026-03-12T09:00:00+08:00',
    institutions: [{ code: college, name: '演练职业学院', kind: 'higher-vocational' }],
    certificates: [{ name: '物流管理', levels: ['初级', '中级', '高级'] }, { name: '下一代互联网（IPv6）搭建与运维', levels: ['初级'] }],
    plans: [{ institution: college, certificate: '物流管理', level: '中级', year: 2026, declared_on: '2026-03-11', headcount: 100 }],
  });
  const sideways = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.grid-frame, .grid')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className),
    );
  await sign_in(page, college);
  await page.goto('/apply/new');
  await type_line(page, 0, '下一代', '初级', '40');
  await page.getByTestId('add-row').click();
  await paste_at(page, 1, '物流管理\t中级\t30');
  await saved(page);
  await expect(page.locator('[data-code=use-increase]').first()).toBeVisible();
  const label = (column: string) =>
    page.locator(`td[data-label]:has([data-col=${column}])`).first().evaluate((cell) => getComputedStyle(cell, '::before').content);
  expect(await label('headcount')).toContain('人');
  expect(await sideways()).toEqual([]);
  await page.goto('/apply/decrease');
  await expect(page.getByTestId('grid')).toBeVisible();
  expect(await sideways()).toEqual([]);
});
