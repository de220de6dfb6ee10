import { describe, expect, test } from 'vitest';
import type { Answer, Ask, Json } from './harness/client.ts';
import { book, filled, type Made } from './harness/books.ts';
import { COLLEGE, done, line, OTHER_COLLEGE, plan, sandbox, SCHOOL, WEB, world } from './harness/world.ts';
import { readBook, unzip } from './harness/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BAD = '=HYPERLINK("http://example.org")';
const DECREASE = ['序号', '申报调减证书名称', '证书级别', '调减前考核计划人数', '计划净减少人数', '调减后考核计划人数', '调减理由'];
const small = world();
const box = sandbox({
  certificates: [...small.certificates, { name: BAD, levels: ['初级'], organisation: '甲机构' }],
  plans: [...small.plans, plan(COLLEGE, '智能财税', '初级', 80), plan(COLLEGE, BAD, '初级', 30)],
});
const KINDS: Record<string, string> = { new: '新增申报汇总表', increase: '调增申报汇总表', decrease: '调减申报汇总表' };

async function template(kind: string, actor = COLLEGE, language?: string): Promise<Answer> {
  return (await box.as(actor)).get('/applications/template.xlsx', { query: { kind }, headers: language ? { 'accept-language': language } : {} });
}
async function send(bytes: Buffer, more: Ask = {}, actor = COLLEGE): Promise<Answer> {
  return (await box.as(actor)).post('/applications/import', { raw: bytes, type: XLSX, ...more });
}
const tried = async (bytes: Buffer, more: Record<string, string> = {}) => done(200, await send(bytes, { query: { dry_run: 'true', ...more } }));
const column = (bytes: Buffer, sheet: number, at: number) => (readBook(bytes)[sheet]?.rows ?? []).map((row) => row[at]?.text).filter(Boolean);
const sheetXml = (bytes: Buffer) => unzip(bytes).get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';

describe('an empty annex', () => {
  test.each(Object.entries(KINDS))('%s is locked but for what is to be filled', async (kind, title) => {
    const answer = await template(kind);
    expect([answer.status, answer.header('content-type')]).toEqual([200, XLSX]);
    const sheets = readBook(answer.raw);
    expect(sheets.map((sheet) => sheet.name)).toEqual([title, '可选项']);
    expect(unzip(answer.raw).get('xl/workbook.xml')?.toString('utf8')).toContain('state="hidden"');
    expect(sheets[0]?.rows.flat().some((cell) => cell?.text?.startsWith('院校名称：演练职业学院'))).toBe(true);
    expect(sheetXml(answer.raw)).toContain('<sheetProtection');
    expect(sheetXml(answer.raw)).not.toContain('password');
  });

  test('offers what the institution may name today', async () => {
    const office = await box.as('office');
    done(201, await office.post('/closures', { json: { certificate: '智能财税', level: '初级', from: '2026-03-01' } }));
    const pairs = async (kind: string) => {
      const bytes = (await template(kind)).raw;
      const levels = column(bytes, 1, 1);
      return column(bytes, 1, 0).map((name, i) => `${name} ${levels[i]}`);
    };
    const open = await pairs('new');
    expect(open).toContain('智能财税 中级');
    expect(open).not.toContain('智能财税 初级');
    expect(await pairs('increase')).toEqual([`'${BAD} 初级`, `${WEB} 中级`]);
    expect(await pairs('decrease')).toEqual([`'${BAD} 初级`, `${WEB} 中级`, '智能财税 初级']);
    const figures = (readBook((await template('decrease')).raw)[1]?.rows ?? []).map((row) => row[2]?.number).filter((figure) => figure !== undefined);
    expect(figures).toEqual([30, 1000, 80]);
  });

  test('says its hints in the language asked for', async () => {
    expect(sheetXml((await template('decrease')).raw)).toContain('先选证书，再选级别');
    const english = await template('decrease', COLLEGE, 'en');
    expect(sheetXml(english.raw)).toContain('Choose the certificate first');
    expect(english.header('content-language')).toBe('en');
    expect(readBook(english.raw)[0]?.name).toBe('调减申报汇总表');
  });

  test('is for those who declare, and of a kind', async () => {
    for (const actor of ['department', 'office', 'auditor', 'system']) expect([actor, (await template('new', actor)).status]).toEqual([actor, 403]);
    expect((await template('other')).status).toBe(400);
    expect((await (await box.as(COLLEGE)).get('/applications/template.xlsx')).status).toBe(400);
  });
});

describe('a filled annex', () => {
  test('goes out as a template, comes back as a draft, and is checked as any other', async () => {
    const empty = (await template('decrease')).raw;
    const bytes = filled(empty, { B5: WEB, C5: '中级', E5: 120, G5: '参加考核学生减少', B6: '智能财税', C6: ' 初级 ', E6: '１０', G6: '其他：停办' });
    const read = await tried(bytes);
    expect(read).toMatchObject({ dry_run: true, kind: 'decrease', sheet: '调减申报汇总表', problems: [], application: null });
    expect(read.lines).toEqual([
      { certificate: WEB, level: '中级', headcount: 120, reason: '参加考核学生减少', year: null, row: 5 },
      { certificate: '智能财税', level: '初级', headcount: 10, reason: '其他：停办', year: null, row: 6 },
    ]);
    const college = await box.as(COLLEGE);
    const before = done(200, await college.get('/applications')).total;
    const made = done(201, await send(bytes, { key: 'annex-0001-0001' }));
    expect(made).toMatchObject({ dry_run: false, kind: 'decrease', application: { number: expect.stringMatching(/^KJ2026-/) } });
    const again = await send(bytes, { key: 'annex-0001-0001' });
    expect([again.status, again.header('idempotency-replayed')]).toEqual([201, 'true']);
    expect(done(200, await college.get('/applications')).total).toBe(before + 1);
    const draft = done(200, await college.get(`/applications/${made.application.id}`));
    expect([draft.status, draft.lines.map((one: Json) => [one.certificate, one.headcount])]).toEqual(['draft', [[WEB, 120], ['智能财税', 10]]]);
    const check = done(200, await college.post(`/applications/${made.application.id}/check`, { json: {} }));
    expect(check.findings.map((finding: Json) => finding.code)).toEqual(['form-unsigned']);
  });

  test('is read back from what the application prints', async () => {
    const draft = await box.draft(OTHER_COLLEGE, 'new', [line('物流管理', '初级', 30), line(WEB, '高级', 20)]);
    const answer = await (await box.as(OTHER_COLLEGE)).get(`/applications/${draft.id}/form.xlsx`);
    expect([answer.status, answer.header('content-type')]).toEqual([200, XLSX]);
    const cells = readBook(answer.raw)[0]?.rows.flat() ?? [];
    expect(cells.some((cell) => cell?.text?.includes(draft.number))).toBe(true);
    expect(cells.filter((cell) => cell?.formula)).toEqual([]);
    const read = done(200, await send(answer.raw, { query: { dry_run: 'true' } }, OTHER_COLLEGE));
    expect(read.kind).toBe('new');
    expect(read.lines.map((one: Json) => [one.certificate, one.level, one.headcount])).toEqual([['物流管理', '初级', 30], [WEB, '高级', 20]]);
    expect(read.problems).toEqual([]);
  });

  test('says by sheet and cell what it does not understand, and keeps the rest', async () => {
    const rows: Made[][] = [
      ['调减申报汇总表'],
      ['院校名称：别的学校（加盖院校公章）'],
      DECREASE,
      [1, '没有的证书', '中级', null, 5, null, '停办'],
      [2, WEB, '特级', null, new Date(Date.UTC(2026, 2, 11)), null, `'${BAD}`],
      [3, `零\u200B宽${'长'.repeat(300)}`, '初级', null, 5],
      [null, '合计（3项）'],
      ['院校1+X证书制度工作联系人姓名及联系电话：', null, null, null, '示例 0371-00000000'],
    ];
    const made = done(201, await send(book({ 附件: rows })));
    expect(made.problems.map((problem: Json) => problem.place)).toEqual(['附件!A2', '附件!B4', '附件!C5', '附件!E5', '附件!B6', '附件!B6']);
    expect(made.problems.every((problem: Json) => problem.zh && problem.en)).toBe(true);
    const draft = done(200, await (await box.as(COLLEGE)).get(`/applications/${made.application.id}`));
    expect(draft.lines.map((one: Json) => [one.certificate, one.level, one.headcount, one.reason])).toEqual([
      ['没有的证书', '中级', 5, '停办'],
      [WEB, '特级', null, BAD],
      ['', '初级', 5, null],
    ]);
    const contact = done(200, await (await box.as(COLLEGE)).post(`/applications/${made.application.id}/contact/reveal`));
    expect(contact).toEqual({ name: '示例', phone: '0371-00000000' });
    expect(draft.contact_phone).toBe('037****0000');
  });

  test('need not say its kind where it is told', async () => {
    const heads = book({ 表: [['证书名称', '级别', '人数'], [WEB, '高级', 5]] });
    expect((await send(heads)).code).toBe('sheet-invalid');
    expect(await tried(heads, { kind: 'new' })).toMatchObject({ kind: 'new', lines: [{ certificate: WEB, headcount: 5 }] });
    expect(await tried(book({ 表: [['调增申报汇总表'], ['证书名称', '级别', '人数'], [WEB, '高级', 5]] }), { kind: 'new' })).toMatchObject({ kind: 'increase' });
  });

  test('that is none, or empty, makes no draft', async () => {
    const before = done(200, await (await box.as(COLLEGE)).get('/applications')).total;
    for (const bytes of [book({ 表一: [['姓名', '电话']] }), (await template('new')).raw]) {
      const answer = await send(bytes);
      expect([answer.status, answer.code]).toEqual([422, 'sheet-invalid']);
    }
    expect((await send(Buffer.from('PK'))).code).toBe('sheet-not-xlsx');
    expect(done(200, await (await box.as(COLLEGE)).get('/applications')).total).toBe(before);
  });

  test('is an institution’s own', async () => {
    const bytes = filled((await template('decrease')).raw, { B5: WEB, C5: '中级', E5: 1 });
    for (const actor of ['department', 'office', 'auditor', 'system']) expect([actor, (await send(bytes, {}, actor)).status]).toEqual([actor, 403]);
    const theirs = done(200, await send(bytes, { query: { dry_run: 'true' } }, SCHOOL));
    expect(theirs.problems.map((problem: Json) => problem.place)).toEqual(['调减申报汇总表!A3']);
  });
});
