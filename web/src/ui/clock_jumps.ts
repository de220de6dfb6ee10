import type { Windows } from '@/api/types';

export interface Jump {
  key: 'next_open' | 'last_hour' | 'next_day' | 'after_close';
  at: number;
}

const hour = 3_600_000;
const work_starts = 9 * hour;

/**
 * Where a visitor may want to jump to: the next window that opens (09:00 of its first day), the last hour of the one
 * that closes first, the morning after it, the next day. Instants in ms.
 */
export function jumps(windows: Windows | null, now: number): Jump[] {
  const found: Jump[] = [];
  const all = windows ? [...windows.items.filter((w) => !w.always), windows.exit] : [];
  const later = (texts: (string | null)[]) =>
    texts
      .filter((text): text is string => text !== null)
      .map((text) => Date.parse(text))
      .filter((ms) => ms > now)
      .sort((a, b) => a - b)[0];
  const opens = later(all.filter((w) => !w.open).map((w) => w.opens_at));
  if (opens !== undefined) found.push({ key: 'next_open', at: opens + work_starts });
  const closes = later(all.filter((w) => w.open).map((w) => w.closes_at));
  if (closes !== undefined) {
    if (closes - hour > now) found.push({ key: 'last_hour', at: closes - hour });
    found.push({ key: 'after_close', at: closes + work_starts });
  }
  found.push({ key: 'next_day', at: now + 24 * hour });
  return found;
}
