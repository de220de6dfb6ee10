import { expect, it } from 'vitest';
import type { Certificate } from '@/api/types';
import { paste_into, type PasteTarget } from './paste_into';
import { blank_row } from './rows';

const book = ['物流管理', '智能财税'].map((name, id): Certificate => ({ id, name, pinyin: '', initials: '', organisation: '', levels: [], version: 1, changed_at: null, changed_by: null }));
const target = (more: Partial<PasteTarget> = {}): PasteTarget => ({
  rows: [{ ...blank_row(), certificate: '智能财税', level: '初级', headcount: '5' }, blank_row(), blank_row()],
  kind: 'new', book, reasons: ['经费预算不足'], other: '其他', at: { index: 1, column: 'certificate' }, ...more,
});
const seen = (p: ReturnType<typeof paste_into>) => p.rows.map((r) => [r.certificate, r.level, r.headcount].join(' ').trim());

it('puts whole lines in at the row, spelled as the catalogue spells them', () => {
  const pasted = paste_into(target({ at: { index: 0, column: 'headcount' } }), '物流管理职业技能等级证书\t初级\t５０');
  expect(seen(pasted)).toEqual(['物流管理 初级 50', '智能财税 初级 5', '']);
});

it('fills a column from a cell on, with as many rows as it takes', () => {
  expect(seen(paste_into(target({ at: { index: 0, column: 'headcount' } }), '1\n2\n3\n4'))).toEqual(['智能财税 初级 1', '2', '3', '4']);
  expect(seen(paste_into(target(), '物流管理\n智能财税'))).toEqual(['智能财税 初级 5', '物流管理', '智能财税']);
});

it('fills cells to the right where no certificate is among them', () => {
  expect(seen(paste_into(target({ at: { index: 0, column: 'level' } }), '中\t1,200\n高级\t7'))).toEqual(['智能财税 中级 1200', '高级 7', '']);
});

it('tells what no cell holds', () => {
  expect(paste_into(target({ kind: 'decrease', at: { index: 0, column: 'year' } }), '2026\n去年').unread).toEqual(['去年']);
});
