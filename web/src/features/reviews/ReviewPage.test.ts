// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mounted, serve, settled, unmount_all, type Asked } from '@/testing/mounted';
import ReviewPage from './ReviewPage.vue';

const line = (number: number, certificate: string) => ({
  number, certificate, level: '初级', headcount: 30, year: null, reason: null, organisation: '', before: 0, after: 30,
  plan_year: 2026, block: 'left', excepted: null,
});
const instant = '2026-03-12T10:00:00+08:00';
const application = {
  id: 7, number: 'KJ2026-000007', kind: 'new', status: 'submitted', revision: 1, version: 2, headcount: 60, line_count: 2,
  institution: { code: '10842', name: '甲学院', kind: 'higher-vocational', bureau: null },
  lines: [line(1, '物流管理'), line(2, '老年照护')],
  actions: [], timeline: [], contact_name: '', contact_phone: '',
  scan: { revision: 1, current: true, digest: 'ab', bytes: 1, pages: 2, uploaded_at: instant, uploaded_by: '甲', url: '', reading: null },
};
const outcome = { allowed: true, findings: [], status: 'approved', awaits: { actor: 'nobody', name: '' }, cap: null };

let asked: Asked[] = [];
beforeEach(() => {
  asked = serve(({ path, method }) => {
    if (path === '/api/applications') return { json: { items: [{ id: 5 }, { id: 7 }, { id: 9 }], total: 3, next_cursor: null } };
    if (path.endsWith('/revisions')) return { json: { items: [] } };
    if (method === 'POST') return { json: outcome };
    return { json: application };
  });
});
afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const opened = () => mounted(ReviewPage, {}, '/reviews/7?kind=new', '/reviews/:id');
const press = async (target: EventTarget, key: string) => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  await settled();
};

it('goes to the next and the previous of the filtered queue by one key', async () => {
  const { router } = await opened();
  expect(asked.find((a) => a.path === '/api/applications')!.query.get('kind')).toBe('new');
  await press(window, 'j');
  expect(router.currentRoute.value.fullPath).toBe('/reviews/9?kind=new');
  await router.push('/reviews/7?kind=new');
  await settled();
  await press(window, 'k');
  expect(router.currentRoute.value.fullPath).toBe('/reviews/5?kind=new');
});

it('leaves the letters of a note alone', async () => {
  const { host, router } = await opened();
  await press(host.querySelector('[data-test=note]')!, 'j');
  expect(router.currentRoute.value.path).toBe('/reviews/7');
});
