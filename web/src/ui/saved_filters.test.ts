import { expect, it } from 'vitest';
import { address_of, query_of } from './saved_filters';
import { round_query, round_value } from './round_value';

const names = ['kind', 'q', 'round'];

it('takes the filter out of an address in one order, and nothing else', () => {
  expect(address_of({ q: '职业 & 学院', page: '3', kind: 'new' }, names)).toBe(address_of({ kind: 'new', q: '职业 & 学院' }, names));
  expect(address_of({ page: '3', q: '' }, names)).toBe('');
});

it('gives the filter back, without what the list does not know', () => {
  const address = address_of({ q: '职业 & 学院', kind: 'new' }, names);
  expect(query_of(address, names)).toEqual({ kind: 'new', q: '职业 & 学院' });
  expect(query_of('kind=new&gone=1', names)).toEqual({ kind: 'new' });
});

it('writes a round as one word and reads it back', () => {
  expect(round_query(round_value({ year: 2026, name: 'spring' }))).toEqual({ year: 2026, round: 'spring' });
  expect(round_query('')).toEqual({});
  expect(round_query('spring')).toEqual({});
});
