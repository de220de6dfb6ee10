import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Ask, Browser, Json } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { liveThroughTheYear, STATUSES, type Lives, type Status } from './harness/life.ts';
import { scan } from './harness/pdf.ts';
import { accessTable, type AccessCell } from './harness/program.ts';
import { observed, SEATS, VISITOR, type Seat } from './harness/seats.ts';
import { outgrowForms, timeless, WINDOWS } from './harness/windowed.ts';
import { COLLEGE, done, GONGYI, plan, sandbox, SCHOOL, SUBMITTING, WEB, world } from './harness/world.ts';

// Every cell of the access table over HTTP: each act, asked by each role of an object of each relation and, for applications, of each
// status; then each act that has a window, before, in and after it. Nothing that the walk asks changes an application: whoever may act
// sends a stale If-Match or a wrong revision, or lacks what the act needs.

const box = sandbox({ plans: [...world().plans, plan(SCHOOL, '建筑信息模型', '高级', 50), plan(COLLEGE, '建筑信息模型', '高级', 50)] });
let cells: AccessCell[] = [];
let lives: { school: Lives; college: Lives };
let plans: Record<string, number>;
const assessments: Record<string, number> = {};
const schedules: Record<string, number> = {};
let closure = 0;
let certificate = 0;
/** A notice of the own desk, of each that has one. */
const noticeOf: Record<string, number> = {};
let reconciliation = 0;
let edition = 0;
let compared = 0;
let denials = 0;
let denialsBefore = 0;

beforeAll(async () => {
  cells = await accessTable();
  // On a plan of their own, which no forced exit takes: somebody was examined.
  for (const owner of [SCHOOL, COLLEGE]) {
    const person = await box.as(owner);
    const named = { certificate: '建筑信息模型', level: '高级', year: 2025 };
    assessments[owner] = done(201, await person.post('/assessments', { json: { ...named, on: '2026-03-01', examined: 1, passed: 1 } })).id;
    const wish = { planned_on: '2027-03-01', place: '甲', headcount: 1, contact: '乙' };
    schedules[owner] = done(201, await person.post('/assessment-schedules', { json: { ...named, ...wish } })).id;
  }
  lives = await liveThroughTheYear(box);
  const department = await box.as('department');
  plans = {};
  for (const owner of [SCHOOL, COLLEGE]) {
    plans[owner] = done(200, await department.get('/plans', { query: { institution: owner, year: 2025 } })).items[0].id;
  }
  closure = done(201, await (await box.as('office')).post('/closures', { json: { certificate: WEB, from: '2027-01-01' } }))[0].id;
  certificate = done(200, await department.get('/certificates', { query: { q: WEB } })).items[0].id;
  for (const actor of [SCHOOL, GONGYI]) noticeOf[actor] = (done(200, await (await box.as(actor)).get('/notices')).items[0] as Json).id;
  const table = { query: { name: 'walk.csv' }, raw: '院校,证书,人数\n', type: 'text/csv' };
  edition = done(201, await department.post('/editions', { json: { scope: 'province', year: 2026 } })).id;
  reconciliation = done(201, await (await box.as('office')).post('/reconciliations', table)).id;
  denialsBefore = await deniedRows();
});

async function deniedRows(): Promise<number> {
  return done(200, await (await box.as('auditor')).get('/audit', { query: { result: 'denied', limit: 1 } })).total;
}

function expected(role: string | null, relation: string, act: string, status: Status | null): string {
  const found = cells.filter((cell) => cell.role === role && cell.relation === relation && cell.act === act && cell.status === status);
  if (found.length !== 1) throw new Error(`${found.length} cells for ${role} ${relation} ${act} ${status}`);
  return found[0]?.access ?? '';
}

/** What the table says of an act that names no object: granted when the role has it over anything. */
function expectedOfRole(role: string, act: string): string {
  const may = cells.some((cell) => cell.role === role && cell.act === act && cell.status === null && cell.access === 'granted');
  return may ? 'granted' : 'denied';
}

function compare(what: string, wanted: string, answer: Answer): void {
  const got = observed(answer.status, answer.code);
  if (got === 'denied' || got === 'hidden') denials += 1;
  compared += 1;
  expect(`${what}: ${got}`).toBe(`${what}: ${wanted}`);
}

const STALE = 9_999;
type Probe = (person: Browser, id: number) => Promise<Answer>;
const on = (method: string, tail: string, ask: Ask = {}): Probe => (person, id) => person.send(method, `/applications/${id}${tail}`, ask);

/** Acts on one application. */
const OF_APPLICATIONS: Record<string, Probe> = {
  'application-read': on('GET', ''),
  'application-save': on('PUT', '', { json: { lines: [] }, ifMatch: STALE }),
  'application-discard': on('DELETE', '', { ifMatch: STALE }),
  'contact-reveal': on('POST', '/contact/reveal'),
  'revision-list': on('GET', '/revisions'),
  'form-print': on('GET', '/form.pdf'),
  'scan-read': on('GET', '/scan'),
  'scan-upload': on('PUT', '/scan', { raw: scan(), type: 'application/pdf', query: { revision: STALE } }),
  'application-check': on('POST', '/check', { json: {} }),
  'application-submit': on('POST', '/submission', { ifMatch: STALE }),
  'application-withdraw': on('POST', '/withdrawal', { json: {}, ifMatch: STALE }),
  'application-review': on('POST', '/review', { json: { decision: 'return', note: '退回' }, ifMatch: STALE }),
  'application-claim': on('POST', '/claim', { ifMatch: STALE }),
};

/** Acts on an institution and what belongs to it. */
const OF_INSTITUTIONS: Record<string, (person: Browser, owner: string) => Promise<Answer>> = {
  'institution-read': (person, owner) => person.get(`/institutions/${owner}`),
  'institution-change': (person, owner) => person.put(`/institutions/${owner}`, { json: { code: owner, name: '演练', kind: 'local-secondary' }, ifMatch: STALE }),
  'cap-read': (person, owner) => person.get(`/institutions/${owner}/cap`),
  'reminder-send': (person, owner) => person.post('/reminders', { json: { institutions: [owner], dry_run: true } }),
  'registration-confirm': (person, owner) => person.post(`/institutions/${owner}/registration`),
  'admission-grant': (person, owner) => person.post(`/institutions/${owner}/admissions`, { json: {} }),
  'waiver-grant': (person, owner) => person.post(`/institutions/${owner}/waivers`, { json: {} }),
  'application-create': (person, owner) => person.post('/applications', { json: { kind: 'new', institution: owner, lines: [] } }),
  'application-check': (person, owner) => person.post('/applications/check', { json: { kind: 'new', institution: owner, lines: [] } }),
  'plan-read': (person, owner) => person.get(`/plans/${plans[owner]}`),
  'ledger-read': (person, owner) => person.get(`/plans/${plans[owner]}/ledger`),
  'rate-read': (person, owner) => person.get('/rates', { query: { year: 2026, scope: owner } }),
  'rate-export': (person, owner) => person.get('/rates/report.xlsx', { query: { year: 2026, scope: owner } }),
  'edition-list': (person, owner) => person.get('/editions', { query: { scope: owner } }),
  'assessment-record': (person, owner) => {
    const json = { institution: owner, certificate: WEB, level: '中级', year: 2025, on: '2026-03-01', examined: 0, passed: 0 };
    return person.post('/assessments', { json });
  },
  'assessment-reverse': (person, owner) => person.post(`/assessments/${assessments[owner]}/reversal`, { json: {} }),
  'fee-record': (person, owner) => person.put(`/assessments/${assessments[owner]}/fee`, { json: { rate_fen: 100, due_on: '2026-12-01', paid_on: '2099-01-01' } }),
  'schedule-record': (person, owner) => person.post(`/assessment-schedules/${schedules[owner]}/cancellation`, { json: {} }),
  'schedule-reveal': (person, owner) => person.post(`/assessment-schedules/${schedules[owner]}/contact/reveal`),
  'exit-letter': (person, owner) => person.get(`/institutions/${owner}/exit-letter.pdf`, { query: { year: 2026 } }),
  'hold-place': (person, owner) => {
    return person.post('/holds', { json: { institution: owner, certificate: WEB, level: '中级', year: 2025 } });
  },
};

const read = (path: string, query: Record<string, string | number> = {}) => (person: Browser) => person.get(path, { query });
const malformed = (method: string, path: string) => (person: Browser) => person.send(method, path, { json: {} });

/** Acts that name no object, or one that belongs to nobody. */
const OF_NOBODY: Record<string, (person: Browser, actor: string) => Promise<Answer>> = {
  'session-open': malformed('POST', '/session'),
  'session-close': async (_, actor) => (await box.another(actor)).delete('/session'),
  'me-read': read('/me'),
  'session-prove': malformed('POST', '/session/second-factor'),
  'password-change': malformed('POST', '/me/password'),
  'factor-read': read('/me/second-factor'),
  'factor-enrol': (person) => person.post('/me/second-factor/enrolment'),
  'factor-confirm': malformed('PUT', '/me/second-factor'),
  'factor-prove': malformed('POST', '/me/proof'),
  'recovery-renew': (person) => person.post('/me/second-factor/recovery-codes'),
  'own-session-list': read('/me/sessions'),
  'own-session-end': async (person, actor) => {
    const other = actor === 'visitor' ? null : await box.another(actor);
    const listed = other ? done(200, await other.get('/me/sessions')).sessions : [];
    return person.delete(`/me/sessions/${listed.find((row: Json) => row.current)?.id ?? 'none'}`);
  },
  'sandbox-read': read('/sandbox'),
  'sandbox-sign-in': malformed('POST', '/sandbox/session'),
  'sandbox-clock': malformed('PUT', '/sandbox/clock'),
  'sandbox-world': malformed('POST', '/sandbox/world'),
  'calendar-read': read('/calendar', { year: 2026 }),
  'window-read': read('/windows'),
  'policy-read': read('/policy'),
  'policy-list': read('/policies'),
  'policy-check': (person) => person.post('/policy-check', { json: { text: 'id = 1' } }),
  'policy-save': (person) => person.post('/policies', { json: { text: 'id = 1' } }),
  'policy-discard': (person) => person.delete('/policies/henan-2021-628', { ifMatch: STALE }),
  'policy-trial': read('/policies/henan-2021-628/trial', { year: 2026 }),
  'policy-enact': (person) => person.put('/policies/henan-2021-628/force', { json: { from: '2027-01-01' }, ifMatch: STALE }),
  'certificate-list': read('/certificates'),
  'certificate-export': read('/certificates.xlsx'),
  'certificate-add': (person) => person.post('/certificates', { json: { name: WEB, organisation: '演练评价组织', levels: ['初级'] } }),
  'certificate-change': (person) => person.put(`/certificates/${certificate}`, { json: { organisation: '演练评价组织', levels: [] }, ifMatch: STALE }),
  'closure-list': read('/closures'),
  'closure-create': (person) => person.post('/closures', { json: { certificate: '没有的证书', from: '2027-01-01' } }),
  'closure-delete': async (person, actor) => {
    const id = actor === 'office' ? done(201, await person.post('/closures', { json: { certificate: WEB, level: '高级', from: '2028-01-01' } }))[0].id : closure;
    return person.delete(`/closures/${id}`);
  },
  'bureau-list': read('/bureaus'),
  'institution-list': read('/institutions'),
  'institution-export': read('/institutions.xlsx'),
  'institution-add': (person) => person.post('/institutions', { json: { code: SCHOOL, name: '演练', kind: 'higher-vocational' } }),
  'catalogue-import': read('/catalogue/template.xlsx'),
  'admission-list': read('/admissions'),
  'waiver-list': read('/waivers'),
  'extension-list': read('/extensions'),
  'grant-export': read('/extensions.xlsx'),
  'extension-grant': (person) => person.post('/extensions', { json: { stage: 'final', until: '2026-11-30' } }),
  'platform-read': read('/platform'),
  'platform-switch': (person) => person.put('/platform', { json: { open: true } }),
  'application-list': read('/applications'),
  'application-export': read('/applications.xlsx'),
  'progress-read': read('/rounds/progress'),
  'progress-export': read('/rounds/progress.xlsx'),
  'package-print': read('/rounds/package.pdf', { year: 2026, round: 'spring' }),
  'archive-make': read('/rounds/archive.zip', { year: 2026, round: 'spring' }),
  'work-plan-print': read('/rounds/work-plan.xlsx', { year: 2026, round: 'spring' }),
  'plan-list': read('/plans'),
  'plan-export': read('/plans.csv'),
  'plan-totals': read('/plans/totals'),
  'ledger-read': read('/ledger'),
  'assessment-list': read('/assessments'),
  'assessment-export': read('/assessments.xlsx'),
  'schedule-list': read('/assessment-schedules'),
  'assessment-import': read('/assessments/template.xlsx'),
  'hold-list': read('/holds'),
  'exit-preview': read('/exit/candidates', { year: 2026 }),
  'exit-export': read('/exit/candidates.xlsx', { year: 2026 }),
  'exit-run-list': read('/exit/runs'),
  'hold-lift': (person) => person.post('/holds/1/lifting', { json: {} }),
  'exit-reverse': (person) => person.post('/exit/entries/1/reversal', { json: {} }),
  'exit-run': (person) => person.post('/exit/runs', { json: { dry_run: true } }),
  'rate-read': read('/rates/ranking', { year: 2026, by: 'institution' }),
  'rate-export': read('/rates/ranking.xlsx', { year: 2026, by: 'institution' }),
  'edition-list': read('/editions'),
  'edition-freeze': (person) => person.post('/editions', { json: { scope: 'province', year: 2026, note: '演练', dry_run: true } }),
  'edition-recompute': (person) => person.get(`/editions/${edition}/recomputation`),
  'reconcile-read': read('/reconciliations'),
  'reconcile-export': (person) => person.get(`/reconciliations/${reconciliation}/items.xlsx`),
  'reconcile-upload': (person) => person.post('/reconciliations', { query: { name: 'walk.csv' }, raw: '院校,证书,人数\n', type: 'text/csv' }),
  'reconcile-compare': (person) => person.post(`/reconciliations/${reconciliation}/comparison`, { json: {} }),
  'reconcile-decide': (person) => person.put('/reconcile-names', { json: { items: [] } }),
  'reconcile-explain': (person) => person.put(`/reconciliations/${reconciliation}/differences`, { json: { items: [] } }),
  'worklist-read': read('/worklist'),
  'dashboard-read': read('/dashboard'),
  'notice-list': read('/notices'),
  'notice-export': read('/notices.xlsx'),
  'notice-mark': (person, actor) => person.post(`/notices/${noticeOf[actor] ?? 1}/read`),
  'filter-list': read('/saved-filters', { list: 'reviews' }),
  'filter-save': (person) => person.post('/saved-filters', { json: { list: 'reviews', name: '新增', query: 'kind=new' } }),
  'filter-delete': async (person, actor) => {
    const own = actor === 'visitor' ? { id: 1 } : done(201, await person.post('/saved-filters', { json: { list: 'plans', name: '待删', query: '' } }));
    return person.delete(`/saved-filters/${own.id}`);
  },
  'action-list': read('/actions'),
  'account-list': read('/accounts'),
  'account-export': read('/accounts.xlsx'),
  'account-add': (person) => person.post('/accounts', { json: { login: 'auditor', name: '审计', role: 'auditor' } }),
  'account-change': (person) => person.put('/accounts/system', { json: { name: '系统管理', role: 'auditor' } }),
  'account-disable': (person) => person.put('/accounts/system/disabled', { json: { disabled: true } }),
  'account-unlock': (person) => person.delete('/accounts/system/lock'),
  'factor-reset': (person) => person.delete('/accounts/security/second-factor'),
  'account-reset': (person) => person.post('/accounts/system/first-secret'),
  'announcement-read': read('/announcements'),
  'announcement-list': read('/announcements/all'),
  'announcement-write': (person) => person.post('/announcements', { json: { title_zh: '演练', body_zh: '演练', from: '2027-01-01', until: '2026-01-01' } }),
  'contact-read': read('/contacts'),
  'bulletin-export': read('/contacts.xlsx'),
  'contact-write': (person) => person.put('/contacts', { json: { items: [] } }),
  'audit-read': read('/audit'),
  'audit-export': read('/audit.csv'),
  'audit-verify': read('/audit/verification'),
  'refusal-list': read('/refusals'),
  'contract-read': read('/docs'),
  'health-read': read('/livez'),
};

/** The application of that status which lies to the seat as it says: a direct one awaits the department, a forwarded one does too. */
function applicationOf(seat: Seat, status: Status): number {
  return seat.owner === COLLEGE && status !== 'forwarded' ? lives.college[status] : lives.school[status];
}

describe('the access table, walked', () => {
  test('leaves out no act', () => {
    const walked = new Set([OF_APPLICATIONS, OF_INSTITUTIONS, OF_NOBODY].flatMap((acts) => Object.keys(acts)));
    expect([...walked].sort()).toEqual([...new Set(cells.map((cell) => cell.act))].sort());
    expect([...walked].sort()).toEqual([...new Set(operations.map((place) => place.act))].sort());
  });

  test('the applications have the statuses that they are to have', async () => {
    for (const status of STATUSES.filter((one) => one !== 'draft')) {
      expect((await box.read(lives.school[status])).status).toBe(status);
      if (status !== 'forwarded') expect((await box.read(lives.college[status])).status).toBe(status);
    }
  });

  test.each(Object.entries(OF_APPLICATIONS))('%s, of every status', async (act, probe) => {
    for (const seat of SEATS) {
      for (const status of STATUSES) {
        const answer = await probe(await box.as(seat.actor), applicationOf(seat, status));
        const wanted = expected(seat.role, seat.relation, act, status);
        // Under a policy without `claiming` whoever may claim is told that nobody needs to: claiming.test.ts has the other one.
        const nothing_to_claim = act === 'application-claim' && wanted === 'granted';
        compare(`${seat.actor} (${seat.relation}) ${act} ${status}`, nothing_to_claim ? 'wrong-state' : wanted, answer);
      }
    }
  });

  test('application-review, several at once', async () => {
    for (const seat of SEATS) {
      const items = STATUSES.map((status) => ({ application: applicationOf(seat, status), version: STALE, decision: 'return', note: '退回' }));
      const answer = await (await box.as(seat.actor)).post('/reviews', { json: { items } });
      if (expectedOfRole(seat.role, 'application-review') === 'denied') {
        compare(`${seat.actor} reviews`, 'denied', answer);
        continue;
      }
      const got = done(200, answer).results.map((row: Json) => observed(row.status, row.problem?.code ?? null));
      denials += got.filter((one: string) => one === 'hidden').length;
      compared += got.length;
      expect([seat.actor, got]).toEqual([seat.actor, STATUSES.map((status) => expected(seat.role, seat.relation, 'application-review', status))]);
    }
  });

  test('application-list, of every status', async () => {
    for (const seat of SEATS) {
      if (expectedOfRole(seat.role, 'application-list') === 'denied') continue;
      for (const status of STATUSES) {
        const listed = done(200, await (await box.as(seat.actor)).get('/applications', { query: { status, limit: 200 } }));
        const shown = listed.items.some((item: Json) => item.id === applicationOf(seat, status));
        compared += 1;
        expect([seat.actor, status, shown]).toEqual([seat.actor, status, expected(seat.role, seat.relation, 'application-list', status) === 'granted']);
      }
    }
  });

  test.each(Object.entries(OF_INSTITUTIONS))('%s, of an institution', async (act, probe) => {
    for (const seat of SEATS) {
      const answer = await probe(await box.as(seat.actor), seat.owner);
      compare(`${seat.actor} (${seat.relation}) ${act}`, expected(seat.role, seat.relation, act, null), answer);
    }
  });

  test.each(Object.entries(OF_NOBODY))('%s, without an object', async (act, probe) => {
    for (const seat of SEATS.filter((one) => one.relation !== 'none')) {
      compare(`${seat.actor} ${act}`, expectedOfRole(seat.role, act), await probe(await box.as(seat.actor), seat.actor));
    }
  });

  test('a visitor does what is open to all, and nothing else', async () => {
    for (const [act, probe] of Object.entries(OF_NOBODY).filter(([act]) => act !== 'session-close')) {
      const wanted = expected(null, 'everything', act, null) === 'granted' ? 'granted' : 'not-authenticated';
      compare(`visitor ${act}`, wanted, await probe(box.visitor, 'visitor'));
    }
    for (const [act, probe] of Object.entries(OF_APPLICATIONS)) {
      compare(`visitor ${act}`, 'not-authenticated', await probe(box.visitor, lives.school.submitted));
    }
    for (const [act, probe] of Object.entries(OF_INSTITUTIONS)) {
      compare(`visitor ${act}`, 'not-authenticated', await probe(box.visitor, SCHOOL));
    }
  });

  test('me names exactly the acts of the role', async () => {
    for (const seat of SEATS) {
      const { acts } = done(200, await (await box.as(seat.actor)).get('/me'));
      const wanted = [...new Set(cells.filter((cell) => cell.role === seat.role && cell.access === 'granted').map((cell) => cell.act))];
      expect([seat.actor, [...acts].sort()]).toEqual([seat.actor, wanted.sort()]);
    }
  });

  test('every denial left its row in the trail', async () => {
    expect((await deniedRows()) - denialsBefore).toBe(denials);
  });
});

describe.each(WINDOWS)('$name, asked in every phase of its window', ({ acts, phases }) => {
  /** What each was told who may not: the same in every phase. */
  const told = new Map<string, string>();

  beforeAll(async () => {
    await box.at(SUBMITTING);
    await outgrowForms(box, lives.school);
  });

  /** Asks for one act of one seat's application; what the table says of it. */
  async function asked(one: (typeof acts)[number], seat: Seat | typeof VISITOR, status: Status | null, phase: (typeof phases)[number]): Promise<string> {
    const person = seat.role === null ? box.visitor : await box.as(seat.actor);
    const answer = await one.ask(person, status === null ? 0 : seat.role === null ? lives.school[status] : applicationOf(seat, status));
    const wanted = seat.role === null ? 'not-authenticated' : expected(seat.role, seat.relation, one.act, status);
    const what = `${seat.actor} (${seat.relation}) ${one.act} ${status}`;
    compare(`${what} at ${phase.now}`, wanted, answer);
    if (wanted !== 'granted') {
      const first = told.get(what) ?? timeless(answer);
      told.set(what, first);
      expect(`${what} at ${phase.now}: ${timeless(answer)}`).toBe(`${what} at ${phase.now}: ${first}`);
    } else if (seat.role === one.role) {
      const open = phase.open || (one.early && phase.early === true);
      expect(`${what} at ${phase.now}: ${answer.code}`).toBe(`${what} at ${phase.now}: ${open ? one.inside : 'window-closed'}`);
    }
    return wanted;
  }

  test.each(phases)('$name ($now)', async (phase) => {
    await box.at(phase.now);
    if (phase.grant) done(201, await (await box.as('office')).post('/extensions', { json: phase.grant }));
    const [rows, before] = [await deniedRows(), denials];
    const met = new Set<string>();
    for (const one of acts) {
      for (const seat of [...SEATS, VISITOR]) {
        for (const status of one.statuses) met.add(await asked(one, seat, status, phase));
      }
    }
    expect([...met]).toEqual(expect.arrayContaining(['granted', 'denied', 'not-authenticated']));
    expect((await deniedRows()) - rows).toBe(denials - before);
  });
});

afterAll(() => {
  console.log(`${compared} cells compared, ${denials} denials`);
});
