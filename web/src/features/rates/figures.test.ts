import { expect, it } from 'vitest';
import { distribution, percent, scale_end, shade } from './figures';

it('has no per cent where the denominator is 0', () => {
  expect(percent({ numerator: 0, denominator: 0 })).toBeNull();
  expect(percent({ numerator: 1, denominator: 3 })).toBe(33.3333);
  expect(percent(undefined)).toBeNull();
});

it('puts each rate into one class, the edge into the upper one, what is above into the last', () => {
  const counts = distribution([0, 9.99, 10, 55.5, 90, 100, 150, null]).map((c) => c.count);
  expect(counts).toEqual([2, 1, 0, 0, 0, 1, 0, 0, 0, 3]);
});

it('shades from 1 to 5, nothing as 0', () => {
  expect([null, 0, 1, 20, 20.1, 99, 100, 120].map((rate) => shade(rate, 100))).toEqual([0, 1, 1, 1, 2, 5, 5, 5]);
  expect(shade(0, 0)).toBe(1);
});

it('ends the scale at a round number', () => {
  expect([[], [null], [0.4], [1], [3], [12], [43], [88], [120]].map(scale_end)).toEqual([1, 1, 1, 1, 5, 20, 50, 100, 200]);
});
