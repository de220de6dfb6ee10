import { describe, expect, it } from 'vitest';
import { blank_row, is_blank, line_of_row, row_of, split_reason } from './rows';

const choices = ['参加考核学生减少', '经费预算不足'];

describe('rows', () => {
  it('keeps one\'s own words apart from the choice, both ways', () => {
    expect(split_reason('其他：校区搬迁', choices, '其他')).toEqual({ reason: '其他', words: '校区搬迁' });
    expect(split_reason('经费预算不足', choices, '其他')).toEqual({ reason: '经费预算不足', words: '' });
    const line = { certificate: '物流管理', level: '初级', headcount: 5, reason: '其他：校区搬迁', year: 2026 };
    expect(line_of_row(row_of(line, choices, '其他'), 'decrease', '其他')).toEqual(line);
  });
  it('sends a number as typed and null for what is none', () => {
    const row = { ...blank_row(), certificate: 'x', level: '初级' };
    expect(line_of_row({ ...row, headcount: '60.5' }, 'new', '其他').headcount).toBe(60.5);
    expect(line_of_row({ ...row, headcount: '六十' }, 'new', '其他').headcount).toBeNull();
    expect(line_of_row({ ...row, headcount: '' }, 'new', '其他').headcount).toBeNull();
  });
  it('knows a blank row', () => {
    expect(is_blank(blank_row())).toBe(true);
    expect(is_blank({ ...blank_row(), headcount: '1' })).toBe(false);
  });
});
