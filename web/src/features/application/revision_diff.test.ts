import { expect, it } from 'vitest';
import { diff_lines } from './revision_diff';

const line = (certificate: string, headcount: number) => ({ certificate, level: '初级', headcount });

it('tells added, changed, removed and same lines', () => {
  const diff = diff_lines([line('a', 1), line('b', 2), line('c', 3)], [line('a', 1), line('b', 5), line('d', 4)]);
  expect(diff.map((d) => [d.line.certificate, d.change])).toEqual([
    ['a', 'same'],
    ['b', 'changed'],
    ['d', 'added'],
    ['c', 'removed'],
  ]);
});
