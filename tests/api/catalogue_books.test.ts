import { describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { book, filled, type Made } from './harness/books.ts';
import { COLLEGE, done, GONGYI, sandbox, SCHOOL, WEB, world } from './harness/world.ts';
import { readBook, unzip } from './harness/xlsx.ts';

// Institutions and certificates that come in as a book.

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const INSTITUTIONS = ['院校代码', '院校名称', '院校类别', '市县教育行政部门', '平台注册'];
const CERTIFICATES = ['证书', '培训评价组织', '级别'];
const box = sandbox(world());

async function send(bytes: Buffer, query: Record<string, string> = { dry_run: 'true' }, actor = 'office', path = '/catalogue/import', language = 'zh'): Promise<Answer> {
  return (await box.as(actor)).post(path, { raw: bytes, type: XLSX, query, headers: { 'accept-language': language } });
}
const tried = async (sheets: Record<string, Made[][]>) => done(200, await send(book(sheets)));
const places = (outcome: Json) => outcome.problems.map((problem: Json) => [problem.place, problem.code]);
const institution = async (code: string) => done(200, await (await box.as('office')).get(`/institutions/${code}`));
const certificate = async (q: string) => done(200, await (await box.as('office')).get('/certificates', { query: { q } })).items;

describe('the catalogue as a book', () => {
  test('the template has both sheets, drop-downs and locked heads, in either language', async () => {
    const office = await box.as('office');
    for (const [language, names] of [['zh', ['院校名录', '证书目录']], ['en', ['Institutions', 'Certificates']]] as const) {
      const answer = await office.get('/catalogue/template.xlsx', { headers: { 'accept-language': language } });
      expect(answer.status).toBe(200);
      expect(readBook(answer.raw).map((sheet) => sheet.name).filter((name) => (names as readonly string[]).includes(name))).toEqual(names);
      const sheet = unzip(answer.raw).get('xl/worksheets/sheet1.xml')!.toString('utf8');
      expect([sheet.includes('<sheetProtection'), (sheet.match(/type="list"/g) ?? []).length]).toEqual([true, 3]);
    }
    expect((await (await box.as('department')).get('/catalogue/template.xlsx')).status).toBe(403);
  });

  test('a look changes nothing; then all is done, each change in the audit trail', async () => {
    const sheets = {
      院校名录: [INSTITUTIONS, ['９９００１', '演练新院校', '市县属中职', GONGYI, '是'], [COLLEGE, '演练改名学院', '高职', '直报省级', null]],
      证书目录: [CERTIFICATES, ['演练绿色物流', '演练评价组织', '初级'], ['演练绿色物流', '演练评价组织', '高级']],
    };
    const outcome = { institutions_added: 1, institutions_changed: 1, certificates_added: 1, certificates_changed: 0, unchanged: 0, problems: [] };
    const before = await institution(COLLEGE);
    expect(await tried(sheets)).toMatchObject({ dry_run: true, allowed: true, ...outcome });
    expect(await institution(COLLEGE)).toEqual(before);
    expect(done(200, await send(book(sheets), {}))).toMatchObject({ dry_run: false, allowed: true, ...outcome });
    expect(await institution('99001')).toMatchObject({ name: '演练新院校', kind: 'local-secondary', registered: true, bureau: { code: GONGYI } });
    expect((await institution(COLLEGE)).name).toBe('演练改名学院');
    const [made] = await certificate('演练绿色物流');
    expect(made).toMatchObject({ organisation: '演练评价组织', levels: [{ level: '初级' }, { level: '高级' }] });
    // Its search keys were made from its name.
    expect((await certificate('yllswl')).map((one: Json) => one.id)).toEqual([made.id]);
    expect((await certificate('lv se wu liu')).map((one: Json) => one.id)).toEqual([made.id]);
    const trail = async (act: string) => done(200, await (await box.as('auditor')).get('/audit', { query: { act, result: 'done' } })).items;
    expect((await trail('catalogue-import'))[0].detail).toBe('institutions +1 ~1 certificates +1 ~0');
    expect((await trail('institution-add')).map((row: Json) => row.object)).toContain('99001');
    expect((await trail('institution-change')).map((row: Json) => row.object)).toContain(COLLEGE);
    expect(await tried(sheets)).toMatchObject({ allowed: true, institutions_added: 0, institutions_changed: 0, unchanged: 3 });
  });

  test.each(['zh', 'en'])('an exported list that was edited is read, in %s', async (language) => {
    const office = await box.as('office');
    for (const path of ['/institutions.xlsx', '/certificates.xlsx']) {
      const { raw } = await office.get(path, { headers: { 'accept-language': language } });
      const rows = (readBook(raw)[0]?.rows.length ?? 1) - 1;
      const outcome = done(200, await send(raw));
      expect([path, outcome.problems]).toEqual([path, []]);
      expect([path, outcome.unchanged > 0, outcome.unchanged <= rows]).toEqual([path, true, true]);
      if (path === '/institutions.xlsx') expect(done(200, await send(filled(raw, { B2: `演练改名${language}` })))).toMatchObject({ allowed: true, institutions_changed: 1, unchanged: rows - 1 });
    }
  });

  test('every fault is told by sheet and cell, and one of them keeps everything out', async () => {
    const sheets = {
      院校名录: [
        INSTITUTIONS,
        ['9 9/1', '演练甲', '高职', null, null],
        ['99102', '演练乙', '大学', null, null],
        ['99103', '演练丙', '市县属中职', '没有的局', null],
        ['99104', '演练丁', '市县属中职', null, null],
        ['99105', '演练戊', '高职', null, '也许'],
        ['99106', '演练己', '高职', null, null],
        ['99106', '演练庚', '高职', null, null],
        ['99107', (await institution(COLLEGE)).name, '高职', null, null],
        [SCHOOL, (await institution(SCHOOL)).name, '市县属中职', GONGYI, '否'],
      ],
      证书目录: [CERTIFICATES, ['演练证书', '甲机构', '特级'], ['演练证书', '乙机构', '初级'], [WEB, null, '中级']],
    };
    const outcome = await tried(sheets);
    expect(outcome.allowed).toBe(false);
    expect(places(outcome)).toEqual([
      ['院校名录!A2', 'cell-invalid'],
      ['院校名录!C3', 'cell-invalid'],
      ['院校名录!D4', 'cell-invalid'],
      ['院校名录!D5', 'cell-invalid'],
      ['院校名录!E6', 'cell-invalid'],
      ['院校名录!A8', 'duplicate-line'],
      ['院校名录!B9', 'cell-invalid'],
      ['院校名录!E10', 'cell-invalid'],
      ['证书目录!C2', 'cell-invalid'],
      ['证书目录!B3', 'cell-invalid'],
      ['证书目录!B4', 'cell-invalid'],
    ]);
    expect(outcome.failed_rows).toBe(11);
    const refused = await send(book(sheets), {});
    expect([refused.status, refused.code, refused.json.field]).toEqual([422, 'sheet-invalid', '院校名录!A2']);
    expect((await (await box.as('office')).get('/institutions/99106')).status).toBe(404);
    const failed = await send(book(sheets), {}, 'office', '/catalogue/import/failed-rows', 'en');
    const [institutions, certificates] = readBook(failed.raw);
    expect([institutions?.rows.length, certificates?.rows.length]).toEqual([9, 4]);
    expect(institutions?.rows[1]?.at(-1)?.text).toContain('letters, digits');
  });

  test('a kind or bureau stays while an application awaits, as it does when the office changes it by hand', async () => {
    await box.submit(SCHOOL, 'new', [{ certificate: WEB, level: '高级', headcount: 10, reason: '' }]);
    const name = (await institution(SCHOOL)).name;
    expect(places(await tried({ 院校名录: [INSTITUTIONS, [SCHOOL, name, '高职', null, null]] }))).toEqual([['院校名录!C2', 'pending-application']]);
  });

  test('is the office’s alone, and a book of something else is told so', async () => {
    const sheets = book({ 院校名录: [INSTITUTIONS, ['99201', '演练', '高职', null, null]] });
    for (const actor of ['department', 'auditor', COLLEGE]) expect((await send(sheets, { dry_run: 'true' }, actor)).status).toBe(403);
    expect((await tried({ 甲: [['一', '二'], ['三', '四']] })).problems[0].zh).toContain('没有找到');
  });
});
