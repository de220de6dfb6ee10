import { expect, it } from 'vitest';
import { day_of, deadline_text, days_between, instant_of, minute_text, place_in_year, remaining, rfc3339 } from './instants';

const at = Date.parse('2026-03-10T16:30:00Z');

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
