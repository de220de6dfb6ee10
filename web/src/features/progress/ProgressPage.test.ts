// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/api/session_state';
import type { Me } from '@/api/types';
import { mounted, serve, settled, unmount_all, type Asked } from '@/testing/mounted';
import ProgressPage from './ProgressPage.vue';

const instant = '2026-03-12T10:00:00+08:00';
const round = { name: 'spring', label: '春季学期', year: 2026 };
const item = (code: string, standing: string, reminding: string) => ({
  institution: { code, name: `学校${code}`, kind: 'local-secondary', bureau: null },
  standing, drafts: 1, awaiting: 0, returned: 0, decided: 0, changed_at: instant, due_at: null, reminding, reminder: null,
});
const bureau = { bureau: { code: '410181', name: '巩义市教育局' }, standings: [], awaiting: 0, handed_over: 0, due_at: null, reminding: 'finished', reminder: null };
const answer = {
  server_time: instant, round, submit: { from: '2026-03-11', to: '2026-03-20' }, preliminary: null, final: null,
  standings: [{ standing: 'draft', institutions: 1 }, { standing: 'not-begun', institutions: 1 }, { standing: 'submitted', institutions: 1 }],
  bureaus: [bureau],
  items: [item('G001', 'draft', 'sent'), item('G002', 'submitted', 'finished'), item('G003', 'not-begun', 'too-late')],
  total: 3, next_cursor: null,
};
const me = (acts: string[]) =>
  ({ account: { login: 'x', bureau: { code: '410181', name: '巩义市教育局' }, institution: null }, acts, csrf_token: 'c' }) as unknown as Me;

let asked: Asked[] = [];
beforeEach(() => {
  asked = serve(({ path, body }) => {
    if (path === '/api/calendar') return { json: { rounds: [] } };
    if (path === '/api/reminders') {
      const { institutions, dry_run } = body as { institutions: string[]; dry_run: boolean };
      return {
        json: {
          dry_run, round, sent: institutions.length, bureaus: [],
          institutions: institutions.map((code) => ({ institution: item(code, 'draft', 'sent').institution, standing: 'draft', outcome: 'sent', reminder: null })),
        },
      };
    }
    return { json: answer };
  });
});
afterEach(() => {
  unmount_all();
  session.me = null;
  vi.unstubAllGlobals();
});

it('lets only those be chosen who can be reminded, shows who would be, and reminds them', async () => {
  session.me = me(['progress-read', 'reminder-send']);
  const { host } = await mounted(ProgressPage, {}, '/progress');
  const box = (code: string) => host.querySelector<HTMLInputElement>(`[data-institution=${code}] input`)!;
  expect([box('G001').disabled, box('G002').disabled, box('G003').disabled]).toEqual([false, true, true]);
  host.querySelector<HTMLElement>('[data-test=choose-all]')!.click();
  await settled();
  expect(asked.at(-1)!.query.get('standing')).toBe('not-begun,draft,no-scan,unsent,returned');
  expect(box('G001').checked).toBe(true);
  host.querySelector<HTMLElement>('[data-test=remind]')!.click();
  await settled();
  expect(asked.at(-1)!.body).toMatchObject({ dry_run: true, year: 2026, round: 'spring', again: false });
  host.querySelector<HTMLElement>('[data-test=reminder-send]')!.click();
  await settled();
  expect(asked.at(-1)!.body).toMatchObject({ dry_run: false });
  expect(host.querySelector('[data-test=reminders] caption')!.textContent).toBe('催办结果');
});

it('shows an auditor the progress without a way to remind', async () => {
  session.me = me(['progress-read']);
  const { host } = await mounted(ProgressPage, {}, '/progress?standing=draft');
  expect(host.querySelector('[data-test=remind]')).toBeNull();
  expect(host.querySelector('[data-institution=G001] input')).toBeNull();
  expect(host.querySelector('[aria-pressed=true]')!.textContent).toContain('填报中');
});

it('says why there is no package yet', async () => {
  session.me = me(['progress-read']);
  const { host } = await mounted(ProgressPage, {}, '/progress');
  expect(host.querySelector('[data-test=package-none]')!.textContent).toContain('尚无初审通过的申报');
});
