import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, GONGYI, line, plan, sandbox, SCHOOL, WEB, world } from './harness/world.ts';
import { dayOf, readBook, unzip, type Cell } from './harness/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const dangerous = ['=HYPERLINK("http://example.org","x")', '+1', '-1', '@SUM(A1)', '＝1+1', '－2', '|calc'];
const small = world();
const box = sandbox({
  certificates: [...small.certificates, ...dangerous.map((name) => ({ name, levels: ['初级'], organisation: '=1+1' }))],
  plans: [...small.plans, ...dangerous.map((name, i) => plan(COLLEGE, name, '初级', 10 + i))],
});

async function sheet(actor: string, path: string, query: Record<string, string | number> = {}) {
  const answer = await (await box.as(actor)).get(path, { query });
  expect([path, answer.status, answer.header('content-type')]).toEqual([path, 200, XLSX]);
  const [first] = readBook(answer.raw);
  const [head = [], ...rows] = first?.rows ?? [];
  const names = head.map((cell) => cell.text ?? '');
  return { name: first?.name, names, rows, cells: (column: string): (Cell | undefined)[] => rows.map((row) => row[names.indexOf(column)]) };
}

const texts = (cells: (Cell | undefined)[]) => cells.map((cell) => cell?.text);

describe('lists as sheets', () => {
  test('come as attachments with a Chinese name, in pieces', async () => {
    const answer = await (await box.as('department')).get('/plans.xlsx');
    expect(answer.header('content-disposition')).toBe(
      `attachment; filename="plans.xlsx"; filename*=UTF-8''${encodeURIComponent('考核计划.xlsx')}`,
    );
    expect(answer.header('cache-control')).toBe('no-store');
    expect([...unzip(answer.raw).keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']));
  });

  test('hold what the list shows, for each asker', async () => {
    for (const actor of ['department', COLLEGE, SCHOOL, GONGYI]) {
      const listed = done(200, await (await box.as(actor)).get('/plans', { query: { limit: 200 } }));
      const book = await sheet(actor, '/plans.xlsx');
      expect(book.name).toBe('考核计划');
      expect(book.cells('计划人数').map((cell) => cell?.number)).toEqual(listed.items.map((item: Json) => item.headcount));
      expect(book.cells('申报日期').map(dayOf)).toEqual(listed.items.map((item: Json) => item.declared_on));
    }
  });

  test('take the filters of the list and no others', async () => {
    const department = await box.as('department');
    expect((await sheet('department', '/plans.xlsx', { certificate: WEB })).rows).toHaveLength(4);
    expect((await sheet('department', '/plans.xlsx', { bureau: GONGYI })).rows).toHaveLength(1);
    expect((await sheet('department', '/plans.xlsx', { year: 2030 })).rows).toHaveLength(0);
    for (const path of ['/plans.xlsx', '/applications.xlsx', '/institutions.xlsx', '/audit.xlsx', '/holds.xlsx']) {
      const answer = await (path === '/audit.xlsx' ? await box.as('auditor') : department).get(path, { query: { limit: 5 } });
      expect([path, answer.status, answer.code]).toEqual([path, 400, 'parameter-unknown']);
    }
  });

  test('show plans as of an instant, as the list does, and the CSV too', async () => {
    const as_of = '2024-12-31T23:59:59+08:00';
    const department = await box.as('department');
    const listed = done(200, await department.get('/plans', { query: { as_of, limit: 200 } }));
    expect((await sheet('department', '/plans.xlsx', { as_of })).rows).toHaveLength(listed.total);
    const csv = await department.get('/plans.csv', { query: { as_of } });
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(listed.total + 1);
  });

  test('never hold a formula; numbers stay numbers, dates dates', async () => {
    const book = await sheet(COLLEGE, '/plans.xlsx');
    for (const cell of book.rows.flat().filter(Boolean)) expect(cell?.formula).toBeUndefined();
    const certificates = texts(book.cells('证书'));
    for (const name of dangerous) expect(certificates).toContain(`'${name}`);
    expect(certificates).toContain(WEB);
    expect(book.cells('计划年度')[0]).toMatchObject({ number: expect.any(Number), format: '0' });
    expect(book.cells('计划人数')[0]).toMatchObject({ number: expect.any(Number), format: '#,##0' });
    expect(book.cells('申报日期')[0]).toMatchObject({ number: expect.any(Number), format: 'yyyy-mm-dd' });
  });

  test('of applications, with status and round in words', async () => {
    await box.submit(SCHOOL, 'new', [line()]);
    const book = await sheet(GONGYI, '/applications.xlsx', { status: 'submitted' });
    expect(book.rows).toHaveLength(1);
    expect(texts([book.cells('类别')[0], book.cells('状态')[0], book.cells('院校代码')[0]])).toEqual(['新增申报', '已提交', SCHOOL]);
    expect(book.cells('提交时间')[0]).toMatchObject({ format: 'yyyy-mm-dd hh:mm' });
    expect(dayOf(book.cells('截止日期')[0])).toBe('2026-03-24');
    expect((await sheet(GONGYI, '/applications.xlsx', { status: 'approved' })).rows).toHaveLength(0);
  });

  test('of the office: institutions, certificates, grants', async () => {
    const office = await box.as('office');
    done(201, await office.post(`/institutions/${COLLEGE}/admissions`, { json: { until: '2026-12-31' } }));
    done(201, await office.post(`/institutions/${COLLEGE}/waivers`, { json: { reason: '=停办' } }));
    done(201, await office.post('/extensions', { json: { stage: 'final', until: '2026-03-30', reason: '系统维护' } }));
    done(201, await office.post('/holds', { json: { institution: SCHOOL, certificate: WEB, level: '中级', year: 2025, reason: '已排期' } }));
    const listed = done(200, await office.get('/institutions', { query: { limit: 200 } }));
    expect(texts((await sheet('office', '/institutions.xlsx')).cells('院校代码'))).toEqual(listed.items.map((item: Json) => item.code));
    expect(texts((await sheet('office', '/certificates.xlsx', { q: 'web' })).cells('级别'))).toContain('初级');
    expect(dayOf((await sheet('office', '/admissions.xlsx')).cells('截止日期')[0])).toBe('2026-12-31');
    expect(texts((await sheet('office', '/waivers.xlsx')).cells('理由'))).toEqual(["'=停办"]);
    expect(texts((await sheet('office', '/extensions.xlsx')).cells('对象'))).toEqual(['全部']);
    expect(texts((await sheet(SCHOOL, '/holds.xlsx')).cells('理由'))).toEqual(['已排期']);
    expect((await sheet(COLLEGE, '/holds.xlsx')).rows).toHaveLength(0);
  });

  test('of rates: a share is a share, nothing to divide by is no number', async () => {
    const ranking = done(200, await (await box.as('department')).get('/rates/ranking', { query: { year: 2026, by: 'bureau' } }));
    const book = await sheet('department', '/rates/ranking.xlsx', { year: 2026, by: 'bureau' });
    const wanted = ranking.items.flatMap((item: Json) => item.rates.map((rate: Json) => rate.value));
    const shown = book.cells('比率').map((cell) => cell?.text ?? `${((cell?.number ?? 0) * 100).toFixed(2)}%`);
    expect(shown).toEqual(wanted);
    expect(book.cells('比率').every((cell) => cell?.format === '0.00%')).toBe(true);
  });

  test('of exit, totals, ledger, assessments', async () => {
    await box.at(day('06-20'));
    const json = { certificate: WEB, level: '中级', year: 2025, on: '2026-06-19', examined: 4, passed: 3 };
    done(201, await (await box.as(COLLEGE)).post('/assessments', { json }));
    const book = await sheet(COLLEGE, '/assessments.xlsx');
    expect([dayOf(book.cells('考核日期')[0]), book.cells('已考核')[0]?.number, book.cells('合格')[0]?.number]).toEqual(['2026-06-19', 4, 3]);
    const entries = done(200, await (await box.as(COLLEGE)).get('/ledger', { query: { limit: 200 } }));
    const ledger = await sheet(COLLEGE, '/ledger.xlsx');
    expect(ledger.cells('序号').map((cell) => cell?.number)).toEqual(entries.items.map((item: Json) => item.id));
    expect(texts(ledger.cells('分录'))).toContain('已考核');
    const totals = done(200, await (await box.as('department')).get('/plans/totals'));
    expect((await sheet('department', '/plans/totals.xlsx')).rows).toHaveLength(totals.items.length);
    const preview = done(200, await (await box.as('department')).get('/exit/candidates', { query: { year: 2026 } }));
    const exit = await sheet('department', '/exit/candidates.xlsx', { year: 2026 });
    expect(texts(exit.cells('院校代码')).sort()).toEqual(preview.items.map((item: Json) => item.plan.institution.code).sort());
    expect(texts(exit.cells('处理'))).toContain('暂缓退出');
  });

  test('leave a row in the audit trail, which comes as a sheet itself', async () => {
    const auditor = await box.as('auditor');
    const rows = done(200, await auditor.get('/audit', { query: { act: 'plan-export', result: 'done', limit: 200 } }));
    expect(rows.items.map((row: Json) => row.object)).toEqual(expect.arrayContaining(['plans.xlsx', 'plans.csv', 'ledger.xlsx']));
    expect(rows.items.find((row: Json) => row.object === 'plans.xlsx' && row.actor === SCHOOL).detail).toBe('rows 1');
    const book = await sheet('auditor', '/audit.xlsx', { act: 'plan-export' });
    expect(book.rows.length).toBe(rows.total);
    expect(done(200, await auditor.get('/audit/verification')).ok).toBe(true);
  });
});
