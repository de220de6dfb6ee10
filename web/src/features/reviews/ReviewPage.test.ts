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
  localStorage.clear();
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

it('takes a line, ticks it and goes on, excepts the next one, chooses the decision', async () => {
  const { host } = await opened();
  const row = (n: number) => host.querySelector<HTMLElement>(`[data-line="${n}"]`)!;
  await press(window, '.');
  expect(row(1).classList.contains('chosen')).toBe(true);
  await press(window, 'x');
  expect(row(1).querySelector<HTMLInputElement>('input[type=checkbox]')!.checked).toBe(true);
  expect(row(2).classList.contains('chosen')).toBe(true);
  await press(window, 'e');
  expect(document.activeElement).toBe(row(2).querySelector('.line-decision input.input'));
  await press(document.activeElement!, 'Escape');
  await press(window, '2');
  expect(host.querySelector<HTMLInputElement>('[data-test=decide-return]')!.checked).toBe(true);
  await press(window, 'm');
  expect(document.activeElement).toBe(host.querySelector('[data-test=note]'));
});

it('shows its keys over the page, and then takes none of them', async () => {
  const { host, router } = await opened();
  await press(window, '?');
  expect(host.querySelector('[data-test=shortcuts]')!.textContent).toContain('Ctrl+Enter');
  await press(window, 'j');
  expect(router.currentRoute.value.path).toBe('/reviews/7');
});

const ctrl_enter = async (target: EventTarget) => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  await settled();
};

it('decides by Ctrl+Enter, also from the note, and goes on to the next', async () => {
  const { host, router } = await opened();
  await new Promise((done) => setTimeout(done, 400));
  await settled();
  await ctrl_enter(host.querySelector('[data-test=note]')!);
  const decided = asked.filter((a) => a.path.endsWith('/review') && !(a.body as { dry_run: boolean }).dry_run);
  expect(decided.map((a) => a.body)).toEqual([{ decision: 'pass', note: '', except: [], dry_run: false }]);
  expect(router.currentRoute.value.fullPath).toBe('/reviews/9?kind=new');
});

it('tells who was quicker, and keeps what was typed', async () => {
  const timeline = [{ at: instant, event: 'forwarded', actor: 'department', actor_name: '乙同事', revision: 1, stage: 'preliminary', note: null, clause: null, policy: null, excepted: [] }];
  let quicker = false;
  vi.unstubAllGlobals();
  asked = serve(({ path, method, body }) => {
    if (path === '/api/applications') return { json: { items: [{ id: 7 }], total: 1, next_cursor: null } };
    if (path.endsWith('/revisions')) return { json: { items: [] } };
    if (method !== 'POST') return { json: quicker ? { ...application, timeline } : application };
    if ((body as { dry_run: boolean }).dry_run) return { json: outcome };
    quicker = true;
    return { status: 412, json: { code: 'version-stale', title: '', status: 412 } };
  });
  const { host } = await opened();
  const note = host.querySelector<HTMLTextAreaElement>('[data-test=note]')!;
  note.value = '同意';
  note.dispatchEvent(new Event('input'));
  await new Promise((done) => setTimeout(done, 400));
  await settled();
  await ctrl_enter(note);
  expect(host.querySelector('[data-test=overtaken]')!.textContent).toContain('乙同事已于 2026-03-12 10:00 办理：初审通过');
  expect(note.value).toBe('同意');
});

it('shows what was changed and what was removed since the return', async () => {
  vi.unstubAllGlobals();
  const input = (certificate: string, headcount: number) => ({ certificate, level: '初级', headcount, year: null, reason: null });
  const revisions = [
    { revision: 1, submitted_at: instant, lines: [input('物流管理', 50), input('智能财税', 20)] },
    { revision: 3, submitted_at: instant, lines: [input('物流管理', 30), input('老年照护', 30)] },
  ];
  const resubmitted = { at: instant, event: 'resubmitted', actor: 'x', actor_name: '甲学院', revision: 3, stage: null, note: null, clause: null, policy: null, excepted: [] };
  serve(({ path, method }) => {
    if (path === '/api/applications') return { json: { items: [], total: 0, next_cursor: null } };
    if (path.endsWith('/revisions')) return { json: { items: revisions } };
    return { json: method === 'POST' ? outcome : { ...application, revision: 3, timeline: [resubmitted] } };
  });
  const { host } = await opened();
  const rows = [...host.querySelectorAll<HTMLElement>('[data-test=changed-since] [data-change]')];
  expect(rows.map((r) => [r.dataset.change, ...[...r.querySelectorAll('.num')].map((c) => c.textContent)])).toEqual([
    ['changed', '50', '30'],
    ['added', '—', '30'],
    ['removed', '20', '—'],
  ]);
});

it('leaves the letters of a note alone', async () => {
  const { host, router } = await opened();
  await press(host.querySelector('[data-test=note]')!, 'j');
  expect(router.currentRoute.value.path).toBe('/reviews/7');
});
