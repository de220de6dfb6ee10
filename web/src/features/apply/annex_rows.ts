import type { AnnexImport } from '@/api/types';
import { blank_row, is_blank, row_of, type Row } from './rows';

/** The rows of a draft with the lines of an annex behind them; nothing that was typed is lost. */
export function rows_with_annex(rows: Row[], annex: AnnexImport, reasons: string[], other: string): Row[] {
  const read = annex.lines.map((line) => row_of(line, reasons, other));
  return [...rows.filter((row) => !is_blank(row)), ...read, blank_row()];
}
