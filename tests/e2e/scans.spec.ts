import type { Page } from '@playwright/test';
import { hand_in, papers, paste_at, photographed, saved, scanned, sign_in, submit, upload } from './people';
import { expect, story } from './stories';

// Sharp enough for a machine to read the codes off the pictures.
story.use({ deviceScaleFactor: 2 });

const school = '10842';
const certificates = ['物流管理', 'Web前端开发', '老年照护', '智能财税', '网店运营推广', '母婴护理', '汽车运用与维修',
  '特殊焊接技术', '建筑信息模型', '工业机器人操作与运维', '传感网应用开发', '云计算平台运维与开发'];
const levels = ['初级', '中级', '高级'];
const world = {
  now: '2026-03-12T09:00:00+08:00',
  institutions: [{ code: school, name: '河南某职业技术学院', kind: 'higher-vocational' }],
  certificates: certificates.map((name) => ({ name, levels })),
};
const many = certificates.flatMap((name) => levels.map((level) => `${name}\t${level}\t30`));

/** The school declares these lines and stands before the printed form. */
async function declared(page: Page, lines: string[]) {
  await sign_in(page, school);
  await page.getByTestId('start-new').click();
  await paste_at(page, 0, lines.join('\n') + '\n');
  await saved(page);
  await page.getByTestId('to-check').click();
  await page.getByTestId('to-sign').click();
}

const light = (page: Page, check: string) => page.locator(`[data-check=${check}]`);

async function department_opens(page: Page) {
  await submit(page);
  await sign_in(page, 'department');
  await page.goto('/reviews');
  await page.getByTestId('queue').getByRole('link', { name: '去审核' }).click();
}

story('a right scan: everything is in order, and the reviewer sees where', async ({ page, browser, server }) => {
  await server.load(world);
  await declared(page, many.slice(0, 2));
  await upload(page, await scanned(browser, await papers(page)));
  for (const check of ['binding', 'pages', 'figures', 'seal', 'leader-signature', 'department-signature']) {
    await expect(light(page, check)).toHaveAttribute('data-light', 'green');
  }
  await department_opens(page);
  await expect(page.locator('[data-mark=seal]')).toBeVisible();
  await expect(light(page, 'leader-signature')).toContainText('正常');
});

story('an old print: the clerk is told which revision it is, and nothing is attached', async ({ page, browser, server }) => {
  await server.load(world);
  await declared(page, many.slice(0, 2));
  const old = await scanned(browser, await papers(page));
  await page.getByTestId('step-fill').click();
  await page.locator('input[data-col=headcount]').first().fill('31');
  await saved(page);
  await page.getByTestId('to-check').click();
  await page.getByTestId('to-sign').click();
  await hand_in(page, old);
  await expect(page.getByTestId('upload-error')).toContainText(/第\s?1\s?版.*第\s?2\s?版/);
  await expect(page.getByTestId('scan-state')).toHaveCount(0);
});

story('a page was left in the scanner: its number is said; all pages are taken in any order', async ({ page, browser, server }) => {
  await server.load(world);
  await declared(page, many);
  const pages = await papers(page);
  expect(pages.length).toBeGreaterThan(1);
  await hand_in(page, await scanned(browser, [pages[0]!, ...pages.slice(2)]));
  await expect(page.getByTestId('upload-error')).toContainText(/第\s?2\s?页/);
  await upload(page, await scanned(browser, [...pages].reverse()));
  await expect(light(page, 'pages')).toHaveAttribute('data-light', 'green');
  await department_opens(page);
  // The last line stands on the last page of the form, which is the first of the file; the first line the other way round.
  const shown = page.locator('.marked-sheet img');
  await page.locator('tr[data-line="1"] [aria-pressed]').click();
  await expect(shown).toHaveAttribute('src', new RegExp(`/scan/pages/${pages.length}\\b`));
  await page.locator(`tr[data-line="${many.length}"] [aria-pressed]`).click();
  await expect(shown).toHaveAttribute('src', /\/scan\/pages\/1\b/);
});

story('no code can be read: it is taken, and the reviewer is told to look', async ({ page, browser, server }) => {
  await server.load(world);
  await declared(page, many.slice(0, 2));
  await papers(page);
  const paper = await browser.newPage();
  await paper.setContent('<h1>汇总表</h1><p>手工誊写，没有二维码。</p>');
  const file = await paper.pdf({ format: 'A4', landscape: true });
  await paper.close();
  await upload(page, file);
  await department_opens(page);
  await expect(light(page, 'binding')).toHaveAttribute('data-light', 'amber');
  await expect(light(page, 'binding')).toContainText('请核对');
});

story('photos from a phone are put in order and read like a scan', async ({ page, browser, server }) => {
  await server.load(world);
  await declared(page, many);
  const pages = await papers(page);
  const photos: Buffer[] = [];
  for (const picture of pages.slice(0, 3)) photos.push(await photographed(browser, picture));
  const files = photos.map((buffer, i) => ({ name: `IMG_${i}.jpg`, mimeType: 'image/jpeg', buffer }));
  await page.getByTestId('scan-file').setInputFiles([...files].reverse());
  await expect(page.getByTestId('photo')).toHaveCount(files.length);
  await page.getByTestId('photo').last().getByRole('button', { name: /前移/ }).click();
  await page.getByTestId('send-photos').click();
  await expect(page.getByTestId('scan-state')).toHaveAttribute('data-current', 'true', { timeout: 30_000 });
  await expect(light(page, 'binding')).toHaveAttribute('data-light', 'green');
  await expect(light(page, 'pages')).toHaveAttribute('data-light', 'green');
});
