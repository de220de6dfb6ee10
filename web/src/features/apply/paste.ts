import type { ApplicationKind } from '@/api/types';

/** A line as it came out of a spreadsheet: text, not judged. */
export interface PastedLine {
  certificate: string;
  level: string;
  headcount: string;
  reason: string;
  year: string;
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
const known_level = (text: string): string | undefined => levels[text.replace(/\s/g, '')];

type Column = keyof PastedLine | 'before_after';

function column_of(title: string): Column | undefined {
  const text = title.replace(/\s/g, '');
  if (/调[增减][前后]/.test(text)) return 'before_after';
  if (/理由|原因/.test(text)) return 'reason';
  if (/级别|等级$/.test(text)) return 'level';
  if (/年度|年份/.test(text)) return 'year';
  if (/证书/.test(text)) return 'certificate';
  if (/人数|净增加|净减少|计划数/.test(text)) return 'headcount';
  return undefined;
}

/** Reads by a head row; the annex of a new declaration has two blocks side by side, each with its own head. */
function by_head(head: (Column | undefined)[], row: string[]): PastedLine[] {
  const found: PastedLine[] = [];
  let line: PastedLine | undefined;
  head.forEach((column, i) => {
    const cell = row[i] ?? '';
    if (column === 'certificate') {
      line = { certificate: cell, level: '', headcount: '', reason: '', year: '' };
      found.push(line);
    } else if (line && column === 'level') line.level = known_level(cell) ?? cell;
    else if (line && column === 'headcount') line.headcount = plain_number(cell);
    else if (line && column === 'year') line.year = plain_number(cell);
    else if (line && column === 'reason') line.reason = cell;
  });
  return found.filter((l) => l.certificate !== '');
}

/** Reads a row without a head by where its levels stand: the name before it, the numbers and reason after it. */
function by_levels(row: string[]): PastedLine[] {
  const places = row.flatMap((cell, i) => (i > 0 && known_level(cell) ? [i] : []));
  if (places.length === 0) return without_level(row);
  return places.map((place, n) => {
    const tail = row.slice(place + 1, (places[n + 1] ?? row.length + 1) - 1);
    const numbers = tail.filter(is_number).map(plain_number);
    const words = tail.filter((cell) => cell !== '' && !is_number(cell));
    // Annexes 2 and 3 give before, net change, after: the change stands in the middle.
    const headcount = places.length === 1 && numbers.length >= 3 ? numbers[1]! : (numbers[0] ?? '');
    return {
      certificate: row[place - 1]!,
      level: known_level(row[place]!)!,
      headcount,
      reason: words[0] ?? '',
      year: '',
    };
  });
}

function without_level(row: string[]): PastedLine[] {
  const cells = row[0] !== undefined && is_number(row[0]) ? row.slice(1) : row;
  const certificate = cells[0] ?? '';
  if (certificate === '' || is_number(certificate)) return [];
  const number = cells.slice(1).find(is_number);
  return [{ certificate, level: '', headcount: number ? plain_number(number) : '', reason: '', year: '' }];
}

/** Lines of a pasted table of annex 1, 2 or 3, with or without its head row and serial numbers. */
export function parse_paste(text: string, kind: ApplicationKind): PastedLine[] {
  const rows = cells_of(text);
  const head_at = rows.findIndex((row) => {
    const columns = row.map(column_of);
    return columns.includes('certificate') && columns.includes('headcount');
  });
  const head = head_at >= 0 ? rows[head_at]!.map(column_of) : null;
  const lines = rows.slice(head_at + 1).flatMap((row) => (head ? by_head(head, row) : by_levels(row)));
  return kind === 'new' ? lines.map((line) => ({ ...line, reason: '', year: '' })) : lines;
}
