import { expect, it } from 'vitest';
import type { ApplicationSummary, Windows } from '@/api/types';
import { closing, submit_until } from './closing_windows';

const window_of = (kind: string, more: object) =>
  ({
    kind, stage: 'submit', open: true, always: false, closes_at: '2026-03-21T00:00:00+08:00', opens_at: null,
    extended_until: null, extended_until_at: null, ...more,
  });
const windows = (...items: object[]) => ({ items }) as unknown as Windows;
const of = (id: number, more: object = {}) => ({ id, kind: 'new', status: 'draft', due_at: null, ...more }) as unknown as ApplicationSummary;
const at = (text: string) => Date.parse(`${text}+08:00`);
const open = windows(window_of('new', {}), window_of('increase', { always: true, closes_at: null }));
const seen = (applications: ApplicationSummary[], now: string, w = open) =>
  closing(applications, w, at(now)).map((c) => [c.closes_at.slice(0, 10), c.nearness, c.applications.map((a) => a.id)]);

it('warns a day and an hour before the end, and neither before nor after', () => {
  expect(seen([of(1)], '2026-03-19T23:59:59')).toEqual([]);
  expect(seen([of(1)], '2026-03-20T00:00:00')).toEqual([['2026-03-21', 'day', [1]]]);
  expect(seen([of(1)], '2026-03-20T22:59:59')).toEqual([['2026-03-21', 'day', [1]]]);
  expect(seen([of(1)], '2026-03-20T23:00:00')).toEqual([['2026-03-21', 'hour', [1]]]);
  expect(seen([of(1)], '2026-03-21T00:00:00')).toEqual([]);
});

it('says nothing of what has no window, was handed in, or is decided', () => {
  expect(seen([of(1, { kind: 'increase' }), of(2, { status: 'submitted' }), of(3, { status: 'approved' })], '2026-03-20T23:30:00')).toEqual([]);
});

it('goes by what was granted', () => {
  const extended = windows(window_of('new', { open: false, closes_at: null, extended_until_at: '2026-03-23T00:00:00+08:00' }));
  expect(submit_until(extended, 'new')).toBe('2026-03-23T00:00:00+08:00');
  expect(seen([of(1)], '2026-03-22T23:30:00', extended)).toEqual([['2026-03-23', 'hour', [1]]]);
});

it('takes a returned one by its own day, the nearest end first', () => {
  const returned = of(2, { status: 'returned', due_at: '2026-03-20T12:30:00+08:00' });
  expect(seen([of(1), returned, of(3)], '2026-03-20T12:00:00')).toEqual([
    ['2026-03-20', 'hour', [2]],
    ['2026-03-21', 'day', [1, 3]],
  ]);
});
