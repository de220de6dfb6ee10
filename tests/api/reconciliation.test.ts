import { describe, expect, test } from 'vitest';
import type { Browser, Json } from './harness/client.ts';
import { COLLEGE, day, done, OTHER_COLLEGE, plan, sandbox, SCHOOL, WEB } from './harness/world.ts';
import { book, bookParts, zipped } from './harness/books.ts';
import { readBook } from './harness/xlsx.ts';

// The office puts the ministry platform's export beside the ledger. The small world has, for 2025: 10842 1000, 10843 500, G001 200,
// Z001 100, all WEB 中级.
const box = sandbox({ plans: [plan(COLLEGE, WEB, '中级', 1000), plan(OTHER_COLLEGE, WEB, '中级', 500), plan(SCHOOL, WEB, '中级', 200), plan(SCHOOL, '物流管理', '初级', 60)] });

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADINGS = '学校代码,学校名称,证书名称,证书等级,计划年度,计划人数';
const csv = (...rows: string[]) => Buffer.from([HEADINGS, ...rows].join('\r\n'), 'utf8');
const USUAL = ['institution-code', 'institution-name', 'certificate', 'level', 'year', 'headcount'].map((field, column) => ({ field, column }));

async function upload(office: Browser, raw: Buffer, name = '平台导出.csv'): Promise<Json> {
  return done(201, await office.post('/reconciliations', { query: { name }, raw, type: 'text/csv' }));
}
async function compare(office: Browser, id: number, json: Json = { columns: USUAL }): Promise<Json> {
  return done(200, await office.post(`/reconciliations/${id}/comparison`, { json }));
}
async function items(person: Browser, id: number, query: Record<string, string | number> = {}): Promise<Json[]> {
  return done(200, await person.get(`/reconciliations/${id}/items`, { query: { limit: 200, ...query } })).items;
}
const short = (item: Json) => [item.list, item.institution.name, item.certificate.name, item.level, item.ours, item.theirs];

describe('a reconciliation', () => {
  let first: Json;

  test('an upload is read at once, and its columns are known by their headings', async () => {
    const office = await box.as('office');
    first = await upload(
      office,
      csv(
        `${COLLEGE},演练职业学院,${WEB},中级,2025,1000`,
        `,演练 应用学院,${WEB}职业技能等级证书,２,2025年,４９０`,
        `,演练巩义中等专业学校,${WEB},中级,2025,200`,
        `${SCHOOL},,老年照护,初级,2025,30`,
        `${SCHOOL},演练巩义中专,物流管理,初级,2025,六十`,
        '合计,,,,,1720',
      ),
    );
    expect(first).toMatchObject({ name: '平台导出.csv', encoding: 'UTF-8', lines: 6, heading_line: 1, compared_at: null, progress: null });
    expect(first.columns).toEqual(USUAL);
    const view = done(200, await office.get(`/reconciliations/${first.id}`));
    expect(view.headings).toEqual(HEADINGS.split(','));
    expect(view.samples[0]).toEqual([COLLEGE, '演练职业学院', WEB, '中级', '2025', '1000']);
  });

  test('compared, it makes four lists, names to decide and rows that are not understood', async () => {
    const office = await box.as('office');
    const compared = await compare(office, first.id);
    expect(compared.counts).toEqual({ equal: 1, only_here: 2, only_there: 2, different: 1 });
    expect(compared).toMatchObject({ faults: 1, undecided: 2, rows_set_aside: 0 });
    expect((await items(office, first.id, { list: 'equal' })).map(short)).toEqual([['equal', '演练职业学院', WEB, '中级', 1000, 1000]]);
    expect((await items(office, first.id, { list: 'different' })).map(short)).toEqual([['different', '演练应用学院', WEB, '中级', 500, 490]]);
    const there = await items(office, first.id, { list: 'only-there' });
    expect(there.map((item) => [item.institution.known, item.certificate.known, item.theirs])).toEqual(
      expect.arrayContaining([[false, true, 200], [true, false, 30]]),
    );
    const view = done(200, await office.get(`/reconciliations/${first.id}`));
    expect(view.fault_items).toEqual([{ line: 6, field: 'headcount', value: '六十', trouble: 'no-number' }]);
  });

  test('filters and pages show what they say', async () => {
    const office = await box.as('office');
    expect((await items(office, first.id, { q: '物流' })).length).toBe(1);
    expect((await items(office, first.id, { institution: COLLEGE })).length).toBe(1);
    expect((await items(office, first.id, { bureau: '410181' })).every((item) => item.institution.code === SCHOOL)).toBe(true);
    expect((await items(office, first.id, { year: 2026 })).length).toBe(0);
    const page = done(200, await office.get(`/reconciliations/${first.id}/items`, { query: { limit: 4 } }));
    expect([page.items.length, page.total]).toEqual([4, 6]);
    const rest = done(200, await office.get(`/reconciliations/${first.id}/items`, { query: { limit: 4, cursor: page.next_cursor } }));
    expect([rest.items.length, rest.next_cursor]).toEqual([2, null]);
  });

  test('a name is decided once, and counts from the next comparison on', async () => {
    const office = await box.as('office');
    const names = done(200, await office.get(`/reconciliations/${first.id}/names`)).items;
    const school = names.find((row: Json) => row.kind === 'institution');
    expect(school).toMatchObject({ name: '演练巩义中等专业学校', rows: 1, headcount: 200, decided: null });
    expect(school.candidates[0]).toMatchObject({ target: SCHOOL, name: '演练巩义中专' });
    const wish = { kind: 'institution', name: school.name, choice: 'means', target: SCHOOL };
    done(204, await office.put('/reconcile-names', { json: { items: [wish, { kind: 'certificate', name: '老年照护', choice: 'set-aside' }] } }));
    const decided = done(200, await office.get(`/reconciliations/${first.id}/names`, { query: { decided: true } })).items;
    expect(decided.map((row: Json) => row.decided.target_name)).toEqual(['', '演练巩义中专']);
    const again = await compare(office, first.id);
    expect(again.counts).toEqual({ equal: 2, only_here: 1, only_there: 0, different: 1 });
    expect(again).toMatchObject({ undecided: 0, rows_set_aside: 1 });
    const wrong = await office.put('/reconcile-names', { json: { items: [{ kind: 'certificate', name: '甲', choice: 'means', target: '没有的证书' }] } });
    expect(wrong.code).toBe('certificate-unknown');
    const absent = await office.put('/reconcile-names', { json: { items: [{ kind: 'institution', name: '甲', choice: 'means', target: '99999' }] } });
    expect([absent.status, absent.code]).toEqual([404, 'not-yours']);
  });

  test('a difference is explained, with its version, and never without a note', async () => {
    const office = await box.as('office');
    const [one] = await items(office, first.id, { list: 'different' });
    const path = `/reconciliations/${first.id}/differences`;
    const which = [{ id: one.id, version: one.version }];
    expect((await office.put(path, { json: { items: which, state: 'explained' } })).code).toBe('note-required');
    const said = { items: which, owner: '高职组', note: '平台尚未录入调增', state: 'explained' };
    expect(done(200, await office.put(path, { json: said })).items[0]).toMatchObject({ state: 'explained', owner: '高职组', version: 2, edited_by: '省推进办' });
    const late = await office.put(path, { json: { items: which, note: '另一说法' } });
    expect([late.status, late.code]).toEqual([412, 'version-stale']);
    const [equal] = await items(office, first.id, { list: 'equal' });
    expect((await office.put(path, { json: { items: [{ id: equal.id, version: 1 }], note: '无差异' } })).status).toBe(404);
    expect((await items(office, first.id, { state: 'explained' })).length).toBe(1);
  });

  test('the next upload keeps what was explained while its numbers stay, and opens it again when they change', async () => {
    const office = await box.as('office');
    const row = (headcount: number) => csv(`${OTHER_COLLEGE},,${WEB},中级,2025,${headcount}`);
    const second = await upload(office, row(490), '第二次.csv');
    expect(second.columns).toEqual(USUAL);
    await compare(office, second.id);
    const [kept] = await items(office, second.id, { list: 'different' });
    expect(kept).toMatchObject({ state: 'explained', note: '平台尚未录入调增', owner: '高职组', changed: false });
    const third = await upload(office, row(480), '第三次.csv');
    await compare(office, third.id);
    const [changed] = await items(office, third.id, { list: 'different' });
    expect(changed).toMatchObject({ state: 'open', note: '平台尚未录入调增', owner: '高职组', changed: true });
    const history = done(200, await office.get('/reconciliations')).items;
    expect(history.map((one: Json) => one.name)).toEqual(['第三次.csv', '第二次.csv', '平台导出.csv']);
  });

  test('a file without a year and in GBK is read with the year that is named; the columns are remembered', async () => {
    const office = await box.as('office');
    // 院校,证书及等级,人数 / 演练职业学院,物流管理（初级）,12 in GB 18030
    const gbk = Buffer.from('d4bad0a32cd6a4cae9bcb0b5c8bcb62cc8cbcafd0d0ad1ddc1b7d6b0d2b5d1a7d4ba2cceefc1f7b9dcc0eda3a8b3f5bcb6a3a92c31320d0a', 'hex');
    const kept = await upload(office, gbk);
    expect(kept).toMatchObject({ encoding: 'GB18030', lines: 1, year: 2026 });
    expect(kept.columns.map((one: Json) => one.field)).toEqual(['institution-name', 'certificate', 'headcount']);
    const compared = await compare(office, kept.id, { columns: kept.columns, year: 2026 });
    expect(compared.counts).toMatchObject({ only_there: 1, only_here: 0 });
    const [item] = await items(office, kept.id);
    expect(item).toMatchObject({ level: '初级', year: 2026, theirs: 12, line: 2, plan_id: null });
    const missing = await office.post(`/reconciliations/${kept.id}/comparison`, { json: { columns: kept.columns } });
    expect([missing.status, missing.code, missing.json.field]).toEqual([422, 'field-invalid', 'year']);
    const beyond = await office.post(`/reconciliations/${kept.id}/comparison`, { json: { columns: [...kept.columns.slice(0, 2), { field: 'headcount', column: 9 }], year: 2026 } });
    expect(beyond.code).toBe('field-invalid');
  });

  test('what is no table is said by line and column, and not kept', async () => {
    const office = await box.as('office');
    const before = done(200, await office.get('/reconciliations')).total;
    const bad: [Buffer, RegExp][] = [
      [Buffer.from('院校,人数\n"甲学院,1\n'), /第 2 行第 1 列/],
      [Buffer.from('院校,人数\n"甲"学院,1\n'), /第 2 行第 1 列/],
      [Buffer.from('院校,人数\n甲\0学院,1\n'), /第 2 行第 1 列/],
      [Buffer.from([0x41, 0x2c, 0xff, 0xff, 0x0a]), /编码/],
      [Buffer.from(`${'a,'.repeat(101)}\n`), /100 列/],
      [Buffer.from(`院校\n${'长'.repeat(800)}\n`), /第 2 行第 1 列/],
      [Buffer.from('PK\x03\x04' + '\0'.repeat(40), 'latin1'), /损坏/],
      [Buffer.from('\n\n\n'), /没有数据/],
    ];
    for (const [raw, words] of bad) {
      const answer = await office.post('/reconciliations', { query: { name: 'x.csv' }, raw, type: 'text/csv' });
      expect([answer.status, answer.code]).toEqual([422, 'table-invalid']);
      expect(answer.json.detail_zh).toMatch(words);
    }
    expect(done(200, await office.get('/reconciliations')).total).toBe(before);
    const typed = await office.post('/reconciliations', { query: { name: 'x' }, raw: csv(), type: 'application/octet-stream' });
    expect(typed.code).toBe('media-type-unsupported');
  });

  test('a book is read like a table of text: title above, full-width digits, numbers as numbers, the first filled sheet', async () => {
    const office = await box.as('office');
    const rows = [['考核计划汇总'], HEADINGS.split(','), [COLLEGE, null, WEB, '中级', 2025, 990], [null, '演练应用学院', WEB, '２', '2025年', '５００'], [SCHOOL, null, '物流管理', '初级', 2025, '六十'], ['合计', null, null, null, null, 1490]];
    const ask = { query: { name: '平台导出.xlsx' }, raw: book({ 空表: [], 汇总: rows }), type: XLSX };
    const kept = done(201, await office.post('/reconciliations', ask));
    expect(kept).toMatchObject({ encoding: 'XLSX', heading_line: 2, lines: 4, name: '平台导出.xlsx' });
    expect(kept.columns).toEqual(USUAL);
    const compared = await compare(office, kept.id);
    expect(compared).toMatchObject({ counts: { equal: 1, different: 1, only_there: 0 }, faults: 1 });
    const [item] = await items(office, kept.id, { list: 'different' });
    expect([item!.ours, item!.theirs, item!.line]).toEqual([1000, 990, 3]);
    const view = done(200, await office.get(`/reconciliations/${kept.id}`));
    expect(view.fault_items).toMatchObject([{ line: 5, field: 'headcount', value: '六十' }]);
  });

  test('a book that hides something, or has too many columns, is refused as a whole', async () => {
    const office = await box.as('office');
    const wide = book({ 甲: [Array.from({ length: 101 }, (_, i) => `列${i}`)] });
    const macros = zipped(bookParts({ 甲: [['院校']] }), [{ name: 'xl/vbaProject.bin', bytes: Buffer.from('x') }]);
    for (const [raw, words] of [[wide, /100 列/], [macros, /宏/], [book({ 甲: [] }), /没有数据/]] as const) {
      const answer = await office.post('/reconciliations', { query: { name: 'x.xlsx' }, raw, type: XLSX });
      expect([answer.status, answer.code]).toEqual([422, 'table-invalid']);
      expect(answer.json.detail_zh).toMatch(words);
    }
  });

  test('the export holds what the filter shows, and nothing that a spreadsheet would calculate', async () => {
    const office = await box.as('office');
    const kept = await upload(office, csv(`,=cmd|演练,${WEB},中级,2025,3`));
    await compare(office, kept.id);
    const book = await office.get(`/reconciliations/${kept.id}/items.xlsx`, { query: { list: 'only-there' } });
    const [head, ...rows] = readBook(book.raw)[0]!.rows;
    expect(head!.map((cell) => cell.text)).toContain('平台人数');
    expect(rows.map((row) => row.map((cell) => cell.text ?? cell.number).slice(0, 9))).toEqual([
      ['仅平台有', undefined, "'=cmd|演练", WEB, '中级', 2025, 0, 3, 3],
    ]);
    expect(rows.flat().some((cell) => cell.formula)).toBe(false);
  });

  test('a repeated request gives the same answer and makes nothing twice', async () => {
    const office = await box.as('office');
    const ask = { query: { name: 'twice.csv' }, raw: csv(`${COLLEGE},,${WEB},中级,2025,1`), type: 'text/csv', key: 'twice-the-same' };
    const one = done(201, await office.post('/reconciliations', ask));
    const two = await office.post('/reconciliations', ask);
    expect([two.json, two.header('idempotency-replayed')]).toEqual([one, 'true']);
    const compared = { json: { columns: USUAL }, key: 'compared-the-same' };
    done(200, await office.post(`/reconciliations/${one.id}/comparison`, compared));
    expect((await office.post(`/reconciliations/${one.id}/comparison`, compared)).header('idempotency-replayed')).toBe('true');
  });

  test('department and auditor read; nobody else even sees that there is something', async () => {
    for (const reader of ['department', 'auditor']) {
      const person = await box.as(reader);
      expect((await items(person, first.id)).length).toBeGreaterThan(0);
      expect((await person.post('/reconciliations', { query: { name: 'x.csv' }, raw: csv(), type: 'text/csv' })).status).toBe(403);
      expect((await person.put(`/reconciliations/${first.id}/differences`, { json: { items: [] } })).status).toBe(403);
    }
    const clerk = await box.as(SCHOOL);
    for (const path of ['', `/${first.id}`, `/${first.id}/items`, `/${first.id}/items.xlsx`, `/${first.id}/names`]) {
      expect([path, (await clerk.get(`/reconciliations${path}`)).status]).toEqual([path, 403]);
    }
    const office = await box.as('office');
    for (const path of ['', '/items', '/items.xlsx', '/names']) expect((await office.get(`/reconciliations/999999${path}`)).status).toBe(404);
    expect((await office.post('/reconciliations/999999/comparison', { json: { columns: USUAL } })).status).toBe(404);
  });

  test('an upload before the three newest keeps its figures and what was said; compared again, it is whole', async () => {
    let office = await box.as('office');
    const pruned = async () => done(200, await office.get(`/reconciliations/${first.id}`)).pruned_at !== null;
    await expect.poll(pruned).toBe(true);
    expect(done(200, await office.get(`/reconciliations/${first.id}`)).counts).toMatchObject({ equal: 2, different: 1 });
    expect((await items(office, first.id)).map((item) => [item.list, item.note])).toEqual([['different', '平台尚未录入调增']]);
    await box.at(day('03-13'));
    office = await box.as('office');
    const again = await compare(office, first.id);
    expect(again.pruned_at).toBeNull();
    expect((await items(office, first.id)).length).toBe(again.counts.equal + again.counts.different + again.counts.only_here + again.counts.only_there);
    const [kept] = await items(office, first.id, { list: 'different' });
    expect(kept).toMatchObject({ note: '平台尚未录入调增', owner: '高职组' });
  });

  test('every act is in the trail', async () => {
    const trail = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'reconcile-compare', result: 'done', limit: 200 } }));
    expect(trail.total).toBeGreaterThan(4);
    expect(trail.items.at(-1).detail).toBe('equal 1 only-here 2 only-there 2 different 1');
  });
});
