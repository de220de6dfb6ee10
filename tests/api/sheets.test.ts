import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { COLLEGE, day, done, GONGYI, line, plan, sandbox, SCHOOL, WEB, world } from './harness/world.ts';
import { dayOf, readBook, unzip, type Cell } from './harness/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const dangerous = ['=HYPERLINK("http://example.org","x")', '+1', '-1', '@SUM(A1)', '＝1+1', '－2', '|calc'];
const small = world();
const box = sandbox({
  certificates: [...small.certificates, ...dangerous.map((name) => ({ name, levels: ['初级'], organisation: '=1+1' }))],
  plans: [...small.plans, ...dangerous.map((name, i) => plan(COLLEGE, name, '初级', 10 + i))],
});

async function sheet(actor: string, path: string, query: Record<string, string | number> = {}, language = 'zh-CN') {
  const answer = await (await box.as(actor)).get(path, { query, headers: { 'accept-language': language } });
  expect([path, answer.status, answer.header('content-type')]).toEqual([path, 200, XLSX]);
  const [first] = readBook(answer.raw);
  const [head = [], ...rows] = first?.rows ?? [];
  const names = head.map((cell) => cell.text ?? '');
  return { name: first?.name, names, rows, cells: (column: string): (Cell | undefined)[] => rows.map((row) => row[names.indexOf(column)]) };
}

/** Who may see the list: most are the department's too. */
const keeper = (path: string) =>
  /^\/(audit|accounts)/.test(path) ? 'auditor' : /^\/(announcements|contacts)/.test(path) ? 'office' : path.startsWith('/notices') ? SCHOOL : 'department';

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

  test('of the round: institutions and bureaus as they stand', async () => {
    const department = await box.as('department');
    const listed = done(200, await department.get('/rounds/progress', { query: { limit: 200 } }));
    const book = await sheet('department', '/rounds/progress.xlsx');
    expect(texts(book.cells('院校代码'))).toEqual(listed.items.map((item: Json) => item.institution.code));
    expect(texts(book.cells('进度'))).toContain('未开始');
    const one = await sheet('department', '/rounds/progress.xlsx', { standing: 'submitted', institution_kind: 'local-secondary' });
    expect(texts(one.cells('院校代码'))).toEqual([SCHOOL]);
    const bureaus = await sheet('department', '/rounds/progress/bureaus.xlsx');
    expect(texts(bureaus.cells('市县教育行政部门'))).toEqual(listed.bureaus.map((item: Json) => item.bureau.name));
    expect(bureaus.cells('已提交').map((cell) => cell?.number)).toEqual(
      listed.bureaus.map((item: Json) => item.standings.find((row: Json) => row.standing === 'submitted').institutions),
    );
    expect((await sheet(GONGYI, '/rounds/progress.xlsx')).rows).toHaveLength(1);
    expect((await (await box.as(SCHOOL)).get('/rounds/progress.xlsx')).status).toBe(403);
  });

  test('of one plan: its entries, and the headcount after each', async () => {
    const college = await box.as(COLLEGE);
    const [first] = done(200, await college.get('/plans')).items;
    const ledger = done(200, await college.get(`/plans/${first.id}/ledger`));
    const book = await sheet(COLLEGE, `/plans/${first.id}/ledger.xlsx`);
    expect(book.cells('序号').map((cell) => cell?.number)).toEqual(ledger.items.map((item: Json) => item.id));
    expect(book.cells('计划人数').map((cell) => cell?.number)).toEqual(ledger.items.map((item: Json) => item.headcount_after));
  });

  test('of the forced exit: runs and letters', async () => {
    await box.at(day('11-12'));
    const department = await box.as('department');
    done(200, await department.post('/exit/runs', { json: {} }));
    const runs = done(200, await department.get('/exit/runs'));
    expect((await sheet('department', '/exit/runs.xlsx')).cells('退出人数').map((cell) => cell?.number)).toEqual(runs.items.map((item: Json) => item.headcount));
    const letters = done(200, await department.get('/exit/letters', { query: { limit: 200 } }));
    expect(texts((await sheet('department', '/exit/letters.xlsx')).cells('院校代码'))).toEqual(letters.items.map((item: Json) => item.institution.code));
    expect((await sheet(COLLEGE, '/exit/letters.xlsx')).rows.length).toBeLessThan(letters.total + 1);
    expect((await (await box.as(COLLEGE)).get('/exit/runs.xlsx')).status).toBe(403);
  });

  test('of accounts, announcements and contacts, as the tabs of 管理 show them', async () => {
    const [system, office] = [await box.as('system'), await box.as('office')];
    const accounts = done(200, await system.get('/accounts', { query: { role: 'office', limit: 200 } }));
    const book = await sheet('system', '/accounts.xlsx', { role: 'office' });
    expect(texts(book.cells('账号'))).toEqual(accounts.items.map((item: Json) => item.login));
    expect(new Set(texts(book.cells('角色')))).toEqual(new Set(['省推进办']));
    expect(new Set(texts((await sheet('system', '/accounts.xlsx', { role: 'office' }, 'en')).cells('Role')))).toEqual(new Set(['Office']));
    expect((await office.get('/accounts.xlsx')).status).toBe(403);
    done(201, await office.post('/announcements', { json: { title_zh: '=演练', body_zh: '正文', from: '2026-01-01', until: '2026-01-02' } }));
    const board = await sheet('office', '/announcements/all.xlsx');
    expect([texts(board.cells('标题（中文）')), texts(board.cells('状态')), texts(board.cells('经办'))]).toEqual([["'=演练"], ['已结束'], ['省推进办']]);
    expect(texts((await sheet('office', '/announcements/all.xlsx', {}, 'en')).cells('By'))).toEqual(['Provincial office']);
    done(200, await office.put('/contacts', { json: { items: [{ desk_zh: '平台演练', phone: '0371-00000000' }] } }));
    const listed = done(200, await office.get('/contacts'));
    const contacts = await sheet('office', '/contacts.xlsx');
    expect(texts(contacts.cells('电话'))).toEqual(listed.items.map((item: Json) => item.phone));
    expect(texts(contacts.cells('事项或岗位（中文）'))).toEqual(['平台演练']);
    expect((await (await box.as('department')).get('/contacts.xlsx')).status).toBe(403);
  });

  test('of notices: all pages, only the asker’s, only the unread ones when the list shows those', async () => {
    const college = await box.as(COLLEGE);
    const listed = done(200, await college.get('/notices', { query: { limit: 200 } }));
    expect(listed.total).toBeGreaterThan(0);
    const book = await sheet(COLLEGE, '/notices.xlsx');
    expect(texts(book.cells('事项'))).toEqual(listed.items.map((item: Json) => (item.kind === 'plan-exited' ? '计划已退出' : item.kind === 'reminder' ? '催办' : item.kind === 'exit-ahead' ? '计划即将退出' : '申报作废')));
    for (const notice of listed.items) done(200, await college.post(`/notices/${notice.id}/read`));
    expect((await sheet(COLLEGE, '/notices.xlsx', { unread: 'true' })).rows).toHaveLength(0);
    expect((await (await box.as('department')).get('/notices.xlsx')).status).toBe(403);
  });

  test('of frozen editions and of uploads to reconcile', async () => {
    const department = await box.as('department');
    const { digest } = done(201, await department.post('/editions', { json: { scope: 'province', year: 2026 } }));
    const editions = await sheet('department', '/editions.xlsx', { year: 2026 }, 'en');
    expect([texts(editions.cells('Digest')), texts(editions.cells('Scope')), texts(editions.cells('Frozen by'))]).toEqual([[digest], ['The province'], ['Department of Education']]);
    expect((await sheet('department', '/editions.xlsx', { year: 2025 })).rows).toHaveLength(0);
    done(201, await (await box.as('office')).post('/reconciliations', { query: { name: '演练.csv' }, raw: '院校,证书,人数\n', type: 'text/csv' }));
    const uploads = await sheet('department', '/reconciliations.xlsx');
    expect([texts(uploads.cells('文件')), texts(uploads.cells('上传人')), uploads.cells('一致')]).toEqual([['演练.csv'], ['省推进办'], [undefined]]);
    expect((await (await box.as(COLLEGE)).get('/reconciliations.xlsx')).status).toBe(403);
  });

  test('say their heads and words in the language asked for, the same columns in both', async () => {
    const [first] = done(200, await (await box.as('department')).get('/plans')).items;
    const queries: Record<string, Record<string, string | number>> = {
      '/rates/ranking.xlsx': { year: 2026, by: 'bureau' },
      '/rates/trend.xlsx': { from: 2025, to: 2026 },
      '/rates/side.xlsx': { year: 2026 },
      '/rates/funnel.xlsx': { year: 2026, round: 'spring' },
      '/rates/reviews.xlsx': { year: 2026, figure: 'reviews-in-time' },
      '/rates/funnel/applications.xlsx': { year: 2026, round: 'spring' },
      '/rounds/work-plan.xlsx': { year: 2026, round: 'spring' },
      '/exit/candidates.xlsx': { year: 2026 },
    };
    const lists = operations.filter((one) => one.method.toUpperCase() === 'GET' && one.path.endsWith('.xlsx') && !/template|reconciliations\/|report|form\.xlsx/.test(one.path));
    expect(lists.length).toBeGreaterThan(15);
    for (const { path } of lists) {
      const actor = keeper(path);
      const [zh, en] = [
        await sheet(actor, path.replace('{id}', String(first.id)), queries[path] ?? {}),
        await sheet(actor, path.replace('{id}', String(first.id)), queries[path] ?? {}, 'en-GB, en;q=0.9, zh;q=0.2'),
      ];
      expect([path, en.names.filter((head) => /[\u4e00-\u9fff]/.test(head))]).toEqual([path, []]);
      expect([path, /[\u4e00-\u9fff]/.test(en.name ?? '')]).toEqual([path, false]);
      expect([path, en.names.length, new Set(en.names).size]).toEqual([path, zh.names.length, zh.names.length]);
      if (!path.startsWith('/audit')) expect([path, en.rows.length]).toEqual([path, zh.rows.length]);
    }
    const applications = await sheet(GONGYI, '/applications.xlsx', { status: 'submitted' }, 'en');
    expect([applications.name, ...texts([applications.cells('Kind')[0], applications.cells('Status')[0]])]).toEqual(['Applications', 'New', 'Submitted']);
    const answer = await (await box.as('department')).get('/plans.xlsx', { headers: { 'accept-language': 'en' } });
    expect([answer.header('content-disposition'), answer.header('content-language'), answer.header('vary')]).toEqual(['attachment; filename="plans.xlsx"; filename*=UTF-8\'\'plans.xlsx', 'en', 'Accept-Language']);
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
