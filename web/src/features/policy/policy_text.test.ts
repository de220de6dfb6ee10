import { expect, it } from 'vitest';
import { as_typed, folded, place_of_line } from './policy_text';

it('takes files of every system', () => {
  expect(as_typed('\ufeffa\r\nb\rc\n')).toBe('a\nb\nc\n');
});

it.each([
  [1, 0, 1],
  [2, 2, 4],
  [3, 5, 5],
  [0, 0, 1],
  [99, 5, 5],
])('finds line %i', (line, start, end) => {
  expect(place_of_line('a\nbc\n', line)).toEqual({ start, end });
});

const rows = (drawn: string) => [...drawn].map((c) => ({ change: c === '=' ? 'same' : 'changed' }));
const drawn = (text: string, only: boolean) =>
  folded(rows(text), only, 1).map((each) => ('row' in each ? (each.row.change === 'same' ? '=' : '~') : each.skipped)).join('');

it.each([
  ['====', true, '4'],
  ['====', false, '===='],
  ['===~===', true, '2=~=2'],
  ['~===~', true, '~=1=~'],
  ['~==~', true, '~==~'],
  ['', true, ''],
])('folds %s (%s)', (text, only, wanted) => {
  expect(drawn(text, only)).toBe(wanted);
});
