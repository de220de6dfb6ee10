import { ref } from 'vue';
import { i18n } from '@/i18n';

// All days and times are shown in the policy's zone, whatever zone the office's computer is set to. The offset is
// the one that the server's instants carry.
export const zone_offset_minutes = ref(480);

const two = (n: number) => String(n).padStart(2, '0');

function parts(ms: number) {
  const d = new Date(ms + zone_offset_minutes.value * 60_000);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
  };
}

/** YYYY-MM-DD of an instant in the policy zone. */
export function day_of(ms: number): string {
  const p = parts(ms);
  return `${p.year}-${two(p.month)}-${two(p.day)}`;
}

export const year_of = (ms: number): number => parts(ms).year;

const in_english = (): boolean => i18n.global.locale.value === 'en';
const english = (format: Intl.DateTimeFormatOptions, day: string) =>
  new Intl.DateTimeFormat('en-GB', { ...format, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));

/** A day (YYYY-MM-DD) as the person's language writes it; «—» for none. */
export function day_text(day: string | null | undefined): string {
  if (!day) return '—';
  return in_english() ? english({ day: 'numeric', month: 'short', year: 'numeric' }, day) : day;
}

/** A day (YYYY-MM-DD) of a year that is clear, without it. */
export function short_day_text(day: string): string {
  return in_english() ? english({ day: 'numeric', month: 'short' }, day) : `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** A month (1 to 12) as a mark in a calendar. */
export const month_text = (month: number): string =>
  in_english() ? english({ month: 'short' }, `2000-${two(month)}-01`) : `${month}月`;

/** The day of an instant (text or ms), as day_text writes it. */
export function day_text_of(instant: string | number | null | undefined): string {
  if (instant === null || instant === undefined) return '—';
  return day_text(day_of(typeof instant === 'number' ? instant : Date.parse(instant)));
}

/** Day and HH:MM of an instant (text or ms); «—» for none. */
export function minute_text(instant: string | number | null | undefined): string {
  if (instant === null || instant === undefined) return '—';
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  return `${day_text_of(ms)} ${clock_text(ms).slice(0, 5)}`;
}

/** HH:MM:SS of an instant. */
export function clock_text(ms: number): string {
  const p = parts(ms);
  return `${two(p.hour)}:${two(p.minute)}:${two(p.second)}`;
}

/** A deadline as people say it: the midnight that ends a day is 24:00 of that day. */
export function deadline_text(instant: string | null | undefined): string {
  if (!instant) return '—';
  const ms = Date.parse(instant);
  const text = minute_text(ms);
  return text.endsWith(' 00:00') ? `${day_text_of(ms - 1)} 24:00` : text;
}

export function second_text(ms: number): string {
  return `${day_text_of(ms)} ${clock_text(ms)}`;
}

/** RFC 3339 with the policy zone's offset. */
export function rfc3339(ms: number): string {
  const p = parts(ms);
  const offset = zone_offset_minutes.value;
  const sign = offset < 0 ? '-' : '+';
  const abs = Math.abs(offset);
  return (
    `${p.year}-${two(p.month)}-${two(p.day)}T${two(p.hour)}:${two(p.minute)}:${two(p.second)}` +
    `${sign}${two(Math.floor(abs / 60))}:${two(abs % 60)}`
  );
}

/** The instant of a day (YYYY-MM-DD) and time (HH:MM[:SS]) of the policy zone, in ms. */
export function instant_of(day: string, time = '00:00'): number {
  const [y, m, d] = day.split('-').map(Number);
  const [hh, mm, ss] = time.split(':').map(Number);
  return Date.UTC(y!, m! - 1, d!, hh!, mm!, ss ?? 0) - zone_offset_minutes.value * 60_000;
}

/** Day of the year, from 0, and days of that year. */
export function place_in_year(day: string): { index: number; length: number } {
  const [y, m, d] = day.split('-').map(Number);
  const start = Date.UTC(y!, 0, 1);
  return {
    index: (Date.UTC(y!, m! - 1, d!) - start) / 86_400_000,
    length: (Date.UTC(y! + 1, 0, 1) - start) / 86_400_000,
  };
}

/** All days from `from` to `to`, both included. */
export function days_between(from: string, to: string): string[] {
  const days: string[] = [];
  for (let t = Date.parse(from + 'T00:00:00Z'); t <= Date.parse(to + 'T00:00:00Z'); t += 86_400_000) {
    days.push(new Date(t).toISOString().slice(0, 10));
  }
  return days;
}

export interface Remaining {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Time from `now` until `until` (ms), never negative. */
export function remaining(now: number, until: number): Remaining {
  const total = Math.max(0, Math.ceil((until - now) / 1000));
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  };
}
