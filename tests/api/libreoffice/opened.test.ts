import { beforeAll, expect, test } from 'vitest';
import { operations } from '../harness/contract.ts';
import { COLLEGE, day, done, line, plan, sandbox, SCHOOL, WEB, world } from '../harness/world.ts';
import { dayOf, readBook, type Sheet } from '../harness/xlsx.ts';
import { openedByOffice, type OfficeCell, type OfficeSheet } from './soffice.ts';

// Every kind of book that leaves the server is opened by LibreOffice, all of them with one start of it: it keeps Chinese, numbers as
// numbers and dates as dates, calculates no text, and sees the locks and drop-downs of what is to be filled.

const dangerous = ['=1+1', '＝HYPERLINK("http://example.org","x")', '+1', '-1', '@SUM(A1)', '=cmd|calc'];
const small = world();
const box = sandbox({
  certificates: [...small.certificates, ...dangerous.map((name) => ({ name, levels: ['初级'], organisation: '=1+1' }))],
  plans: [...small.plans, ...dangerous.map((name, i) => plan(COLLEGE, name, '初级', 10 + i))],
});
const QUERIES: Record<string, Record<string, string | number>> = {
  '/rates/ranking.xlsx': { year: 2026, by: 'bureau' },
  '/rates/trend.xlsx': { from: 2025, to: 2026 },
  '/rates/side.xlsx': { year: 2026 },
  '/rates/funnel.xlsx': { year: 2026, round: 'spring' },
  '/rates/funnel/applications.xlsx': { year: 2026, round: 'spring' },
  '/rates/reviews.xlsx': { year: 2026, figure: 'reviews-in-time' },
  '/rates/report.xlsx': { year: 2026 },
  '/rounds/work-plan.xlsx': { year: 2026, round: 'spring' },
  '/exit/candidates.xlsx': { year: 2026 },
  '/applications/template.xlsx': { kind: 'decrease' },
};
const books = new Map<string, Buffer>();
let opened = new Map<string, OfficeSheet[]>();

/** Who may have the book: most are the department's too. */
function keeper(path: string): string {
  if (/^\/(audit|accounts)/.test(path)) return 'auditor';
  if (/^\/(announcements|contacts|catalogue)/.test(path)) return 'office';
  return path.startsWith('/notices') || path.includes('template') ? COLLEGE : 'department';
}

async function keep(name: string, actor: string, path: string, query: Record<string, string | number> = {}, language = 'zh'): Promise<void> {
  const answer = await (await box.as(actor)).get(path, { query, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  books.set(name, answer.raw);
}

beforeAll(async () => {
  const declared = await box.submit(SCHOOL, 'new', [line('物流管理', '初级', 30), line(WEB, '高级', 20)]);
  const { id: planId } = done(200, await (await box.as(COLLEGE)).get('/plans', { query: { certificate: WEB } })).items[0];
  await box.at(day('06-20'));
  const assessed = { certificate: WEB, level: '中级', year: 2025, on: '2026-06-19', examined: 4, passed: 3 };
  done(201, await (await box.as(COLLEGE)).post('/assessments', { json: assessed }));
  const ids: Record<string, number> = { '/applications/{id}/form.xlsx': declared.id, '/plans/{id}/ledger.xlsx': planId };
  // A reconciliation needs an upload first, an edition a freezing; their books are made as the others are.
  const lists = operations.filter((one) => one.method.toUpperCase() === 'GET' && one.path.endsWith('.xlsx') && !/^\/(reconciliations|editions)\//.test(one.path));
  for (const { id, path } of lists) {
    const actor = keeper(path);
    await keep(id, actor, path.replace('{id}', String(ids[path])), QUERIES[path] ?? {});
  }
  for (const kind of ['new', 'increase']) await keep(`template-${kind}`, COLLEGE, '/applications/template.xlsx', { kind }, 'en');
  await keep('plans-en', 'department', '/plans.xlsx', {}, 'en');
  opened = openedByOffice(books);
}, 300_000);

/** What our own second reader finds in a book, its empty cells left out. */
const ownRows = (sheet: Sheet) => sheet.rows.map((row) => row.filter((cell) => cell && (cell.text || cell.number !== undefined || cell.formula))).filter((row) => row.length > 0);

test('every book opens with its sheets and all of its cells', () => {
  expect(books.size).toBeGreaterThan(20);
  for (const [name, bytes] of books) {
    const own = readBook(bytes);
    const seen = opened.get(name) ?? [];
    expect([name, seen.map((sheet) => sheet.name)]).toEqual([name, own.map((sheet) => sheet.name)]);
    if (/template/i.test(name)) continue;
    own.forEach((sheet, i) => expect([name, seen[i]?.rows.map((row) => row.length)]).toEqual([name, ownRows(sheet).map((row) => row.length)]));
  }
});

test('numbers stay numbers, dates dates, texts texts, as they were written', () => {
  let numbers = 0;
  let dates = 0;
  const same = (name: string, own: Sheet['rows'][number][number], seen: OfficeCell | undefined) => {
    if (own.text !== undefined) return expect([name, seen?.type, seen?.text]).toEqual([name, 'string', own.text]);
    if (own.format?.startsWith('yyyy')) {
      dates += 1;
      return expect([name, seen?.type, seen?.value.slice(0, 10)]).toEqual([name, 'date', dayOf({ number: Math.floor(own.number ?? 0) })]);
    }
    numbers += 1;
    expect([name, seen?.type, Number(seen?.value)]).toEqual([name, own.format === '0.00%' ? 'percentage' : 'float', own.number]);
  };
  for (const [name, bytes] of books) {
    if (/template/i.test(name)) continue;
    readBook(bytes).forEach((sheet, i) => ownRows(sheet).forEach((row, r) => row.forEach((cell, c) => same(`${name} ${r} ${c}`, cell, opened.get(name)?.[i]?.rows[r]?.[c]))));
  }
  expect(numbers).toBeGreaterThan(50);
  expect(dates).toBeGreaterThan(20);
});

test('no text is calculated; formulas are only ours, in annexes that are to be filled', () => {
  for (const [name, sheets] of opened) {
    const formulas = sheets.flatMap((sheet) => sheet.rows.flat()).flatMap((cell) => (cell.formula === undefined ? [] : [cell.formula]));
    if (!/^(template-|readAnnexTemplate)/.test(name)) expect([name, formulas]).toEqual([name, []]);
    for (const formula of formulas) expect(formula).toMatch(/^of:=(IF\(OR\(|SUM\(\[)/);
  }
  const names = opened.get('exportPlanSheet')?.[0]?.rows.map((row) => row[2]?.text) ?? [];
  for (const name of dangerous) expect(names).toContain(`'${name}`);
});

test('what is to be filled is locked around it, with its drop-downs', () => {
  for (const name of ['readAnnexTemplate', 'template-new', 'template-increase', 'readAssessmentTemplate']) {
    const [first] = opened.get(name) ?? [];
    expect([name, first?.locked, (first?.rules ?? 0) >= 3]).toEqual([name, true, true]);
  }
  expect(opened.get('exportPlanSheet')?.[0]).toMatchObject({ locked: false, rules: 0 });
});
