// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import type { ActionNow } from '@/api/types';
import { mounted, unmount_all } from '@/testing/mounted';
import WhyNots from './WhyNots.vue';

afterEach(unmount_all);

const action = (act: ActionNow['act'], more: Partial<ActionNow> = {}): ActionNow => ({
  act, kind: null, allowed: false, code: null, clause: null, zh: null, en: null, remedy_zh: null, remedy_en: null, done_by: [], opens_at: null, closes_at: null,
  ...more,
});
const shown = (actions: ActionNow[]) =>
  mounted(WhyNots, { acts: actions.map((a) => a.act), action_of: (act: string) => actions.find((a) => a.act === act) ?? null });

it('says why, by which clause and from when, where a button can point at it', async () => {
  const { host } = await shown([
    action('exit-run', { code: 'window-closed', clause: '二(四)', zh: '强制退出不在规定时间内。', opens_at: '2026-11-11T00:00:00+08:00' }),
  ]);
  const line = host.querySelector('#why-exit-run')!;
  expect(line.textContent).toContain('执行强制退出');
  for (const part of ['强制退出不在规定时间内。', '二(四)', '2026-11-11']) expect(line.textContent).toContain(part);
  expect(line.querySelector('a')!.getAttribute('href')).toBe('/help/refusals#window-closed');
});

it('says acts of one role together, and nothing of what is possible', async () => {
  const others = { code: 'not-yours', done_by: ['office'] } as const;
  const { host } = await shown([action('hold-place', { ...others, done_by: ['office'] }), action('hold-lift', { ...others, done_by: ['office'] }), action('exit-reverse', { allowed: true })]);
  expect([...host.querySelectorAll('li')].map((li) => li.dataset.acts)).toEqual(['hold-place hold-lift']);
  expect(host.textContent).toContain('省推进办');
});

it('is not there when everything is possible', async () => {
  const { host } = await shown([action('exit-run', { allowed: true })]);
  expect(host.querySelector('ul')).toBeNull();
});
