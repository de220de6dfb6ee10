import { expect, it } from 'vitest';
import type { Windows } from '@/api/types';
import { jumps } from './clock_jumps';

const window_now = (open: boolean, opens_at: string | null, closes_at: string | null) => ({
  kind: 'new' as const, stage: 'submit' as const, open, always: false, round: null, closes: null, opens: null,
  closes_at, opens_at, extended_until: null, extended_until_at: null, clause: null,
});
const windows = (item: Windows['items'][number]): Windows => ({
  server_time: '', time_zone: 'Asia/Shanghai', current_round: null, policy: null, items: [item],
  exit: { open: false, opens: null, closes: null, opens_at: null, closes_at: null, clause: null },
});
const now = Date.parse('2026-03-12T10:00:00+08:00');
const when = (text: string) => Date.parse(text);

it('offers the next opening when all is closed', () => {
  const found = jumps(windows(window_now(false, '2026-09-11T00:00:00+08:00', null)), now);
  expect(found.map((j) => j.key)).toEqual(['next_open', 'next_day']);
  expect(found[0]!.at).toBe(when('2026-09-11T09:00:00+08:00'));
});

it('offers the last hour of what is open and the morning after', () => {
  const found = jumps(windows(window_now(true, null, '2026-03-21T00:00:00+08:00')), now);
  expect(found.find((j) => j.key === 'last_hour')!.at).toBe(when('2026-03-20T23:00:00+08:00'));
  expect(found.find((j) => j.key === 'after_close')!.at).toBe(when('2026-03-21T09:00:00+08:00'));
});
