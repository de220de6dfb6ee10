import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { succeeded } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { scan } from './harness/pdf.ts';
import {
  COLLEGE,
  day,
  done,
  FEWER,
  FINAL,
  GONGYI,
  line,
  MORE,
  OTHER_COLLEGE,
  plan,
  PRELIMINARY,
  sandbox,
  SCHOOL,
  UNREGISTERED,
  WEB,
  world,
} from './harness/world.ts';

const CLOSED_LATER = { certificate: '物流管理', level: '高级', from: '2026-06-01' };
const box = sandbox({ plans: [...world().plans, plan(COLLEGE, '智能财税', '初级', 80)] });
const ids = { declaration: 0, decrease: 0, increase: 0, plan: 0 };

// One year of the small world, in which every operation of the contract goes well at least once. Each answer is judged against the
// contract on its way in.
describe('a year', () => {
  test('before signing in: calendar, windows, policy, contract, health', async () => {
    const windows = done(200, await box.visitor.get('/windows'));
    const submit = windows.items.find((row: { kind: string; stage: string }) => row.kind === 'new' && row.stage === 'submit');
    expect(submit).toMatchObject({ open: true, always: false, closes: '2026-03-20', closes_at: '2026-03-21T00:00:00+08:00', extended_until: null });
    const calendar = done(200, await box.visitor.get('/calendar', { query: { year: 2026 } }));
    expect(calendar.rounds.map((row: { round: { name: string } }) => row.round.name)).toEqual(['spring', 'autumn']);
    expect(calendar.unwindowed).toEqual(['increase']);
    expect(done(200, await box.visitor.get('/policy'))).toMatchObject({ id: 'henan-2021-628', cap_percent: 30 });
    const contract = await box.visitor.get('/openapi.yaml');
    expect(contract.raw.equals(readFileSync(join(import.meta.dirname, '../../api/openapi.yaml')))).toBe(true);
    expect((await box.visitor.get('/docs')).status).toBe(200);
    expect(done(200, await box.visitor.get('/livez')).status).toBe('live');
    expect(done(200, await box.visitor.get('/readyz')).status).toBe('ready');
    expect((await box.visitor.get('/metrics')).text).toContain('kaoji_requests_total{');
  });

  test('the sandbox names its accounts, and each signs in', async () => {
    const state = done(200, await box.visitor.get('/sandbox'));
    expect(state.clock).toEqual({ now: day('03-12'), running: false });
    expect(state.accounts.map((row: { actor: string }) => row.actor)).toContain(GONGYI);
    for (const { account } of state.accounts) {
      const me = done(200, await (await box.as(account)).get('/me'));
      expect(me.sandbox).toBe(true);
      expect(me.acts).toContain('me-read');
    }
  });

  test('the office prepares: registration, catalogue, grants, the platform', async () => {
    const office = await box.as('office');
    expect(done(200, await office.post(`/institutions/${UNREGISTERED}/registration`)).registered).toBe(true);
    const until = { json: { until: '2026-12-31' } };
    expect(done(201, await office.post(`/institutions/${COLLEGE}/admissions`, until))).toMatchObject({ until: '2026-12-31', used_by: null });
    const reason = { json: { reason: '停办专业' } };
    expect(done(201, await office.post(`/institutions/${OTHER_COLLEGE}/waivers`, reason)).round.name).toBe('spring');
    const extension = { stage: 'preliminary', until: '2026-03-25', reason: '系统维护', bureau: GONGYI };
    expect(done(201, await office.post('/extensions', { json: extension })).bureau.code).toBe(GONGYI);
    expect(done(200, await office.put('/platform', { json: { open: false } })).open).toBe(false);
    expect(done(200, await office.put('/platform', { json: { open: true } })).open).toBe(true);
    const closures = done(201, await office.post('/closures', { json: CLOSED_LATER }));
    expect(closures).toHaveLength(1);
    done(204, await office.delete(`/closures/${closures[0].id}`));
    for (const path of ['/admissions', '/waivers', '/extensions', '/closures', '/bureaus', '/platform']) {
      done(200, await office.get(path));
    }
  });

  test('the office keeps the catalogue and the notice board', async () => {
    const office = await box.as('office');
    const wish = { code: 'N001', name: '演练新校', kind: 'local-secondary', bureau: GONGYI };
    expect(done(201, await office.post('/institutions', { json: wish }))).toMatchObject({ code: 'N001', registered: false, live: 0 });
    expect(done(200, await office.put('/institutions/N001', { json: { ...wish, name: '演练新校区' }, ifMatch: 1 })).name).toBe('演练新校区');
    const certificate = done(201, await office.post('/certificates', { json: { name: '演练新证书', organisation: '演练评价组织', levels: ['初级'], pinyin: 'yan lian xin zheng shu', initials: 'ylxzs' } }));
    const more = { organisation: '演练评价组织', levels: ['中级'], pinyin: 'yan lian xin zheng shu', initials: 'ylxzs' };
    const changed = done(200, await office.put(`/certificates/${certificate.id}`, { json: more, ifMatch: certificate.version }));
    expect(changed.levels.map((row: { level: string }) => row.level)).toEqual(['初级', '中级']);
    const put = await office.post('/announcements', { json: { title_zh: '演练公告', body_zh: '演练', from: '2026-03-01', for_visitors: true } });
    const announcement = done(201, put);
    const text = { title_zh: '演练公告二', body_zh: '演练', from: '2026-03-01', for_visitors: true };
    expect(done(200, await office.put(`/announcements/${announcement.id}`, { json: text, ifMatch: put.etag })).version).toBe(2);
    expect(done(200, await office.get('/announcements/all')).total).toBe(1);
    expect(done(200, await box.visitor.get('/announcements')).items).toHaveLength(1);
    done(204, await office.delete(`/announcements/${announcement.id}`));
    expect(done(200, await office.put('/contacts', { json: { items: [{ desk_zh: '演练值班台', phone: '0371-00000000' }] } })).items).toHaveLength(1);
    expect(done(200, await box.visitor.get('/contacts')).items[0].desk_zh).toBe('演练值班台');
  });

  test('the system administrator keeps the accounts', async () => {
    const system = await box.as('system');
    const made = done(201, await system.post('/accounts', { json: { login: 'n001', name: '演练经办', role: 'institution-clerk', institution: 'N001' } }));
    expect(made.first_secret).toMatch(/^[0-9a-f]{32}$/);
    expect(done(200, await system.get('/accounts', { query: { q: 'n001' } })).items[0]).toMatchObject({ waits: true, own: false });
    const security = await box.as('security');
    done(200, await security.put('/accounts/n001', { json: { name: '演练审计', role: 'auditor' } }));
    done(200, await security.delete('/accounts/n001/lock'));
    done(200, await security.delete('/accounts/n001/second-factor'));
    expect(done(200, await system.put('/accounts/n001/disabled', { json: { disabled: true } })).disabled).toBe(true);
    expect(done(201, await system.post('/accounts/n001/first-secret')).first_secret).not.toBe(made.first_secret);
  });

  test('a school drafts, checks, prints, signs and submits', async () => {
    const school = await box.as(SCHOOL);
    const found = done(200, await school.get('/certificates', { query: { q: 'web', open_only: true } }));
    expect(found.items[0]).toMatchObject({ name: WEB });
    const dry = done(200, await school.post('/applications/check', { json: { kind: 'new', lines: [line()] } }));
    expect(dry).toMatchObject({ annex: 1, decides_next: { actor: GONGYI } });
    const draft = await box.draft(SCHOOL, 'new', [line()]);
    const saved = await school.put(`/applications/${draft.id}`, { ifMatch: draft.version, json: { lines: [line(WEB, '初级', 45)] } });
    expect(done(200, saved)).toMatchObject({ revision: 2, status: 'draft', headcount: 45 });
    expect(done(200, await school.post(`/applications/${draft.id}/contact/reveal`))).toEqual({ name: '', phone: '' });
    const revisions = done(200, await school.get(`/applications/${draft.id}/revisions`));
    expect(revisions.items.map((row: { revision: number }) => row.revision)).toEqual([2]); // one that was never submitted gives way to the next
    const form = await school.get(`/applications/${draft.id}/form.pdf`);
    expect(form.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(done(200, await school.get(`/applications/${draft.id}/form/pages`))).toEqual({ revision: 2, pages: 1, page_of_line: [1] });
    const put = { query: { revision: 2 }, raw: scan(), type: 'application/pdf' };
    expect(done(200, await school.put(`/applications/${draft.id}/scan`, put))).toMatchObject({ revision: 2, current: true, pages: 1 });
    expect((await school.get(`/applications/${draft.id}/scan`)).raw.equals(scan())).toBe(true);
    expect((await school.get(`/applications/${draft.id}/scan/pages/1`)).header('content-type')).toBe('image/jpeg');
    done(204, await school.delete(`/applications/${draft.id}/scan`));
    expect((await school.get(`/applications/${draft.id}`)).json.scan).toBeNull();
    done(200, await school.put(`/applications/${draft.id}/scan`, put));
    const check = done(200, await school.post(`/applications/${draft.id}/check`, { json: {} }));
    expect(check).toMatchObject({ allowed: true, findings: [] });
    const submitted = done(200, await school.post(`/applications/${draft.id}/submission`));
    expect(submitted).toMatchObject({ status: 'submitted', awaits: { actor: GONGYI }, round: { name: 'spring', year: 2026 } });
    expect((await school.get(`/applications/${draft.id}/receipt.pdf`)).raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await school.get(`/applications/${draft.id}/receipt.txt`)).text).toContain(submitted.number);
    ids.declaration = draft.id;
  });

  test('a college submits a decrease, withdraws one, discards one', async () => {
    const college = await box.as(COLLEGE);
    const decrease = (headcount: number) => [line(WEB, '中级', headcount, { reason: FEWER, year: 2025 })];
    const withdrawn = await box.submit(COLLEGE, 'decrease', decrease(10));
    const left = done(200, await college.post(`/applications/${withdrawn.id}/withdrawal`, { json: { note: '填错' } }));
    expect(left.status).toBe('withdrawn');
    ids.decrease = (await box.submit(COLLEGE, 'decrease', decrease(300))).id;
    const cap = done(200, await college.get(`/institutions/${COLLEGE}/cap`));
    expect(cap).toMatchObject({ base: 1080, used: 300, limit: 324, left: 24 });
    const draft = await box.draft(COLLEGE, 'new', []);
    done(204, await college.delete(`/applications/${draft.id}`, { ifMatch: draft.version }));
  });

  test('the bureau passes, the department approves several at once', async () => {
    await box.at(PRELIMINARY);
    const worklist = done(200, await (await box.as(GONGYI)).get('/worklist'));
    expect(worklist.items.map((row: { id: number }) => row.id)).toEqual([ids.declaration]);
    const passed = await box.review(GONGYI, ids.declaration, 'pass');
    expect(passed).toMatchObject({ status: 'forwarded', awaits: { actor: 'department' } });
    const gongyi = await box.as(GONGYI);
    const progress = done(200, await gongyi.get('/rounds/progress'));
    const standing = progress.items.find((row: { institution: { code: string } }) => row.institution.code === SCHOOL);
    expect(standing).toMatchObject({ standing: 'submitted', decided: 0 });
    expect(progress.bureaus).toMatchObject([{ bureau: { code: GONGYI }, handed_over: 1 }]);
    const handed = await gongyi.get('/rounds/package.pdf', { query: { year: 2026, round: 'spring' } });
    expect(handed.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const bundle = await gongyi.get('/rounds/package.zip', { query: { year: 2026, round: 'spring' } });
    expect([bundle.status, bundle.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    await box.at(FINAL);
    const items = [ids.declaration, ids.decrease].map((application) => ({ application, decision: 'pass' }));
    const several = done(200, await (await box.as('department')).post('/reviews', { json: { items } }));
    expect(several.results.map((row: { status: number }) => row.status)).toEqual([200, 200]);
    expect(await box.read(ids.declaration)).toMatchObject({ status: 'approved', awaits: { actor: 'nobody' } });
    const archive = await (await box.as('office')).get('/rounds/archive.zip', { query: { year: 2026, round: 'spring' } });
    expect([archive.status, archive.raw.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const plan = await (await box.as('department')).get('/rounds/work-plan.pdf', { query: { year: 2026, round: 'spring' } });
    expect(plan.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await (await box.as('department')).get('/rounds/work-plan.xlsx', { query: { year: 2026, round: 'spring' } })).status).toBe(200);
  });

  test('the department reminds a bureau, which reads it and keeps a filter', async () => {
    await box.at(day('03-12'));
    const late = await box.draft(SCHOOL, 'new', [line('物流管理', '初级', 30)]);
    const reminded = done(200, await (await box.as('department')).post('/reminders', { json: { institutions: [SCHOOL], note: '请尽快提交' } }));
    expect(reminded).toMatchObject({ sent: 1, institutions: [{ standing: 'no-scan', outcome: 'sent' }] });
    const school = await box.as(SCHOOL);
    const { items, unread } = done(200, await school.get('/notices'));
    expect([items[0].note, unread]).toEqual(['请尽快提交', 1]);
    expect(done(200, await school.post(`/notices/${items[0].id}/read`)).read_at).not.toBeNull();
    done(204, await school.delete(`/applications/${late.id}`, { ifMatch: late.version }));
    const gongyi = await box.as(GONGYI);
    const kept = done(201, await gongyi.post('/saved-filters', { json: { list: 'reviews', name: '新增', query: 'kind=new' } }));
    expect(done(200, await gongyi.get('/saved-filters', { query: { list: 'reviews' } })).items).toEqual([kept]);
    done(204, await gongyi.delete(`/saved-filters/${kept.id}`));
    expect(done(200, await gongyi.get('/applications/counts'))).toMatchObject({ awaiting_me: 0, done_by_me: 1 });
    await box.at(FINAL);
  });

  test('plans and ledger show what was decided', async () => {
    const school = await box.as(SCHOOL);
    const plans = done(200, await school.get('/plans', { query: { year: 2026 } }));
    expect(plans.items).toHaveLength(1);
    expect(plans.items[0]).toMatchObject({ certificate: WEB, level: '初级', declared: 45, live: 45, declared_on: '2026-03-12' });
    ids.plan = plans.items[0].id;
    done(200, await school.get(`/plans/${ids.plan}`));
    const ledger = done(200, await school.get(`/plans/${ids.plan}/ledger`));
    expect(ledger.items).toMatchObject([{ kind: 'declared', headcount: 45, headcount_after: 45, application: { id: ids.declaration } }]);
    const college = done(200, await (await box.as('auditor')).get('/ledger', { query: { institution: COLLEGE, kind: 'decreased' } }));
    expect(college.items).toMatchObject([{ kind: 'decreased', headcount: 300 }]);
    const totals = done(200, await (await box.as('department')).get('/plans/totals'));
    expect(totals.items.length).toBeGreaterThan(2);
    const csv = await (await box.as('department')).get('/plans.csv');
    expect(csv.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  test('an increase under an admission', async () => {
    await box.at(day('05-06'));
    const lines = [line(WEB, '中级', 20, { reason: MORE, year: 2025 })];
    ids.increase = (await box.submit(COLLEGE, 'increase', lines)).id;
    expect(await box.review('department', ids.increase, 'pass')).toMatchObject({ status: 'approved' });
    const granted = done(200, await (await box.as('office')).get('/admissions', { query: { institution: COLLEGE } }));
    expect(granted.items[0].used_by.id).toBe(ids.increase);
  });

  test('assessments', async () => {
    await box.at(day('06-20'));
    const school = await box.as(SCHOOL);
    const json = { certificate: WEB, level: '初级', year: 2026, on: '2026-06-19', examined: 40, passed: 31 };
    expect(done(201, await school.post('/assessments', { json }))).toMatchObject({ plan_id: ids.plan, examined: 40, passed: 31 });
    expect(done(200, await school.get('/assessments', { query: { plan: ids.plan } })).total).toBe(1);
    expect(done(200, await school.get(`/plans/${ids.plan}`))).toMatchObject({ examined: 40, passed: 31, left: 5 });
  });

  test('assessments: schedule, fee, correction, import', async () => {
    const school = await box.as(SCHOOL);
    const named = { certificate: WEB, level: '初级', year: 2026 };
    const wish = { planned_on: '2026-09-01', place: '实训楼', headcount: 5, contact: '王老师' };
    const { id } = done(201, await school.post('/assessment-schedules', { json: { ...named, ...wish } }));
    done(200, await school.put(`/assessment-schedules/${id}`, { json: { ...wish, place: '图书馆', reason: '换地点' } }));
    expect(done(200, await school.get('/assessment-schedules')).items).toMatchObject([{ id, place: '图书馆' }]);
    expect(done(200, await school.post(`/assessment-schedules/${id}/contact/reveal`))).toEqual({ contact: '王老师' });
    done(200, await school.post(`/assessment-schedules/${id}/cancellation`, { json: { reason: '改期' } }));
    const wrong = done(201, await school.post('/assessments', { json: { ...named, on: '2026-06-19', examined: 1, passed: 1 } }));
    done(200, await school.put(`/assessments/${wrong.id}/fee`, { json: { rate_fen: 28000, due_on: '2026-07-01' } }));
    expect(done(201, await school.post(`/assessments/${wrong.id}/reversal`, { json: { reason: '误登' } })).reverses).toBe(wrong.id);
    const template = (await school.get('/assessments/template.xlsx')).raw;
    const book = { raw: template, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    expect(done(200, await school.post('/assessments/import', { ...book, query: { dry_run: true } }))).toMatchObject({ allowed: true, results: 0 });
    done(200, await school.post('/assessments/import', book));
    expect((await school.post('/assessments/import/failed-rows', book)).raw.subarray(0, 2).toString()).toBe('PK');
  });

  test('forced exit: preview, hold, run and repeat', async () => {
    await box.at(day('11-11'));
    const office = await box.as('office');
    const department = await box.as('department');
    const hold = { institution: SCHOOL, certificate: WEB, level: '中级', year: 2025, reason: '考核已排期' };
    done(201, await office.post('/holds', { json: hold }));
    expect(done(200, await office.get('/holds')).items[0]).toMatchObject({ exit_year: 2026, reason: '考核已排期' });
    const candidates = done(200, await department.get('/exit/candidates', { query: { year: 2026 } }));
    expect(candidates.cut_off).toBe('2026-11-11');
    expect(candidates.items.find((row: { held: boolean }) => row.held).plan.institution.code).toBe(SCHOOL);
    const run = done(200, await department.post('/exit/runs', { json: {} }));
    expect(run).toMatchObject({ allowed: true, headcount: candidates.headcount });
    const again = done(200, await department.post('/exit/runs', { json: {} }));
    expect(again).toMatchObject({ headcount: 0, exited: [] });
    const runs = done(200, await department.get('/exit/runs', { query: { year: 2026 } }));
    expect(runs.items.map((row: { plans: number }) => row.plans)).toEqual([0, run.exited.length]);
    expect(runs.items[1]).toMatchObject({ headcount: run.headcount, voided: 0, reversed_plans: 0 });
    const letters = done(200, await department.get('/exit/letters', { query: { run: runs.items[1].id } }));
    expect(letters.items.reduce((sum: number, row: { headcount: number }) => sum + row.headcount, 0)).toBe(run.headcount);
    expect((await department.get(`/exit/runs/${runs.items[1].id}/letters.zip`)).status).toBe(200);
    const letter = await (await box.as(COLLEGE)).get(`/institutions/${COLLEGE}/exit-letter.pdf`, { query: { year: 2026 } });
    expect(letter.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const held = done(200, await office.get('/holds')).items[0];
    const lifted = done(200, await office.post(`/holds/${held.id}/lifting`, { json: { reason: '考核取消' } }));
    expect(lifted).toMatchObject({ id: held.id, lift_reason: '考核取消' });
    const exits = done(200, await department.get('/ledger', { query: { exit_run: runs.items[1].id, limit: 200 } }));
    expect(exits).toMatchObject({ total: run.exited.length, sum: run.headcount });
    const counter = done(200, await department.post(`/exit/entries/${exits.items[0].id}/reversal`, { json: { reason: '误列' } }));
    expect(counter).toMatchObject({ kind: 'exited', headcount: -exits.items[0].headcount, reverses: exits.items[0].id });
  });

  test('the platform beside the ledger', async () => {
    const office = await box.as('office');
    const raw = `院校,证书,级别,年度,人数\n演练学院,${WEB},中级,2025,7\n`;
    const upload = done(201, await office.post('/reconciliations', { query: { name: '平台.csv' }, raw, type: 'text/csv' }));
    const path = `/reconciliations/${upload.id}`;
    expect(done(200, await office.post(`${path}/comparison`, { json: { columns: upload.columns } })).undecided).toBe(1);
    expect(done(200, await office.get('/reconciliations')).total).toBe(1);
    expect(done(200, await office.get(path)).counts.only_there).toBe(1);
    const [item] = done(200, await office.get(`${path}/items`, { query: { list: 'only-there' } })).items;
    expect((await office.get(`${path}/items.xlsx`)).status).toBe(200);
    expect(done(200, await office.get(`${path}/names`)).items[0]).toMatchObject({ name: '演练学院' });
    done(204, await office.put('/reconcile-names', { json: { items: [{ kind: 'institution', name: '演练学院', choice: 'set-aside' }] } }));
    const edit = { items: [{ id: item.id, version: item.version }], owner: '推进办', state: 'working' };
    expect(done(200, await office.put(`${path}/differences`, { json: edit })).items[0].owner).toBe('推进办');
  });

  test('rates, their ranking, counters', async () => {
    const department = await box.as('department');
    const rates = done(200, await department.get('/rates', { query: { year: 2026 } }));
    expect(rates.scope).toBe('province');
    expect(rates.rates.map((row: { name: string }) => row.name)).toEqual(expect.arrayContaining(['adjustment', 'completion', 'exit']));
    const trend = done(200, await department.get('/rates/trend', { query: { from: 2025, to: 2026 } }));
    expect(trend.items[1].rates).toEqual(rates.rates);
    const side = done(200, await department.get('/rates/side', { query: { year: 2026 } }));
    expect(side.reviews.map((row: { denominator: number }) => row.denominator)).toEqual([4, 3]);
    const funnel = done(200, await department.get('/rates/funnel', { query: { year: 2026, round: 'spring' } }));
    expect(funnel).toMatchObject({ declared: 45, reviewed: 45, approved: 45, examined: 40, passed: 31, plans: 1 });
    expect(done(200, await department.get('/rates/reviews', { query: { year: 2026, figure: 'reviews-in-time' } })).total).toBe(4);
    expect(done(200, await department.get('/rates/funnel/applications', { query: { year: 2026, round: 'spring' } })).items).toHaveLength(1);
    expect((await department.get('/rates/report.pdf', { query: { year: 2026 } })).raw.subarray(0, 5).toString()).toBe('%PDF-');
    const edition = done(201, await department.post('/editions', { json: { scope: 'province', year: 2026 } }));
    expect(edition).toMatchObject({ number: 1, rates: rates.rates });
    expect(done(200, await department.get('/editions')).items).toHaveLength(1);
    expect(done(200, await department.get(`/editions/${edition.id}`))).toEqual(edition);
    expect(done(200, await department.get(`/editions/${edition.id}/recomputation`)).equal).toBe(true);
    expect((await department.get(`/editions/${edition.id}/report.pdf`)).raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await department.get(`/editions/${edition.id}/report.xlsx`)).raw.subarray(0, 2).toString()).toBe('PK');
    const ranking = done(200, await department.get('/rates/ranking', { query: { year: 2026, by: 'bureau' } }));
    expect(ranking.items.map((row: { scope: string }) => row.scope)).toContain(GONGYI);
    done(200, await department.get('/dashboard'));
    done(200, await (await box.as(SCHOOL)).get('/dashboard'));
    expect(done(200, await department.get('/actions')).items.length).toBeGreaterThan(12);
    expect(done(200, await box.visitor.get('/refusals')).items).toHaveLength(24);
    done(200, await department.get('/institutions', { query: { bureau: GONGYI } }));
    done(200, await department.get(`/institutions/${SCHOOL}`));
    expect(done(200, await department.get('/applications', { query: { status: 'approved,withdrawn' } })).total).toBe(4);
  });

  test('the auditor reads the trail and verifies its chain', async () => {
    const auditor = await box.as('auditor');
    const rows = done(200, await auditor.get('/audit', { query: { act: 'application-review', result: 'done' } }));
    expect(rows.items.map((row: { actor: string }) => row.actor)).toEqual(['department', 'department', 'department', GONGYI]);
    expect(done(200, await box.visitor.get('/audit/head')).head).toContain('kaoji-head 1 ');
    const verdict = done(200, await auditor.get('/audit/verification'));
    expect(verdict).toMatchObject({ ok: true, first_bad: null });
    expect(verdict.rows).toBeGreaterThan(20);
    const csv = await auditor.get('/audit.csv', { query: { person: 'auditor' } });
    expect(csv.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  test('the office has a new notice checked, kept, compared, tried and put in force from a day; another one goes again', async () => {
    const office = await box.as('office');
    const text = String(world().policy).replace('"henan-2021-628"', '"henan-2027"').replace(/^cap_percent = 30$/m, 'cap_percent = 20');
    expect(done(200, await office.post('/policy-check', { json: { text } }))).toMatchObject({ ok: true, id_taken: false });
    expect(done(201, await office.post('/policies', { json: { text: `${text}\n` } })).state).toBe('draft');
    expect(done(200, await office.put('/policies/henan-2027', { json: { text }, ifMatch: 1 })).version).toBe(2);
    expect(done(200, await office.get('/policies')).items).toHaveLength(2);
    expect(done(200, await office.get('/policies/henan-2027')).text).toBe(text);
    const beside = done(200, await office.get('/policy-comparison', { query: { left: 'henan-2021-628', right: 'henan-2027' } }));
    expect(beside.lines.filter((row: { change: string }) => row.change === 'changed')).toHaveLength(2);
    const trial = done(200, await office.get('/policies/henan-2027/trial', { query: { year: 2026 } }));
    expect(trial).toMatchObject({ otherwise: 1, items: [{ application_id: ids.decrease, step: 'submitted' }] });
    const put = { json: { from: '2027-01-01' }, ifMatch: 2 };
    expect(done(200, await office.put('/policies/henan-2027/force', put)).file.state).toBe('coming');
    expect(done(200, await office.delete('/policies/henan-2027/force', { ifMatch: 3 })).state).toBe('draft');
    done(204, await office.delete('/policies/henan-2027', { ifMatch: 4 }));
  });

  test('every list comes as a sheet', async () => {
    const year = { query: { year: 2026 } };
    const department = await box.as('department');
    for (const path of ['certificates', 'institutions', 'admissions', 'waivers', 'extensions', 'applications', 'plans', 'plans/totals', 'ledger', 'assessments', 'assessment-schedules', 'holds', 'rounds/progress', 'rounds/progress/bureaus', 'exit/runs', 'exit/letters', `plans/${ids.plan}/ledger`]) {
      expect((await department.get(`/${path}.xlsx`)).raw.subarray(0, 2).toString()).toBe('PK');
    }
    expect((await department.get('/exit/candidates.xlsx', year)).status).toBe(200);
    expect((await department.get('/rates/trend.xlsx', { query: { from: 2025, to: 2026 } })).status).toBe(200);
    expect((await department.get('/rates/ranking.xlsx', { query: { year: 2026, by: 'bureau' } })).status).toBe(200);
    expect((await department.get('/rates/side.xlsx', year)).status).toBe(200);
    expect((await department.get('/rates/report.xlsx', year)).status).toBe(200);
    expect((await department.get('/rates/funnel.xlsx', { query: { year: 2026, round: 'spring' } })).status).toBe(200);
    expect((await department.get('/rates/reviews.xlsx', { query: { year: 2026, figure: 'first-review-passed' } })).status).toBe(200);
    expect((await department.get('/rates/funnel/applications.xlsx', { query: { year: 2026, round: 'spring' } })).status).toBe(200);
    for (const [actor, path] of [['auditor', 'audit'], ['auditor', 'accounts'], ['office', 'announcements/all'], ['office', 'contacts'], ['office', 'editions'], ['office', 'reconciliations'], [COLLEGE, 'notices']] as const) {
      expect([path, (await (await box.as(actor)).get(`/${path}.xlsx`)).status]).toEqual([path, 200]);
    }
  });

  test('an annex goes out as a template and as it was filled, and comes in as a draft', async () => {
    const college = await box.as(COLLEGE);
    expect((await college.get('/applications/template.xlsx', { query: { kind: 'new' } })).status).toBe(200);
    const annex = (await college.get(`/applications/${ids.decrease}/form.xlsx`)).raw;
    const book = { raw: annex, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    expect(done(200, await college.post('/applications/import', { ...book, query: { dry_run: true } }))).toMatchObject({ kind: 'decrease', problems: [] });
    const { application } = done(201, await college.post('/applications/import', book));
    done(204, await college.delete(`/applications/${application.id}`));
  });

  test('the catalogue comes in as a book', async () => {
    const office = await box.as('office');
    const { raw } = await office.get('/catalogue/template.xlsx');
    const sent = { raw, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    expect(done(200, await office.post('/catalogue/import', { ...sent, query: { dry_run: true } }))).toMatchObject({ dry_run: true, institutions_added: 0 });
    expect((await office.post('/catalogue/import/failed-rows', sent)).status).toBe(200);
  });

  test('a clerk signs out', async () => {
    const clerk = await box.another(SCHOOL);
    done(204, await clerk.delete('/session'));
    expect((await clerk.get('/me')).status).toBe(401);
  });

  test('nothing of the contract was left out', () => {
    // password.test.ts: the sandbox has no passwords and no second factors; read_scans.test.ts: while an upload runs;
    // claiming.test.ts: under a policy that asks for it
    const factors = ['signIn', 'proveSignIn', 'changePassword', 'readSecondFactor', 'confirmSecondFactor', 'enrolSecondFactor', 'renewRecoveryCodes', 'proveFactor', 'listOwnSessions', 'endOwnSession'];
    const elsewhere = [...factors, 'readScanProgress', 'claimApplication', 'releaseApplication'];
    const untouched = operations.map((place) => place.id).filter((id) => !succeeded.has(id));
    expect(untouched.sort()).toEqual(elsewhere.sort());
  });
});
