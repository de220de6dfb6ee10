import type { CalendarRound } from '@/api/types';

/** The round to show on a day: the one that is under way, else the next, else the last one. Days as YYYY-MM-DD. */
export function nearest_round(rounds: CalendarRound[], today: string): CalendarRound | undefined {
  const sorted = [...rounds].sort((a, b) => a.submit.from.localeCompare(b.submit.from));
  return sorted.find((r) => today <= r.final.to) ?? sorted.at(-1);
}
