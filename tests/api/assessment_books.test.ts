import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { book, bookParts, zip, zipped, type Made } from './harness/books.ts';
import { COLLEGE, day, done, plan, sandbox, SCHOOL, WEB, world } from './harness/world.ts';
import { readBook, unzip } from './harness/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const RESULTS = ['证书', '级别', '计划年度', '考核日期', '考核人数', '合格人数', '考核批次号', '每人费用（元）', '缴费截止日', '缴费日期', '发票号码'];
const SCHEDULES = ['证书', '级别', '计划年度', '计划考核日期', '考核地点', '计划考核人数', '评价组织联系人'];
const BAD = '=HYPERLINK("http://example.org")';
const small = world();
const box = sandbox({
  certificates: [...small.certificates, { name: BAD, levels: ['初级'], organisation: '甲机构' }],
  plans: [...small.plans, plan(COLLEGE, BAD, '初级', 30)],
});
const on = new Date(Date.UTC(2026, 5, 19));
const row = (over: Partial<Record<number, Made>> = {}): Made[] =>
  [WEB, '中级', 2025, on, 4, 3, null, null, null, null, null].map((made, i) => (i in over ? (over[i] ?? null) : made));

async function send(bytes: Buffer, query: Record<string, string> = { dry_run: 'true' }, actor = COLLEGE, path = '/assessments/import'): Promise<Answer> {
  return (await box.as(actor)).post(path, { raw: bytes, type: XLSX, query });
}
/** 4.5 MB that shrink fifty to one. */
const repetitive = () =>
  Buffer.concat(
    Array.from({ length: 50 }, () => {
      const block = randomBytes(1500);
      return Buffer.concat(Array.from({ length: 60 }, () => block));
    }),
  );
const tried = async (sheets: Record<string, Made[][]>) => done(200, await send(book(sheets)));
const places = (outcome: Json) => outcome.problems.map((problem: Json) => [problem.place, problem.code]);

describe('books from strangers', () => {
  const parts = () => bookParts({ 考核结果: [RESULTS, row()] });
  const spoiled = (name: string, change: (text: string) => string) => {
    const all = parts();
    all.set(name, change(all.get(name) ?? ''));
    return zipped(all);
  };
  const doctype = (text: string, declared: string) => text.replace('?>\n', `?>\n${declared}\n`);
  const XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]>`;
  const external = '<Relationship Id="rId50" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://example.org" TargetMode="External"/>';
  const cases: [string, () => Buffer, string][] = [
    ['nothing of a ZIP', () => Buffer.from('certificate,level\n'), 'sheet-not-xlsx'],
    ['an old workbook, or one with a password', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]), 'sheet-not-xlsx'],
    ['a ZIP without a workbook', () => zip([{ name: 'a.txt', bytes: Buffer.from('a') }]), 'sheet-not-xlsx'],
    ['an encrypted entry', () => zip([{ name: '_rels/.rels', bytes: Buffer.from('<a/>'), encrypted: true }]), 'sheet-not-xlsx'],
    ['half a file', () => zipped(parts()).subarray(0, 700), 'sheet-damaged'],
    ['a bomb of one entry', () => zipped(parts(), [{ name: 'xl/media/a.bin', bytes: Buffer.alloc(60 * 1024 * 1024) }]), 'sheet-bomb'],
    ['a part that unpacks 100 to 1', () => zipped(parts(), [{ name: 'xl/media/a.bin', bytes: Buffer.alloc(1024 * 1024) }]), 'sheet-bomb'],
    ['many entries that are large together', () => zipped(parts(), Array.from({ length: 12 }, (_, i) => ({ name: `xl/media/b${i}.bin`, bytes: repetitive() }))), 'sheet-bomb'],
    ['more than a thousand entries', () => zipped(parts(), Array.from({ length: 1000 }, (_, i) => ({ name: `x${i}.txt`, bytes: Buffer.from('x') }))), 'sheet-bomb'],
    ['a sheet that reads a file', () => spoiled('xl/worksheets/sheet1.xml', (text) => doctype(text, XXE).replace(WEB, '&e;')), 'sheet-active'],
    ['a DTD in the workbook', () => spoiled('xl/workbook.xml', (text) => doctype(text, XXE)), 'sheet-active'],
    ['laughs by the million', () => spoiled('xl/styles.xml', (text) => doctype(text, LAUGHS)), 'sheet-active'],
    ['a link to elsewhere', () => spoiled('xl/_rels/workbook.xml.rels', (text) => text.replace('</Relationships>', `${external}</Relationships>`)), 'sheet-active'],
    ['macros', () => zipped(parts(), [{ name: 'xl/vbaProject.bin', bytes: Buffer.from('x') }]), 'sheet-active'],
    ['a workbook that calls itself one with macros', () => spoiled('[Content_Types].xml', (text) => text.replace('application/xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')), 'sheet-active'],
    ['the same entry twice', () => zipped(parts(), [{ name: 'xl/workbook.xml', bytes: Buffer.from('<a/>') }]), 'sheet-damaged'],
    ['a way out of the folder', () => zipped(parts(), [{ name: '../a.xml', bytes: Buffer.from('<a/>') }]), 'sheet-damaged'],
    ['XML that does not close', () => spoiled('xl/worksheets/sheet1.xml', (text) => text.replace('</worksheet>', '')), 'sheet-damaged'],
    ['elements within elements without end', () => spoiled('xl/worksheets/sheet1.xml', (text) => text.replace('<sheetData>', '<a>'.repeat(5000))), 'sheet-damaged'],
  ];
  test.each(cases)('%s', async (_, make, code) => {
    const answer = await send(make());
    expect([answer.status, answer.code]).toEqual([422, code]);
  });

  test('ten thousand rows and no more; the first one too many is named', async () => {
    const filler = (n: number) => Array.from({ length: n }, (_, i) => [`第${i}行`]);
    const answer = await send(book({ 考核结果: filler(10_001) }));
    expect([answer.status, answer.code, answer.json.field]).toEqual([422, 'sheet-rows', '考核结果!A10001']);
    expect((await tried({ 考核结果: [...filler(9), RESULTS, ...filler(9_000)] })).problems).toEqual([]);
  });

  test('five mebibytes and no more, and nothing but a book', async () => {
    expect((await send(Buffer.alloc(5 * 1024 * 1024 + 1))).code).toBe('body-too-large');
    const answer = await (await box.as(COLLEGE)).post('/assessments/import', { raw: zipped(parts()), type: 'application/zip', query: { dry_run: 'true' } });
    expect(answer.status).toBe(415);
  });
});

describe('an import', () => {
  test('is looked through first, and reads what people type', async () => {
    await box.at(day('06-20'));
    const typed = row({ 2: ' ２０２５ ', 3: '2026年6月18日', 4: '１２', 5: ' 10 ', 7: '280.5', 8: '2026/7/1', 9: '2026.6.20', 6: '批-1' });
    const computed = row({ 4: { formula: '2+3', value: 5 }, 5: 5 });
    const outcome = await tried({ 考核结果: [['河南省考核登记'], RESULTS, row(), typed, computed, [WEB, '高级', 2025]] });
    expect(outcome).toMatchObject({ dry_run: true, allowed: true, results: 3, examined: 21, schedules: 0, problems: [] });
    expect(done(200, await (await box.as(COLLEGE)).get('/assessments')).total).toBe(0);
  });

  test('says by sheet and cell what is not understood or not allowed', async () => {
    const outcome = await tried({
      考核结果: [
        RESULTS,
        row({ 0: '没有的证书' }),
        row({ 3: '六月', 4: 0, 5: 'x' }),
        row({ 3: new Date(Date.UTC(2026, 11, 1)) }),
        row({ 4: 9999, 5: 1 }),
        row({ 4: 3, 5: 4 }),
        row({ 7: '一百', 8: on }),
      ],
      考核安排: [SCHEDULES, [WEB, '中级', 2025, new Date(Date.UTC(2026, 8, 1)), null, 3, '甲']],
    });
    expect(outcome.allowed).toBe(false);
    expect(places(outcome)).toEqual([
      ['考核结果!A2', 'certificate-unknown'],
      ['考核结果!A2', 'no-such-plan'],
      ['考核结果!D3', 'cell-invalid'],
      ['考核结果!E3', 'cell-invalid'],
      ['考核结果!F3', 'cell-invalid'],
      ['考核结果!D4', 'date-invalid'],
      ['考核结果!E5', 'over-plan'],
      ['考核结果!F6', 'headcount-invalid'],
      ['考核结果!H7', 'cell-invalid'],
      ['考核安排!E2', 'cell-invalid'],
    ]);
    expect(outcome.failed_rows).toBe(7);
  });

  test('counts rows one behind the other, and knows an assessment that is there twice', async () => {
    const outcome = await tried({ 考核结果: [RESULTS, row({ 4: 600, 5: 500 }), row({ 4: 401, 5: 1 }), row({ 4: 600, 5: 500 })] });
    expect(places(outcome).map(([place]: string[]) => place)).toEqual(['考核结果!E3', '考核结果!E4']);
    expect(places(await tried({ 考核结果: [RESULTS, row(), row()] }))).toEqual([['考核结果!D3', 'duplicate-line']]);
  });

  test('misses a column by its name, and a sheet that is none of ours', async () => {
    const without = await tried({ 考核结果: [RESULTS.filter((head) => head !== '合格人数'), row().filter((_, i) => i !== 5)] });
    expect(without.problems[0]).toMatchObject({ place: '考核结果!A1', zh: '缺少“合格人数”列' });
    expect((await tried({ 表一: [['姓名', '电话']] })).allowed).toBe(false);
  });

  test('gives the failed rows back with their reasons, texts as texts', async () => {
    const answer = await send(book({ 考核结果: [RESULTS, row(), row({ 0: `'${BAD}`, 1: '初级', 4: 31, 5: 1 })] }), {}, COLLEGE, '/assessments/import/failed-rows');
    expect([answer.status, answer.header('content-type')]).toEqual([200, XLSX]);
    const [results] = readBook(answer.raw);
    expect(results?.rows).toHaveLength(2);
    expect(results?.rows[1]?.[0]).toMatchObject({ text: `'${BAD}` });
    expect(results?.rows[1]?.at(-1)?.text).toContain('考核结果!E3');
    const english = await send(book({ Results: [RESULTS, row({ 4: 9999, 5: 1 })] }), {}, COLLEGE, '/assessments/import/failed-rows');
    expect(readBook(english.raw)[0]?.rows[1]?.at(-1)?.text).toContain('Results!E2：');
    expect(results?.rows.flat().some((cell) => cell?.formula)).toBe(false);
  });

  test('records all or nothing, once for each key, and leaves its row in the trail', async () => {
    const bad = await send(book({ 考核结果: [RESULTS, row(), row({ 4: 9999, 5: 1 })] }), {});
    expect([bad.status, bad.code, bad.json.field]).toEqual([422, 'sheet-invalid', '考核结果!E3']);
    const college = await box.as(COLLEGE);
    expect(done(200, await college.get('/assessments')).total).toBe(0);
    const good = book({
      考核结果: [RESULTS, row({ 6: 'PC-2026-01', 7: 280, 8: new Date(Date.UTC(2026, 5, 1)) })],
      考核安排: [SCHEDULES, [WEB, '中级', 2025, new Date(Date.UTC(2026, 8, 1)), '实训楼 301', 20, '王老师 0371-00000000']],
    });
    const ask = { raw: good, type: XLSX, key: 'import-0001-0001' };
    expect(done(200, await college.post('/assessments/import', ask))).toMatchObject({ dry_run: false, allowed: true, results: 1, examined: 4, schedules: 1 });
    const again = await college.post('/assessments/import', ask);
    expect([again.status, again.header('idempotency-replayed')]).toEqual([200, 'true']);
    const [listed] = done(200, await college.get('/assessments')).items;
    expect(listed).toMatchObject({ examined: 4, batch: 'PC-2026-01', fee_state: 'overdue', fee: { rate_fen: 28000, amount_fen: 112000, due_on: '2026-06-01' } });
    expect(done(200, await college.get('/assessment-schedules')).items).toMatchObject([{ planned_on: '2026-09-01', place: '实训楼 301', headcount: 20 }]);
    const trail = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'assessment-import', result: 'done' } }));
    expect(trail.items.map((item: Json) => item.detail)).toEqual(['results 1 examined 4 schedules 1']);
  });

  test('starts from a template with the live plans, which comes back as it went', async () => {
    const college = await box.as(COLLEGE);
    const template = await college.get('/assessments/template.xlsx');
    const sheets = readBook(template.raw);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['考核结果', '考核结果 选项', '考核安排', '考核安排 选项']);
    const xml = unzip(template.raw).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
    expect(xml).toContain('<sheetProtection');
    for (const rule of ['type="list"', 'type="date"', 'type="whole"', 'type="decimal"']) expect(xml).toContain(rule);
    const english = readBook((await college.get('/assessments/template.xlsx', { headers: { 'accept-language': 'en' } })).raw);
    expect(english[0]?.rows[0]?.map((cell) => cell.text)).toContain('Assessed on');
    expect(sheets[0]?.rows[0]?.map((cell) => cell.text)).toEqual(RESULTS);
    const live = done(200, await college.get('/plans', { query: { live_only: 'true', limit: 200 } })).total;
    expect(sheets[0]?.rows.filter((cells) => cells[0]?.text)).toHaveLength(live + 1);
    expect(done(200, await send(template.raw))).toMatchObject({ allowed: true, results: 0, schedules: 0 });
  });

  test('is an institution’s own', async () => {
    for (const actor of ['department', 'office', 'auditor', 'system']) {
      expect([actor, (await send(book({ 考核结果: [RESULTS, row()] }), { dry_run: 'true' }, actor)).status]).toEqual([actor, 403]);
    }
    expect(places(done(200, await send(book({ 考核结果: [RESULTS, row({ 0: '智能财税' })] }), { dry_run: 'true' }, SCHOOL))).length).toBeGreaterThan(0);
  });
});
