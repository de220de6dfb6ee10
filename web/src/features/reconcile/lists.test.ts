import { expect, it } from 'vitest';
import { chosen_columns, list_count, lists } from './lists';

it('has a count for each of the four lists', () => {
  const counts = { equal: 1, only_here: 2, only_there: 3, different: 4 };
  expect(lists.map((list) => list_count(counts, list))).toEqual([4, 2, 3, 1]);
});

it('sends the fields that have a column', () => {
  const chosen = { 'institution-code': '', 'institution-name': '0', certificate: '2', level: '', year: '', headcount: '10' };
  expect(chosen_columns(chosen)).toEqual([
    { field: 'institution-name', column: 0 },
    { field: 'certificate', column: 2 },
    { field: 'headcount', column: 10 },
  ]);
});
