import { expect, it } from 'vitest';
import type { ActionNow, ApplicationKind, ApplicationSummary } from '@/api/types';
import { next_steps } from './next_steps';

const of = (id: number, more: object = {}) =>
  ({ id, kind: 'new', status: 'draft', line_count: 1, has_current_scan: false, due_at: null, ...more }) as unknown as ApplicationSummary;
const submit = (kind: ApplicationKind): ActionNow | null =>
  ({
    new: { allowed: true, closes_at: '2026-03-21T00:00:00+08:00' },
    decrease: { allowed: true, closes_at: '2026-03-21T00:00:00+08:00' },
    increase: { allowed: false, code: 'not-admitted', closes_at: null },
  })[kind] as unknown as ActionNow;

it('orders by the end, and puts last what cannot be handed in yet', () => {
  const all = [of(1, { kind: 'increase' }), of(2), of(3, { status: 'returned', due_at: '2026-03-14T00:00:00+08:00' }), of(4)];
  const steps = next_steps(all, submit);
  expect(steps.map((s) => [s.application.id, s.until?.slice(5, 10) ?? null, s.barred?.code ?? null])).toEqual([
    [3, '03-14', null],
    [4, '03-21', null],
    [2, '03-21', null],
    [1, null, 'not-admitted'],
  ]);
});

it.each([
  [{ line_count: 0 }, 'fill'],
  [{}, 'sign'],
  [{ has_current_scan: true }, 'submit'],
  [{ status: 'returned', has_current_scan: true }, 'mend'],
])('says of %o that it is to %s', (more, step) => {
  expect(next_steps([of(1, more)], submit)[0]!.step).toBe(step);
});

it('gives a returned increase no end, and is not barred by what bars new ones', () => {
  const [step] = next_steps([of(1, { kind: 'increase', status: 'returned' })], submit);
  expect([step!.until, step!.barred]).toEqual([null, null]);
});
