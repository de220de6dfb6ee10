import { expect, it } from 'vitest';
import { ranked } from './ranked';

const item = (scope: string, numerator: number, denominator: number) => ({
  scope,
  scope_label: scope,
  rates: [{ name: 'exit', label: '', label_en: '', value: '', numerator, denominator, numerator_parts: [], denominator_parts: [] }],
});

it('puts the highest first and those without a rate last', () => {
  const sorted = ranked([item('none', 0, 0), item('half', 1, 2), item('more', 2, 3), item('zero', 0, 9)], 'exit');
  expect(sorted.map((i) => i.scope)).toEqual(['more', 'half', 'zero', 'none']);
});
