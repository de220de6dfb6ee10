import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Ask, Json } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { scan } from './harness/pdf.ts';
import { COLLEGE, done, GONGYI, line, OTHER_COLLEGE, OTHER_SCHOOL, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';

const box = sandbox();
const ABSENT = 9_000_000;
const ABSENT_CODE = 'Q999';
const PLANNED = { planned_on: '2026-09-01', place: '甲', headcount: 1, contact: '乙' };
const foreign = { application: 0, draft: 0, plan: 0, assessment: 0, schedule: 0, notice: 0, filter: 0, edition: 0 };

beforeAll(async () => {
  foreign.application = (await box.submit(SCHOOL, 'new', [line()])).id;
  foreign.draft = (await box.draft(SCHOOL, 'new', [line('物流管理', '初级', 30)])).id;
  const school = await box.as(SCHOOL);
  foreign.plan = done(200, await school.get('/plans')).items[0].id;
  const named = { certificate: WEB, level: '中级', year: 2025 };
  foreign.assessment = done(201, await school.post('/assessments', { json: { ...named, on: '2026-03-01', examined: 1, passed: 1 } })).id;
  foreign.schedule = done(201, await school.post('/assessment-schedules', { json: { ...named, ...PLANNED } })).id;
  done(200, await (await box.as(GONGYI)).post('/reminders', { json: { institutions: [SCHOOL] } }));
  foreign.notice = done(200, await (await box.as(SCHOOL)).get('/notices')).items[0].id;
  foreign.filter = done(201, await (await box.as(SCHOOL)).post('/saved-filters', { json: { list: 'plans', name: '我的', query: '' } })).id;
  foreign.edition = done(201, await (await box.as('department')).post('/editions', { json: { scope: SCHOOL, year: 2026 } })).id;
});

/** Everything of an answer that an asker can see, but for what names the request and the moment. */
function shown(answer: Answer): Json {
  // The length goes with the request's number, which may have grown by a digit.
  const { date: _date, 'x-request-id': _id, 'content-length': _length, ...headers } = answer.headers;
  const body = answer.text.replace(/"request_id":"[^"]*"/, '"request_id":""').replace(/"server_time":"[^"]*"/, '"server_time":""');
  return { status: answer.status, headers, body };
}

/** The request of an operation that is right but for the object. */
function askOf(id: string): Ask {
  const asks: Record<string, Ask> = {
    saveApplication: { json: { lines: [] }, ifMatch: 1 },
    uploadScan: { raw: scan(), type: 'application/pdf', query: { revision: 1 } },
    checkApplication: { json: {} },
    withdrawApplication: { json: {} },
    reviewApplication: { json: { decision: 'return', note: '退回' } },
    grantAdmission: { json: {} },
    grantWaiver: { json: { reason: '停办' } },
    submitApplication: {},
    confirmRegistration: {},
    changeInstitution: { json: { code: 'X1', name: '演练', kind: 'higher-vocational' } },
    printExitLetter: { query: { year: 2026 } },
    reverseAssessment: { json: { reason: '误登' } },
    recordFee: { json: { rate_fen: 100, due_on: '2026-12-01' } },
    changeSchedule: { json: { ...PLANNED, reason: '改期' } },
    cancelSchedule: { json: { reason: '改期' } },
  };
  return asks[id] ?? {};
}

async function ask(actor: string, operation: (typeof operations)[number], id: number | string): Promise<Answer> {
  const path = operation.path.replace(/\{[^}]+\}/, String(id)).replace('{page}', '1');
  return (await box.as(actor)).send(operation.method, path, askOf(operation.id));
}

const byId = operations.filter((place) => place.pathParameters.length > 0);
const ofApplications = byId.filter((place) => place.path.startsWith('/applications/{id}'));
const ofPlans = byId.filter((place) => place.path.startsWith('/plans/{id}'));
const ofAssessments = byId.filter((place) => place.path.startsWith('/assessments/{id}'));
const ofSchedules = byId.filter((place) => place.path.startsWith('/assessment-schedules/{id}'));
const ofDesks = byId.filter((place) => /^\/(notices|saved-filters)\//.test(place.path));
const ofEditions = byId.filter((place) => place.path.startsWith('/editions/{id}'));
const ofInstitutions = byId.filter((place) => place.path.startsWith('/institutions/{code}'));

describe("a stranger's object answers as an absent one", () => {
  test('no operation that takes an id was forgotten', () => {
    const known = [...ofApplications, ...ofPlans, ...ofAssessments, ...ofSchedules, ...ofDesks, ...ofEditions, ...ofInstitutions].map((place) => place.id);
    const rest = byId.map((place) => place.id).filter((id) => !known.includes(id));
    // Catalogue, accounts, announcements and policies belong to nobody: whoever may change one may change all. A run is the province's, its letters
    // whose they are: exit_and_rates.test.ts asks for them. Holds are the
    // office's and reversals the department's, reconciliations the office's, for the whole province. A key is no id;
    // read_scans.test.ts asks with a stranger's. A session is its holder's: password.test.ts ends one that is nobody's.
    const ofNobody = ['bundleExitLetters', 'changeAccount', 'changeAnnouncement', 'changeCertificate', 'compareReconciliation', 'disableAccount', 'discardPolicy', 'explainDifferences', 'exportReconcileItems', 'listReconcileItems', 'listReconcileNames', 'putPolicyInForce', 'readPolicyFile', 'readReconciliation', 'endOwnSession', 'reopenCertificate', 'replacePolicy', 'resetAccount', 'resetSecondFactor', 'unlockAccount', 'takeOffAnnouncement', 'takePolicyBack', 'tryPolicy'];
    expect(rest.sort()).toEqual([...ofNobody, 'liftHold', 'readScanProgress', 'reverseExit'].sort());
  });

  test.each(ofApplications)('$id', async (operation) => {
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU]) {
      const absent = shown(await ask(actor, operation, ABSENT));
      expect([403, 404]).toContain(absent.status);
      for (const id of [foreign.application, foreign.draft]) {
        expect([actor, shown(await ask(actor, operation, id))]).toEqual([actor, absent]);
      }
    }
  });

  test.each(ofApplications)('$id of a draft, for those who will see it later', async (operation) => {
    for (const actor of [GONGYI, 'department', 'office', 'auditor']) {
      const absent = shown(await ask(actor, operation, ABSENT));
      expect([actor, shown(await ask(actor, operation, foreign.draft))]).toEqual([actor, absent]);
    }
  });

  test.each(ofPlans)('$id', async (operation) => {
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU, 'system']) {
      expect(shown(await ask(actor, operation, foreign.plan))).toEqual(shown(await ask(actor, operation, ABSENT)));
    }
  });

  test.each([...ofAssessments, ...ofSchedules])('$id', async (operation) => {
    const theirs = operation.path.startsWith('/assessments') ? foreign.assessment : foreign.schedule;
    // The department changes nothing of an institution's, but may look at whom to ask.
    const farthest = operation.id === 'revealScheduleContact' ? 'auditor' : 'department';
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU, farthest]) {
      expect(shown(await ask(actor, operation, theirs))).toEqual(shown(await ask(actor, operation, ABSENT)));
    }
  });

  test.each(ofDesks)('$id', async (operation) => {
    const theirs = operation.path.startsWith('/notices') ? foreign.notice : foreign.filter;
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU, GONGYI, 'department']) {
      expect([actor, shown(await ask(actor, operation, theirs))]).toEqual([actor, shown(await ask(actor, operation, ABSENT))]);
    }
  });

  test.each(ofEditions)('$id', async (operation) => {
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU]) {
      expect([actor, shown(await ask(actor, operation, foreign.edition))]).toEqual([actor, shown(await ask(actor, operation, ABSENT))]);
    }
  });

  test.each(ofInstitutions)('$id', async (operation) => {
    for (const actor of [COLLEGE, OTHER_SCHOOL, ZHENGZHOU]) {
      expect(shown(await ask(actor, operation, SCHOOL))).toEqual(shown(await ask(actor, operation, ABSENT_CODE)));
    }
  });

  test('in bodies: an institution, a plan, an application of several', async () => {
    const clerk = await box.as(COLLEGE);
    const assessment = (institution: string) => ({ institution, certificate: WEB, level: '中级', year: 2025, on: '2026-03-01', examined: 1, passed: 1 });
    const pairs: [string, (object: string | number) => Json, [string | number, string | number]][] = [
      ['/applications', (institution) => ({ kind: 'new', institution, lines: [] }), [SCHOOL, ABSENT_CODE]],
      ['/applications/check', (institution) => ({ kind: 'new', institution, lines: [] }), [SCHOOL, ABSENT_CODE]],
      ['/assessments', (institution) => assessment(String(institution)), [SCHOOL, ABSENT_CODE]],
    ];
    for (const [path, json, [theirs, absent]] of pairs) {
      expect(shown(await clerk.post(path, { json: json(theirs) }))).toEqual(shown(await clerk.post(path, { json: json(absent) })));
    }
    const bureau = await box.as(ZHENGZHOU);
    const reminders = (institution: string) => bureau.post('/reminders', { json: { institutions: [institution], dry_run: true } });
    expect(shown(await reminders(SCHOOL))).toEqual(shown(await reminders(ABSENT_CODE)));
    const items = [foreign.application, ABSENT].map((application) => ({ application, decision: 'return', note: '退回' }));
    const [first, second] = done(200, await (await box.as(ZHENGZHOU)).post('/reviews', { json: { items } })).results;
    const bare = (result: Json) => ({ ...result, application: 0, problem: { ...result.problem, request_id: '' } });
    expect(bare(first)).toEqual(bare(second));
    expect(first).toMatchObject({ status: 404, problem: { code: 'not-yours' } });
  });

  test('in filters, scopes and counts', async () => {
    const clerk = await box.as(COLLEGE);
    for (const path of ['/plans', '/applications', '/ledger', '/assessments', '/holds', '/admissions', '/waivers', '/extensions']) {
      const theirs = await clerk.get(path, { query: { institution: SCHOOL } });
      const absent = await clerk.get(path, { query: { institution: ABSENT_CODE } });
      expect([path, shown(theirs)]).toEqual([path, shown(absent)]);
      expect(theirs.json.total).toBe(0);
    }
    for (const actor of [COLLEGE, ZHENGZHOU]) {
      const theirs = await (await box.as(actor)).get('/rates', { query: { year: 2026, scope: SCHOOL } });
      const absent = await (await box.as(actor)).get('/rates', { query: { year: 2026, scope: ABSENT_CODE } });
      expect([theirs.status, shown(theirs)]).toEqual([404, shown(absent)]);
      const figures = [
        ['/rates/side', {}], ['/rates/report.xlsx', {}], ['/rates/report.pdf', {}], ['/editions', {}],
        ['/rates/reviews', { figure: 'reviews-in-time' }], ['/rates/reviews.xlsx', { figure: 'reviews-in-time' }],
        ['/rates/funnel', { round: 'spring' }], ['/rates/funnel/applications', { round: 'spring' }], ['/rates/funnel/applications.xlsx', { round: 'spring' }],
      ] as const;
      for (const [path, more] of figures) {
        const there = await (await box.as(actor)).get(path, { query: { year: 2026, scope: SCHOOL, ...more } });
        expect([path, there.status, shown(there)]).toEqual([path, 404, shown(await (await box.as(actor)).get(path, { query: { year: 2026, scope: ABSENT_CODE, ...more } }))]);
      }
      const ranked = await (await box.as(actor)).get('/rates/ranking', { query: { year: 2026, by: 'certificate', scope: SCHOOL } });
      expect(ranked.status).toBe(404);
    }
    const bureau = await box.as(ZHENGZHOU);
    expect((await bureau.get('/rates', { query: { year: 2026, scope: GONGYI } })).status).toBe(404);
    expect((await bureau.get('/rates', { query: { year: 2026, scope: ZHENGZHOU } })).status).toBe(200);
    for (const path of ['/rounds/progress', '/applications/counts']) {
      const theirs = await bureau.get(path, { query: { bureau: GONGYI } });
      expect([path, theirs.text.includes('巩义'), shown(theirs)]).toEqual([path, false, shown(await bureau.get(path, { query: { bureau: '999999' } }))]);
    }
    const csv = await clerk.get('/plans.csv');
    expect(csv.text).not.toContain('巩义');
    expect(csv.text).toContain(COLLEGE);
    expect(csv.text).not.toContain(OTHER_COLLEGE);
  });

  test("a stranger's assessment and hold", async () => {
    const clerk = await box.as(OTHER_SCHOOL);
    expect(done(200, await clerk.get('/assessments', { query: { plan: foreign.plan } })).total).toBe(0);
    const candidates = done(200, await clerk.get('/exit/candidates', { query: { year: 2026 } }));
    for (const item of candidates.items) expect(item.plan.institution.code).toBe(OTHER_SCHOOL);
  });
});
