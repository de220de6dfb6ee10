import { expect, it } from 'vitest';
import type { Windows } from '@/api/types';
import { window_countdowns } from './window_countdowns';

const spring = '2026-03-21T00:00:00+08:00';
const autumn = '2026-09-11T00:00:00+08:00';
const window_of = (kind: string, stage: string, more: object = {}) =>
  ({ kind, stage, open: false, always: false, closes_at: null, opens_at: autumn, extended_until: null, extended_until_at: null, ...more });
const open = { open: true, closes_at: spring, opens_at: null };
const exit = { open: false, opens_at: '2026-11-11T00:00:00+08:00', closes_at: null };
const windows = (...items: object[]) => ({ items, exit }) as unknown as Windows;
const seen = (w: Windows, ...more: [Parameters<typeof window_countdowns>[1], boolean?]) =>
  window_countdowns(w, ...more).map((c) => [c.stage, c.kinds.join('+'), c.open ? 'until' : 'from', c.at.slice(5, 10), c.extended]);

it('counts kinds with one end together, and leaves out those without a window', () => {
  const w = windows(window_of('new', 'submit', open), window_of('decrease', 'submit', open), window_of('increase', 'submit', { always: true, opens_at: null }));
  expect(seen(w, ['submit'])).toEqual([['submit', 'new+decrease', 'until', '03-21', false]]);
});

it('shows a kind that alone is open, whichever it is', () => {
  const w = windows(window_of('new', 'submit'), window_of('decrease', 'submit', open));
  expect(seen(w, ['submit'])).toEqual([['submit', 'decrease', 'until', '03-21', false]]);
});

it('counts to the end that was granted, beside the common one', () => {
  const longer = { open: false, extended_until: '2026-03-22', extended_until_at: '2026-03-23T00:00:00+08:00' };
  expect(seen(windows(window_of('new', 'submit', longer)), ['submit'])).toEqual([['submit', 'new', 'until', '03-23', true]]);
});

it('is of the stages in which one acts, and of the exit for whom it concerns', () => {
  const w = windows(window_of('new', 'submit', open), window_of('new', 'final', { opens_at: '2026-03-25T00:00:00+08:00' }));
  expect(seen(w, ['final'])).toEqual([['final', 'new', 'from', '03-25', false]]);
  expect(seen({ ...w, exit: { ...exit, open: true, closes_at: spring, opens_at: null } } as unknown as Windows, ['final'], true)).toEqual([
    ['exit', '', 'until', '03-21', false],
  ]);
});
