import { describe, expect, test } from 'vitest';
import { COLLEGE, done, GONGYI, plan, sandbox, SCHOOL, WEB, world } from './harness/world.ts';

const FORMULA = '=HYPERLINK("http://example.org","x")';
const names = [FORMULA, '+1', '-1', '@SUM(A1)', '＝1+1', '带,逗号', '带"引号"'];
const small = world();
const box = sandbox({
  certificates: [...small.certificates, ...names.map((name) => ({ name, levels: ['初级'], organisation: '=1+1' }))],
  plans: [...small.plans, ...names.map((name, i) => plan(COLLEGE, name, '初级', 10 + i))],
});

/** RFC 4180: quoted fields, doubled quotes, lines inside quotes. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/("((?:[^"]|"")*)"|[^",\r\n]*)(,|\r\n|\n|$)/g)) {
    if (match[0] === '') break;
    rows.at(-1)?.push(match[2] === undefined ? (match[1] ?? '') : match[2].replaceAll('""', '"'));
    if (match[3] !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('plans as CSV', () => {
  test('come as a UTF-8 attachment with a byte order mark', async () => {
    const csv = await (await box.as('department')).get('/plans.csv');
    expect(csv.header('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.header('content-disposition')).toMatch(/^attachment; filename/);
    expect(csv.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  test('hold a head and every plan of the scope, with the figures of the list', async () => {
    for (const actor of ['department', COLLEGE, SCHOOL, GONGYI]) {
      const person = await box.as(actor);
      const listed = done(200, await person.get('/plans', { query: { limit: 200 } }));
      const rows = rowsOf((await person.get('/plans.csv')).text.slice(1));
      expect([actor, rows.length]).toEqual([actor, listed.total + 1]);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    }
  });

  test('take the filters of the list', async () => {
    const person = await box.as('department');
    const rows = async (query: Record<string, string | number>) => rowsOf((await person.get('/plans.csv', { query })).text.slice(1)).length - 1;
    expect(await rows({ certificate: WEB })).toBe(4);
    expect(await rows({ bureau: GONGYI })).toBe(1);
    expect(await rows({ year: 2030 })).toBe(0);
    expect((await person.get('/plans.csv', { query: { limit: 5 } })).code).toBe('parameter-unknown');
  });

  test('never start a cell so that a spreadsheet would calculate it', async () => {
    const rows = rowsOf((await (await box.as(COLLEGE)).get('/plans.csv')).text.slice(1));
    const cells = rows.flat();
    for (const cell of cells) expect([cell, /^[=+\-@\t\r＝＋－＠]/.test(cell)]).toEqual([cell, false]);
    const kept = (name: string) => cells.some((cell) => cell.endsWith(name));
    expect(names.map(kept)).toEqual(names.map(() => true));
  });
});
