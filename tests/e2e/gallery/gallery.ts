import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { story } from '../stories';
import { become, speak, stop_at, tour } from '../tour';

const folder = resolve(__dirname, '../../../docs/gallery');

const views = [
  { name: 'zh', locale: 'zh-CN', size: { width: 1366, height: 768 }, says: '中文，1366×768 · Chinese, 1366×768' },
  { name: 'en', locale: 'en', size: { width: 1366, height: 768 }, says: '英文，1366×768 · English, 1366×768' },
  { name: 'phone', locale: 'zh-CN', size: { width: 390, height: 844 }, says: '手机，390 像素 · A phone, 390 pixels' },
] as const;

story('the pictures of docs/gallery', async ({ browser, server }) => {
  story.setTimeout(1_200_000);
  await rm(folder, { recursive: true, force: true });
  const index = [
    '# 页面一览 · The pages',
    '',
    '均取自演示数据（虚构），由 `tools/make_gallery` 生成。All of the made-up demo world, made by `tools/make_gallery`.',
  ];
  for (const view of views) {
    await mkdir(resolve(folder, view.name), { recursive: true });
    index.push('', `## ${view.says}`);
    const page = await browser.newPage({ viewport: view.size, baseURL: server.url });
    await speak(page, view.locale);
    let seen_by: string | undefined;
    for (const stop of tour) {
      if (stop.account && stop.account !== seen_by) await become(page, (seen_by = stop.account));
      await stop_at(page, stop);
      await page.screenshot({ path: resolve(folder, view.name, `${stop.name}.jpg`), type: 'jpeg', quality: 72, animations: 'disabled' });
      index.push('', `${await page.title()} (${stop.account ?? '—'})`, '', `![${stop.name}](${view.name}/${stop.name}.jpg)`);
    }
    await page.close();
  }
  await writeFile(resolve(folder, 'README.md'), `${index.join('\n')}\n`);
});
