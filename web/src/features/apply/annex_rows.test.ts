import { expect, it } from 'vitest';
import type { AnnexImport } from '@/api/types';
import { rows_with_annex } from './annex_rows';
import { blank_row } from './rows';

const annex: AnnexImport = {
  dry_run: true,
  kind: 'decrease',
  sheet: '调减申报汇总表',
  lines: [
    { certificate: 'Web前端开发', level: '中级', headcount: 30, reason: '经费预算不足', year: null, row: 6 },
    { certificate: '智能财税', level: '初级', headcount: null, reason: '其他：搬迁', year: 2025, row: 7 },
  ],
  contact_name: '',
  contact_phone: '',
  problems: [],
  application: null,
};

it('puts what was read behind what was typed, and drops blank rows', () => {
  const typed = { ...blank_row(), certificate: '老年照护' };
  const rows = rows_with_annex([blank_row(), typed, blank_row()], annex, ['经费预算不足'], '其他');
  expect(rows.map((row) => [row.certificate, row.headcount, row.reason, row.words, row.year])).toEqual([
    ['老年照护', '', '', '', null],
    ['Web前端开发', '30', '经费预算不足', '', null],
    ['智能财税', '', '其他', '搬迁', 2025],
    ['', '', '', '', null],
  ]);
});
