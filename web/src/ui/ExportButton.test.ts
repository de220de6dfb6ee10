// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { file_name, query_text } from '@/api/download';
import { session } from '@/api/session_state';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import ExportButton from './ExportButton.vue';

const kept: string[] = [];
beforeEach(() => {
  session.me = { acts: ['plan-export'] } as unknown as typeof session.me;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    kept.push(this.download);
  });
  URL.createObjectURL = () => 'blob:x';
});
afterEach(() => {
  unmount_all();
  kept.length = 0;
  session.me = null;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const show = (act = 'plan-export') => mounted(ExportButton, { path: '/plans', query: { year: 2026, q: undefined }, act });

it('keeps the file that the filters give, under the name that the server gives', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(new URL(request.url, 'http://kaoji.test').pathname + new URL(request.url, 'http://kaoji.test').search);
    return new Response('PK', { headers: { 'Content-Disposition': `attachment; filename="plans.xlsx"; filename*=UTF-8''${encodeURIComponent('考核计划.xlsx')}` } });
  });
  const { host } = await show();
  host.querySelector('button')!.click();
  await settled();
  expect(asked).toEqual(['/api/plans.xlsx?year=2026']);
  expect(kept).toEqual(['考核计划.xlsx']);
});

it('says why there is none, and keeps nothing', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ code: 'unavailable', detail_zh: '服务暂时不可用', detail_en: 'Not available' }, { status: 503 }));
  const { host } = await show();
  host.querySelector('button')!.click();
  await settled();
  expect(host.querySelector('[role=alert]')!.textContent).toContain('服务暂时不可用');
  expect(kept).toEqual([]);
});

it('is not there for whoever may not export', async () => {
  expect((await show('audit-export')).host.querySelector('button')).toBeNull();
});

it('reads names and writes queries', () => {
  expect(file_name('attachment; filename="a.csv"', 'x')).toBe('a.csv');
  expect(file_name(null, 'x')).toBe('x');
  expect(query_text({ status: ['draft', 'submitted'], q: '', year: 2026 })).toBe('status=draft%2Csubmitted&year=2026');
});
