import type { ApplicationKind } from '@/api/types';

/** A line as it came out of a spreadsheet: text, not judged. */
export interface PastedLine {
  certificate: string;
  level: string;
  headcount: string;
  reason: string;
  year: string;
}

/** What was read out of a pasted table, and whatever stood in it that no line holds now. */
export interface ReadPaste {
  lines: PastedLine[];
  unread: string[];
}

/** Splits what Excel or WPS puts on the clipboard: tabs, line ends, cells in quotes that hold either. */
export function cells_of(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const end_cell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const end_row = () => {
    end_cell();
    if (row.some((c) => c !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; ++i) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        ++i;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') end_cell();
    else if (c === '\n') end_row();
    else if (c !== '\r') cell += c;
  }
  end_row();
  return rows;
}

/** Full-width digits and thousands separators as people type them, to plain digits. */
export function plain_number(text: string): string {
  return text
    .replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,，\s]/g, '')
    .replace(/人$/, '');
}

const levels: Record<string, string> = { 初: '初级', 初级: '初级', 中: '中级', 中级: '中级', 高: '高级', 高级: '高级' };
const is_number = (text: string) => /^-?\d+(\.\d+)?$/.test(plain_number(text));
export const known_level = (text: string): string | undefined => levels[text.replace(/\s/g, '')];

type Column = keyof PastedLine | 'before_after' | 'serial';

function column_of(title: string): Column | undefined {
  const text = title.replace(/\s/g, '');
  if (/^(序号|编号|No\.?)$/i.test(text)) return 'serial';
  if (/调[增减][前后]/.test(text)) return 'before_after';
  if (/理由|原因/.test(text)) return 'reason';
  if (/级别|等级$/.test(text)) return 'level';
  if (/年度|年份/.test(text)) return 'year';
  if (/证书/.test(text)) return 'certificate';
  if (/人数|净增加|净减少|计划数/.test(text)) return 'headcount';
  return undefined;
}

const blank_line = (certificate = ''): PastedLine => ({ certificate, level: '', headcount: '', reason: '', year: '' });
const is_name = (cell: string | undefined): cell is string => cell !== undefined && cell !== '' && !is_number(cell);
const is_total = (row: string[]) => /^(合|总|小)\s*计|^total/i.test(row.find((cell) => cell !== '') ?? '');
const row_text = (row: string[]) => row.filter((cell) => cell !== '').join(' ');

/** Reads row after row. A name stands once where its cells are merged: it holds for the rows under it, in its own block. */
class Reading {
  readonly lines: PastedLine[] = [];
  readonly unread: string[] = [];
  private readonly names: string[] = [];

  /** Takes a line of a block. One without a name, its own or one from above, cannot be a line; false then. */
  take(block: number, line: PastedLine): boolean {
    if (line.certificate !== '') this.names[block] = line.certificate;
    const certificate = this.names[block];
    if (certificate === undefined) return false;
    this.lines.push({ ...line, certificate });
    return true;
  }

  leave(text: string): void {
    if (text !== '') this.unread.push(text);
  }
}

/** Reads by a head row; the annex of a new declaration has two blocks side by side, each with its own head. */
function by_head(head: (Column | undefined)[], row: string[], reading: Reading): void {
  const found: PastedLine[] = [];
  let taken = true;
  row.forEach((cell, i) => {
    const column = head[i];
    if (column === 'certificate') found.push(blank_line(cell));
    const line = found.at(-1);
    if (column === 'serial' || column === 'before_after' || column === 'certificate' || cell === '') return;
    if (!line || column === undefined) reading.leave(cell);
    else if (column === 'level') line.level = known_level(cell) ?? cell;
    else if (column === 'reason') line.reason = cell;
    else line[column] = plain_number(cell);
  });
  found.forEach((line, block) => {
    const empty = !line.certificate && !line.level && !line.headcount && !line.reason;
    if (!empty) taken = reading.take(block, line) && taken;
  });
  if (!taken) reading.leave(row_text(row));
}

/** The headcount among the numbers behind a level: annexes 2 and 3 give before, net change, after. */
function headcount_among(numbers: string[], alone: boolean, reading: Reading): string {
  if (alone && numbers.length === 3) return numbers[1]!;
  numbers.slice(1).forEach((number) => reading.leave(number));
  return numbers[0] ?? '';
}

/** Reads a row without a head by where its levels stand: the name before it, the numbers and reason after it. */
function by_levels(row: string[], reading: Reading): void {
  const places = row.flatMap((cell, i) => (known_level(cell) ? [i] : []));
  if (places.length === 0) return without_level(row, reading);
  places.forEach((place, block) => {
    const last = block === places.length - 1;
    // The next block begins with its serial number, if it has one, and its name.
    const next_block = last ? row.length : places[block + 1]! - (is_number(row[places[block + 1]! - 2] ?? '') ? 2 : 1);
    const tail = row.slice(place + 1, next_block);
    const words = tail.filter((cell) => cell !== '' && !is_number(cell));
    words.slice(1).forEach((word) => reading.leave(word));
    const name = row[place - 1];
    const line: PastedLine = {
      ...blank_line(is_name(name) ? name : ''),
      level: known_level(row[place]!)!,
      headcount: headcount_among(tail.filter(is_number).map(plain_number), places.length === 1, reading),
      reason: words[0] ?? '',
    };
    if (!reading.take(block, line)) reading.leave(row_text(row));
  });
}

function without_level(row: string[], reading: Reading): void {
  const cells = row[0] === '' || is_number(row[0] ?? '') ? row.slice(1) : row;
  const [certificate, ...rest] = cells;
  const numbers = rest.filter(is_number);
  if (!is_name(certificate) || numbers.length === 0) return reading.leave(row_text(row));
  rest.filter((cell) => cell !== '' && !is_number(cell)).forEach((word) => reading.leave(word));
  numbers.slice(1).forEach((number) => reading.leave(number));
  reading.take(0, { ...blank_line(certificate), headcount: plain_number(numbers[0]!) });
}

/** What a line of this kind has no place for goes to what was not read. */
function fitted(line: PastedLine, kind: ApplicationKind, reading: Reading): PastedLine {
  const year = /^\d{4}(?=年?(度)?$)/.exec(line.year)?.[0] ?? '';
  if (line.year !== '' && (year === '' || kind === 'new')) reading.leave(line.year);
  if (kind !== 'new') return { ...line, year };
  reading.leave(line.reason);
  return { ...line, reason: '', year: '' };
}

/**
 * Lines of a pasted table of annex 1, 2 or 3, with or without its head row, serial numbers and merged names. Nothing is dropped
 * without a word: titles, totals, columns and cells that no line holds are in `unread`.
 */
export function parse_paste(text: string, kind: ApplicationKind): ReadPaste {
  const rows = cells_of(text);
  const head_at = rows.findIndex((row) => {
    const columns = row.map(column_of);
    return columns.includes('certificate') && columns.includes('headcount');
  });
  const head = head_at >= 0 ? rows[head_at]!.map(column_of) : null;
  const reading = new Reading();
  rows.slice(0, Math.max(head_at, 0)).forEach((row) => reading.leave(row_text(row)));
  for (const row of rows.slice(head_at + 1)) {
    if (is_total(row)) reading.leave(row_text(row));
    else if (head) by_head(head, row, reading);
    else by_levels(row, reading);
  }
  return { lines: reading.lines.map((line) => fitted(line, kind, reading)), unread: reading.unread };
}
