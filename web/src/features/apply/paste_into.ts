import type { ApplicationKind, Certificate } from '@/api/types';
import { spelled } from './certificate_book';
import { cells_of, known_level, parse_paste, plain_number } from './paste';
import { blank_row, is_blank, row_of_pasted, split_reason, type Row } from './rows';

/** Where a table is pasted, and what its words may be. */
export interface PasteTarget {
  rows: Row[];
  kind: ApplicationKind;
  book: Certificate[];
  reasons: string[];
  other: string;
  /** The cell that was pasted into; null for the table as a whole. */
  at: { index: number; column: string } | null;
}

export interface Pasted {
  rows: Row[];
  taken: number;
  unread: string[];
}

const typed_columns = (kind: ApplicationKind) =>
  kind === 'new' ? ['certificate', 'level', 'headcount'] : ['certificate', 'level', 'year', 'headcount', 'reason'];

/** Writes a pasted cell into a row; what the cell cannot hold comes back. */
function write_cell(target: PasteTarget, row: Row, column: string, cell: string): string | null {
  if (column === 'certificate') row.certificate = spelled(target.book, cell);
  else if (column === 'level') row.level = known_level(cell) ?? cell;
  else if (column === 'headcount') row.headcount = plain_number(cell);
  else if (column === 'reason') Object.assign(row, split_reason(cell, target.reasons, target.other));
  else if (/^\d{4}$/.test(plain_number(cell))) row.year = Number(plain_number(cell));
  else return cell;
  return null;
}

/** As a spreadsheet does it: from the cell on, to the right and down. */
function fill_from(target: PasteTarget, at: { index: number; column: string }, cells: string[][]): Pasted {
  const columns = typed_columns(target.kind);
  const first = columns.indexOf(at.column);
  const rows = target.rows.map((row) => ({ ...row }));
  const unread: string[] = [];
  cells.forEach((line, i) => {
    while (rows.length <= at.index + i) rows.push(blank_row());
    line.forEach((cell, j) => {
      const left = cell === '' ? null : write_cell(target, rows[at.index + i]!, columns[first + j]!, cell);
      if (left !== null) unread.push(left);
    });
  });
  return { rows, taken: cells.length, unread };
}

/** Does the block fit between the cell and the right edge, and is it no table of whole lines? */
function fits(target: PasteTarget, cells: string[][], names: string[]): boolean {
  const columns = typed_columns(target.kind);
  const first = target.at ? columns.indexOf(target.at.column) : -1;
  if (first < 0 || cells.some((line) => first + line.length > columns.length)) return false;
  if (cells.every((line) => line.length === 1)) return true;
  const known = new Set(target.book.map((c) => c.name));
  return first > 0 && !names.some((name) => known.has(spelled(target.book, name)));
}

/**
 * The rows after a paste. A table of whole lines is put in at the row that was pasted into; a block without certificates
 * fills the cells from there on.
 */
export function paste_into(target: PasteTarget, text: string): Pasted {
  const { lines, unread } = parse_paste(text, target.kind);
  const cells = cells_of(text);
  if (target.at && fits(target, cells, lines.map((line) => line.certificate))) return fill_from(target, target.at, cells);
  const fresh = lines.map((line) =>
    row_of_pasted({ ...line, certificate: spelled(target.book, line.certificate) }, target.reasons, target.other),
  );
  const at = target.at?.index ?? target.rows.length;
  const before = target.rows.slice(0, at).filter((row) => !is_blank(row));
  const after = target.rows.slice(at).filter((row) => !is_blank(row));
  return { rows: [...before, ...fresh, ...after, blank_row()], taken: fresh.length, unread };
}
