import { afterEach, expect, it } from 'vitest';
import { i18n } from '@/i18n';
import { day_of, day_text, day_text_of, deadline_text, days_between, instant_of, minute_text, place_in_year, remaining, rfc3339, second_text, short_day_text } from './instants';

const at = Date.parse('2026-03-10T16:30:00Z');
afterEach(() => void (i18n.global.locale.value = 'zh-CN'));

it('shows days and times in the policy zone, not the computer\'s', () => {
  expect(day_of(at)).toBe('2026-03-11');
  expect(minute_text('2026-03-10T16:30:00Z')).toBe('2026-03-11 00:30');
  expect(rfc3339(at)).toBe('2026-03-11T00:30:00+08:00');
  expect(instant_of('2026-03-11', '00:30')).toBe(at);
});

it('says a midnight deadline as 24:00 of the day it ends', () => {
  expect(deadline_text('2026-03-21T00:00:00+08:00')).toBe('2026-03-20 24:00');
  expect(deadline_text('2026-03-21T12:00:00+08:00')).toBe('2026-03-21 12:00');
});

it('counts down to the second and never below zero', () => {
  expect(remaining(at, at + 90_061_000)).toEqual({ days: 1, hours: 1, minutes: 1, seconds: 1 });
  expect(remaining(at, at - 1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
  expect(remaining(at, at + 1).seconds).toBe(1);
});

it('places days in the year and lists the days of a window', () => {
  expect(place_in_year('2028-12-31')).toEqual({ index: 365, length: 366 });
  expect(days_between('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

it('writes days as each language does', () => {
  const written = () => [day_text('2026-03-08'), short_day_text('2026-03-08'), day_text_of(at), minute_text(at), second_text(at), day_text(null)];
  expect(written()).toEqual(['2026-03-08', '3月8日', '2026-03-11', '2026-03-11 00:30', '2026-03-11 00:30:00', '—']);
  i18n.global.locale.value = 'en';
  expect(written()).toEqual(['8 Mar 2026', '8 Mar', '11 Mar 2026', '11 Mar 2026 00:30', '11 Mar 2026 00:30:00', '—']);
  expect(deadline_text('2026-03-21T00:00:00+08:00')).toBe('20 Mar 2026 24:00');
});
