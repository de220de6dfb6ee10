import { afterAll, describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { COLLEGE, day, done, FEWER, line, MORE, plan, sandbox, SCHOOL, UNREGISTERED, WEB, world } from './harness/world.ts';

const box = sandbox();
const seen = new Set<string>();

const CODES = [
  'not-yours', 'not-awaiting', 'not-registered', 'empty-application', 'certificate-unknown', 'level-unknown', 'headcount-invalid',
  'duplicate-line', 'reason-required', 'window-closed', 'platform-closed', 'not-admitted', 'certificate-closed', 'use-increase',
  'plan-exited', 'no-such-plan', 'pending-application', 'date-invalid', 'over-plan', 'below-examined', 'cap-exceeded',
  'form-unsigned', 'form-stale', 'note-required',
];

/** The answer is this refusal, whole and in the order of the list. */
function refused(answer: Answer, status: number, code: string, field?: string | null): Json {
  expect([answer.status, answer.code]).toEqual([status, code]);
  const body = answer.json;
  expect(body.findings[0].code).toBe(code);
  const order = body.findings.map((finding: Json) => CODES.indexOf(finding.code));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  for (const finding of body.findings) {
    expect(finding.zh).toMatch(/[一-龥]/);
    expect(finding.en).toMatch(/[A-Za-z]{3}.*\.$/);
    expect(finding.zh + finding.en).not.toMatch(/[{}[\]]/);
  }
  expect([body.detail_zh, body.detail_en, body.clause ?? null]).toEqual([body.findings[0].zh, body.findings[0].en, body.findings[0].clause]);
  if (field !== undefined) expect(body.findings[0].field).toBe(field);
  for (const { code: each, clause } of body.findings) {
    if (clause) cited.set(each, (cited.get(each) ?? new Set()).add(clause));
  }
  seen.add(code);
  return body.findings[0];
}

/** Creates and submits in one act, without a scan. */
async function submitNow(actor: string, kind: string, lines: Json[]): Promise<Answer> {
  return (await box.as(actor)).post('/applications', { json: { kind, lines, submit: true } });
}

const cut = (headcount: number, more: Json = {}) => line(WEB, '中级', headcount, { reason: FEWER, year: 2025, ...more });

/** The clauses that findings cited, by code. */
const cited = new Map<string, Set<string>>();

afterAll(async () => {
  expect(CODES.filter((code) => !seen.has(code))).toEqual([]);
  const { items } = done(200, await box.visitor.get('/refusals'));
  for (const [code, clauses] of cited) {
    const listed = items.find((item: Json) => item.code === code).clauses;
    expect([code, [...clauses].filter((clause) => !listed.includes(clause))]).toEqual([code, []]);
  }
});

test('the list of codes is whole, in order and in both languages', async () => {
  await box.begin();
  const { items } = done(200, await box.visitor.get('/refusals'));
  expect(items.map((item: Json) => [item.order, item.code])).toEqual(CODES.map((code, i) => [i + 1, code]));
  for (const item of items) {
    for (const text of [item.meaning_zh, item.sentence_zh, item.remedy_zh]) expect(text).toMatch(/[一-龥]/);
    for (const text of [item.meaning_en, item.sentence_en, item.remedy_en]) expect(text).toMatch(/[A-Za-z]{2}/);
    expect(Object.values(item).join('')).not.toMatch(/[{}[\]]/);
  }
  expect(items.find((item: Json) => item.code === 'cap-exceeded').clauses).toEqual(['二(二)3']);
});

describe('every refusal, as a problem', () => {
  test('not-yours: 403 when the role never may', async () => {
    refused(await (await box.as(COLLEGE)).post('/exit/runs', { json: {} }), 403, 'not-yours');
  });

  test('not-awaiting', async () => {
    const application = await box.submit(COLLEGE, 'new', [line(WEB, '高级')]);
    const clerk = await box.as(COLLEGE);
    refused(await clerk.post(`/applications/${application.id}/submission`), 409, 'not-awaiting');
    done(200, await clerk.post(`/applications/${application.id}/withdrawal`, { json: {} }));
    refused(await clerk.post(`/applications/${application.id}/withdrawal`, { json: {} }), 409, 'not-awaiting');
  });

  test('not-awaiting: at the stage of another', async () => {
    const application = await box.submit(SCHOOL, 'new', [line(WEB, '高级')]);
    const json = { decision: 'return', note: '退回' };
    refused(await (await box.as('department')).post(`/applications/${application.id}/review`, { json }), 409, 'not-awaiting');
  });

  test('what the institution and the lines are', async () => {
    refused(await submitNow(UNREGISTERED, 'new', [line()]), 409, 'not-registered');
    refused(await submitNow(COLLEGE, 'new', []), 422, 'empty-application');
    refused(await submitNow(COLLEGE, 'new', [line(), line('没有的证书')]), 422, 'certificate-unknown', 'lines[1].certificate');
    refused(await submitNow(COLLEGE, 'new', [line(WEB, '特级')]), 422, 'level-unknown', 'lines[0].level');
    for (const headcount of [0, -3, 1.5, 100_000, null]) {
      refused(await submitNow(COLLEGE, 'new', [line(WEB, '初级', headcount)]), 422, 'headcount-invalid', 'lines[0].headcount');
    }
    refused(await submitNow(COLLEGE, 'new', [line(), line('物流管理'), line()]), 422, 'duplicate-line', 'lines[2].certificate');
    refused(await submitNow(COLLEGE, 'decrease', [cut(10, { reason: null })]), 422, 'reason-required', 'lines[0].reason');
    refused(await submitNow(COLLEGE, 'decrease', [cut(10, { reason: '其他' })]), 422, 'reason-required', 'lines[0].reason');
  });

  test('what stands already', async () => {
    refused(await submitNow(COLLEGE, 'decrease', [line('物流管理', '中级', 5, { reason: FEWER, year: 2025 })]), 409, 'no-such-plan');
    await box.submit(COLLEGE, 'decrease', [cut(10)]);
    refused(await submitNow(COLLEGE, 'decrease', [cut(10)]), 409, 'pending-application');
  });

  test('use-increase', async () => {
    await box.begin({ plans: [plan(COLLEGE, WEB, '中级', 100, { year: 2026, declared_on: '2026-01-05' })] });
    refused(await submitNow(COLLEGE, 'new', [line(WEB, '中级')]), 409, 'use-increase');
  });

  test('cap-exceeded, with its numbers', async () => {
    await box.begin();
    const finding = refused(await submitNow(COLLEGE, 'decrease', [cut(301)]), 409, 'cap-exceeded');
    expect(finding).toMatchObject({ clause: '二(二)3', numbers: { asked: 301, allowed: 300, base: 1000 } });
  });

  test('an increase: platform, admission', async () => {
    const more = [line(WEB, '中级', 5, { reason: MORE, year: 2025 })];
    const office = await box.as('office');
    done(200, await office.put('/platform', { json: { open: false } }));
    refused(await submitNow(COLLEGE, 'increase', more), 409, 'platform-closed');
    done(200, await office.put('/platform', { json: { open: true } }));
    refused(await submitNow(COLLEGE, 'increase', more), 409, 'not-admitted');
  });

  test('certificate-closed', async () => {
    done(201, await (await box.as('office')).post('/closures', { json: { certificate: '智能财税', from: '2026-03-01' } }));
    refused(await submitNow(COLLEGE, 'new', [line('智能财税')]), 409, 'certificate-closed');
  });

  test('the signed form', async () => {
    refused(await submitNow(COLLEGE, 'new', [line()]), 409, 'form-unsigned');
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    const signed = await box.sign(COLLEGE, draft);
    const clerk = await box.as(COLLEGE);
    const current = await box.read(draft.id, COLLEGE);
    expect(signed.current).toBe(true);
    done(200, await clerk.put(`/applications/${draft.id}`, { json: { lines: [line(WEB, '初级', 41)] }, ifMatch: current.version }));
    refused(await clerk.post(`/applications/${draft.id}/submission`), 409, 'form-stale');
  });

  test('several findings at once come in their order', async () => {
    const answer = await submitNow(UNREGISTERED, 'decrease', [line('没有的证书', '特级', 0), line('没有的证书', '特级', 0)]);
    const codes = refused(answer, 409, 'not-registered') && answer.json.findings.map((finding: Json) => finding.code);
    expect(codes).toEqual(expect.arrayContaining(['certificate-unknown', 'headcount-invalid', 'reason-required']));
  });

  test('assessments', async () => {
    const clerk = await box.as(SCHOOL);
    const json = { certificate: WEB, level: '中级', year: 2025, on: '2026-03-01', examined: 10, passed: 5 };
    const tries = async (change: Json) => clerk.post('/assessments', { json: { ...json, ...change } });
    refused(await tries({ on: '2026-03-13' }), 422, 'date-invalid', 'on');
    refused(await tries({ on: '2025-03-01' }), 422, 'date-invalid', 'on');
    refused(await tries({ examined: 201, passed: 0 }), 409, 'over-plan');
    refused(await tries({ passed: 11 }), 422, 'headcount-invalid', 'passed');
    refused(await tries({ level: '高级' }), 409, 'no-such-plan');
    done(201, await tries({ examined: 190, passed: 100 }));
    refused(await submitNow(SCHOOL, 'decrease', [cut(20)]), 409, 'below-examined');
  });

  test('reasons of reviewers and the office', async () => {
    const application = await box.submit(COLLEGE, 'new', [line(WEB, '高级')]);
    const department = await box.as('department');
    const path = `/applications/${application.id}/review`;
    refused(await department.post(path, { json: { decision: 'return' } }), 422, 'note-required', 'note');
    refused(await department.post(path, { json: { decision: 'return', note: ' 　' } }), 422, 'note-required', 'note');
    const office = await box.as('office');
    refused(await office.post(`/institutions/${COLLEGE}/waivers`, { json: {} }), 422, 'note-required', 'reason');
    refused(await office.post('/extensions', { json: { stage: 'submit', until: '2026-03-25' } }), 422, 'note-required', 'reason');
    const hold = { institution: COLLEGE, certificate: WEB, level: '中级', year: 2025 };
    refused(await office.post('/holds', { json: hold }), 422, 'note-required', 'reason');
  });

  test('window-closed and plan-exited', async () => {
    await box.begin({ plans: world().plans });
    await box.at(day('05-01'));
    refused(await submitNow(COLLEGE, 'new', [line()]), 409, 'window-closed');
    await box.at(day('11-12'));
    done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    const json = { certificate: WEB, level: '中级', year: 2025, on: '2026-11-01', examined: 1, passed: 1 };
    refused(await (await box.as(COLLEGE)).post('/assessments', { json }), 409, 'plan-exited');
  });
});

describe('dry runs', () => {
  test('say all that would be refused and change nothing', async () => {
    await box.begin();
    const clerk = await box.as(COLLEGE);
    const checked = done(200, await clerk.post('/applications/check', { json: { kind: 'decrease', lines: [cut(301)] } }));
    expect(checked).toMatchObject({ allowed: false, annex: 3, cap: { base: 1000, used: 0, asked: 301, limit: 300, left: -1, waived: false } });
    expect(checked.findings.map((finding: Json) => finding.code)).toContain('cap-exceeded');
    expect(checked.lines).toMatchObject([{ line: 1, before: 1000, after: 699, plan_year: 2025 }]);
    expect(done(200, await clerk.get('/applications')).total).toBe(0);
  });

  test('of a review answer 200 with what it would do', async () => {
    const application = await box.submit(COLLEGE, 'decrease', [cut(300)]);
    const department = await box.as('department');
    const path = `/applications/${application.id}/review`;
    const early = done(200, await department.post(path, { json: { decision: 'pass', dry_run: true } }));
    expect(early).toMatchObject({ dry_run: true, allowed: false, status: 'submitted' });
    expect(early.findings.map((finding: Json) => finding.code)).toEqual(['window-closed']);
    await box.at(day('03-26'));
    const ask = { json: { decision: 'pass', dry_run: true } };
    const dry = done(200, await (await box.as('department')).post(path, ask));
    expect(dry).toMatchObject({ dry_run: true, allowed: true, status: 'approved', lines: [{ before: 1000, after: 700 }] });
    expect((await box.read(application.id)).status).toBe('submitted');
  });

  test('excepted lines leave the rest', async () => {
    await box.begin();
    const application = await box.submit(COLLEGE, 'new', [line(), line('物流管理', '初级', 30)]);
    await box.at(day('03-26'));
    const department = await box.as('department');
    const path = `/applications/${application.id}/review`;
    const except = [{ line: 2, reason: '师资不足' }];
    expect((await department.post(path, { json: { decision: 'pass', except: [{ line: 2 }] } })).code).toBe('note-required');
    // A line that is not there was written for another revision.
    expect((await department.post(path, { json: { decision: 'pass', except: [{ line: 3, reason: '没有这一行' }] } })).code).toBe('version-stale');
    expect(done(200, await department.post(path, { json: { decision: 'pass', except } })).status).toBe('partly-approved');
    const whole = await box.read(application.id);
    expect(whole.lines.map((row: Json) => row.excepted?.reason ?? null)).toEqual([null, '师资不足']);
    expect(done(200, await department.get('/plans', { query: { year: 2026 } })).total).toBe(1);
  });
});
