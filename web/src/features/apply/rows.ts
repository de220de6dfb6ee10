import type { ApplicationKind, LineInput } from '@/api/types';
import { plain_number, type PastedLine } from './paste';

/** A row of the grid as typed; `headcount` is text until it is sent. */
export interface Row {
  key: number;
  certificate: string;
  level: string;
  year: number | null;
  headcount: string;
  reason: string;
  words: string;
}

let next_key = 1;
const other_mark = '：';

export const blank_row = (): Row => ({
  key: next_key++,
  certificate: '',
  level: '',
  year: null,
  headcount: '',
  reason: '',
  words: '',
});

export const is_blank = (row: Row): boolean =>
  !row.certificate && !row.level && !row.headcount && !row.reason && !row.words;

/** Splits a stored reason into the choice and one's own words: `其他：搬迁` is 其他 and 搬迁. */
export function split_reason(reason: string, choices: string[], other: string): { reason: string; words: string } {
  if (reason === '' || choices.includes(reason)) return { reason, words: '' };
  if (reason === other) return { reason: other, words: '' };
  const words = reason.startsWith(other) ? reason.slice(other.length).replace(/^[：:]/, '') : reason;
  return { reason: other, words };
}

export function row_of(line: LineInput, choices: string[], other: string): Row {
  return {
    ...blank_row(),
    certificate: line.certificate,
    level: line.level,
    year: line.year ?? null,
    headcount: line.headcount === null ? '' : String(line.headcount),
    ...split_reason(line.reason ?? '', choices, other),
  };
}

export function row_of_pasted(line: PastedLine, choices: string[], other: string): Row {
  const year = /^\d{4}$/.test(line.year) ? Number(line.year) : null;
  return {
    ...blank_row(),
    certificate: line.certificate,
    level: line.level,
    year,
    headcount: line.headcount,
    ...split_reason(line.reason, choices, other),
  };
}

/** The line to send. A headcount that is no number goes as null: the server says what is wrong with it. */
export function line_of_row(row: Row, kind: ApplicationKind, other: string): LineInput {
  const text = plain_number(row.headcount);
  const number = text === '' ? Number.NaN : Number(text);
  const line: LineInput = {
    certificate: row.certificate.trim(),
    level: row.level,
    headcount: Number.isFinite(number) ? number : null,
  };
  if (kind === 'new') return line;
  const reason = row.reason === other && row.words.trim() ? other + other_mark + row.words.trim() : row.reason;
  return { ...line, reason: reason || null, year: row.year };
}
