import { expect, it } from 'vitest';
import type { Finding } from '@/api/types';
import { by_cell, is_of_all_lines, line_of } from './finding_place';

const finding = (field: string | null): Finding => ({
  code: 'headcount-invalid', clause: null, field, zh: '', en: '', numbers: {},
});

it('finds the line and the cell of a finding', () => {
  expect(line_of(finding('lines[12].headcount'))).toBe(12);
  expect(line_of(finding(null))).toBeNull();
  expect(is_of_all_lines(finding('lines'))).toBe(true);
  expect(line_of(finding('lines'))).toBeNull();
  const cells = by_cell([finding('lines[1].headcount'), finding('lines[1]'), finding('lines[0].level')], 1);
  expect(Object.keys(cells).sort()).toEqual(['certificate', 'headcount']);
});
