import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { released, type Held } from './harness/barrier.ts';
import type { Answer, Browser, Json } from './harness/client.ts';
import { COLLEGE, day, done, FEWER, FINAL, line, MORE, OTHER_COLLEGE, plan, sandbox, WEB } from './harness/world.ts';

// Pairs that a barrier lets go at once, many times over: one wins, and whoever loses is told by whom and when. ./test --long plays each
// race a thousand times.

const LONG = process.env.KAOJI_LONG !== undefined && process.env.KAOJI_LONG !== '';
const ON_FILE = process.env.KAOJI_API_DATABASE !== 'postgresql';
const ROUNDS = LONG ? 1000 : ON_FILE ? 120 : 40;
const WORLDS = LONG ? 100 : ON_FILE ? 20 : 8;
const LEVELS = ['初级', '中级', '高级'];
const certificates = Array.from({ length: Math.ceil(ROUNDS / 6) }, (_, i) => ({ name: `演练证书${i}`, levels: LEVELS, organisation: '演练评价组织' }));
vi.setConfig({ testTimeout: LONG ? 1_800_000 : 180_000 });
const box = sandbox({ certificates, plans: [] });

/** The actor and the wish of the n-th application, which no other touches. */
function nth(n: number): { actor: string; wish: Json } {
  const within = n % (certificates.length * 3);
  const actor = n === within ? COLLEGE : OTHER_COLLEGE;
  return { actor, wish: line(certificates[Math.floor(within / 3)]?.name, LEVELS[within % 3], 20) };
}

/** What comes before a race may be done several at a time. */
async function abreast<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  let next = 0;
  const hand = async () => {
    for (let n = next++; n < count; n = next++) all[n] = await make(n);
  };
  await Promise.all(Array.from({ length: 8 }, hand));
  return all;
}

async function submitted(count: number): Promise<{ id: number; actor: string }[]> {
  for (const actor of [COLLEGE, OTHER_COLLEGE]) await box.as(actor);
  return abreast(count, async (n) => {
    const { actor, wish } = nth(n);
    return { id: (await box.submit(actor, 'new', [wish])).id, actor };
  });
}

/** The one that won and the other; anything but one of each is a failure. */
function decided(answers: Answer[]): { won: number; winner: Answer; loser: Answer } {
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  const won = answers.findIndex((answer) => answer.status === 200);
  return { won, winner: answers[won] as Answer, loser: answers[1 - won] as Answer };
}

const nameOf = (person: Browser): string => person.me.account.name;

/** The loser's 409 says who was first and when, as a fact and in both sentences. */
function namesTheWinner(loser: Answer, name: string, at: string): void {
  expect(loser.code).toBe('not-awaiting');
  expect(loser.json.findings[0].changed).toEqual({ by: name, at });
  for (const sentence of [loser.json.detail_zh, loser.json.detail_en]) {
    expect(sentence).toContain(name);
    expect(sentence).toContain(at.slice(0, 19).replace('T', ' '));
  }
}

/** In the trail the act that was done stands before the one that came too late, as the version says that one of them counts. */
async function inOrder(id: number, before: number, acts: string[]): Promise<void> {
  const rows: Json[] = done(200, await (await box.as('auditor')).get('/audit', { query: { object: `application/${id}`, limit: 10 } })).items;
  const raced = rows.filter((row) => acts.includes(row.act)).sort((a, b) => a.seq - b.seq);
  expect(raced.map((row) => row.result)).toEqual(['done', 'refused']);
  const now = await box.read(id);
  expect(now.version).toBe(before + 1);
  const last = now.timeline.at(-1);
  expect([last.actor, last.at]).toEqual([raced[0].actor, raced[0].at]);
}

describe('of two at once', () => {
  test(`two reviewers: one decides, ${ROUNDS} times`, async () => {
    await box.begin({ certificates, plans: [] });
    const all = await submitted(ROUNDS);
    done(200, await (await box.as('security')).put('/accounts/office', { json: { name: '演练终审乙', role: 'department-reviewer' } }));
    await box.at(FINAL);
    const people = [await box.as('department'), await box.as('office')];
    const wins = [0, 0];
    for (const { id } of all) {
      const { version } = await box.read(id);
      const decisions = [{ decision: 'pass' }, { decision: 'reject', note: '不合要求' }];
      const requests = people.map((person, i): Held => ({ person, method: 'POST', path: `/applications/${id}/review`, ask: { json: decisions[i] } }));
      // Whose bytes go first alternates, or the first would win more often.
      const turned = id % 2 === 0;
      const answers = await released(turned ? requests.reverse() : requests);
      const { won, winner, loser } = decided(turned ? answers.reverse() : answers);
      wins[won] = (wins[won] ?? 0) + 1;
      const stands = await box.read(id);
      expect(stands.status).toBe(winner.json.status);
      namesTheWinner(loser, nameOf(people[won] as Browser), stands.decided_at);
      await inOrder(id, version, ['application-review']);
    }
    console.log(`won by the first ${wins[0]}, by the second ${wins[1]}`);
    const approved = done(200, await (await box.as('auditor')).get('/applications', { query: { status: 'approved' } })).total;
    expect(done(200, await (await box.as('auditor')).get('/ledger', { query: { kind: 'declared' } })).total).toBe(approved);
  });

  test(`a stale If-Match is told the same, on the notice board too`, async () => {
    await box.begin();
    const application = await box.draft(COLLEGE, 'new', [line(WEB)]);
    const clerk = await box.as(COLLEGE);
    const saves = ['中级', '高级'].map((level): Held => ({ person: clerk, method: 'PUT', path: `/applications/${application.id}`, ask: { json: { lines: [line(WEB, level)] }, ifMatch: application.version } }));
    const office = await box.as('office');
    const text = { title_zh: '通知', title_en: '', body_zh: '甲', body_en: '', from: '2026-03-11', for_visitors: false };
    const put = done(201, await office.post('/announcements', { json: text }));
    const changes = ['乙', '丙'].map((body): Held => ({ person: office, method: 'PUT', path: `/announcements/${put.id}`, ask: { json: { ...text, body_zh: body }, ifMatch: 1 } }));
    for (const [requests, person] of [[saves, clerk], [changes, office]] as const) {
      const answers = await released([...requests]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
      const loser = answers.find((answer) => answer.status === 412) as Answer;
      expect(loser.json).toMatchObject({ code: 'version-stale', changed: { by: nameOf(person), at: day('03-12') } });
      expect(loser.json.detail_zh).toContain(nameOf(person));
    }
  });

  test(`a withdrawal and a review: one of them, ${ROUNDS} times`, async () => {
    await box.begin({ certificates, plans: [] });
    const all = await submitted(ROUNDS);
    await box.at(FINAL);
    const department = await box.as('department');
    for (const { id, actor } of all) {
      const clerk = await box.as(actor);
      const { version } = await box.read(id);
      const requests: Held[] = [
        { person: clerk, method: 'POST', path: `/applications/${id}/withdrawal`, ask: { json: {} } },
        { person: department, method: 'POST', path: `/applications/${id}/review`, ask: { json: { decision: 'pass' } } },
      ];
      const turned = id % 2 === 0;
      const answers = await released(turned ? requests.reverse() : requests);
      const { won, loser } = decided(turned ? answers.reverse() : answers);
      const stands = await box.read(id);
      expect(stands.status).toBe(won === 0 ? 'withdrawn' : 'approved');
      namesTheWinner(loser, nameOf(won === 0 ? clerk : department), stands.decided_at);
      await inOrder(id, version, ['application-review', 'application-withdraw']);
    }
  });

  test(`two submissions of a draft with two keys: one, ${ROUNDS} times`, async () => {
    await box.begin({ certificates, plans: [] });
    for (const actor of [COLLEGE, OTHER_COLLEGE]) await box.as(actor);
    const drafts = await abreast(ROUNDS, async (n) => {
      const { actor, wish } = nth(n);
      const draft = await box.draft(actor, 'new', [wish]);
      await box.sign(actor, draft);
      return { draft, person: await box.as(actor) };
    });
    for (const { draft, person } of drafts) {
      const request: Held = { person, method: 'POST', path: `/applications/${draft.id}/submission` };
      const { winner, loser } = decided(await released([request, request]));
      namesTheWinner(loser, nameOf(person), winner.json.submitted_at);
    }
    expect(done(200, await (await box.as('auditor')).get('/applications')).total).toBe(ROUNDS);
  });

  test(`an exit run and an approval: the plan is never left with both, ${WORLDS} times`, async () => {
    const wins = [0, 0];
    for (let n = 0; n < WORLDS; ++n) {
      await box.begin({ plans: [plan(COLLEGE, WEB, '中级', 100)] });
      done(201, await (await box.as('office')).post(`/institutions/${COLLEGE}/admissions`, { json: {} }));
      const { id } = await box.submit(COLLEGE, 'increase', [line(WEB, '中级', 5, { reason: MORE, year: 2025 })]);
      await box.at(day('11-12'));
      const department = await box.as('department');
      const requests: Held[] = [
        { person: department, method: 'POST', path: '/exit/runs', ask: { json: {} } },
        { person: department, method: 'POST', path: `/applications/${id}/review`, ask: { json: { decision: 'pass' } } },
      ];
      const turned = n % 2 === 0;
      const [ran, reviewed] = turned ? (await released(requests.reverse())).reverse() : await released(requests);
      const exited = done(200, ran as Answer).exited as Json[];
      const status = (await box.read(id)).status;
      if (reviewed?.status === 200) {
        wins[1] = (wins[1] ?? 0) + 1;
        expect([status, exited.map((row) => row.headcount)]).toEqual(['approved', [105]]);
      } else {
        wins[0] = (wins[0] ?? 0) + 1;
        expect([status, exited.map((row) => row.headcount)]).toEqual(['voided', [100]]);
        namesTheWinner(reviewed as Answer, nameOf(department), day('11-12'));
      }
      expect(done(200, await department.get('/plans', { query: { institution: COLLEGE } })).sums.live).toBe(0);
    }
    console.log(`exit first ${wins[0]}, approval first ${wins[1]}`);
  });
});

describe('of many at once', () => {
  test('fifty submissions with one key: one row, one answer', async () => {
    await box.begin();
    const draft = await box.draft(COLLEGE, 'new', [line(WEB)]);
    await box.sign(COLLEGE, draft);
    const person = await box.as(COLLEGE);
    const request: Held = { person, method: 'POST', path: `/applications/${draft.id}/submission`, ask: { key: randomUUID() } };
    const answers = await released(Array.from({ length: 50 }, () => request));
    const good = answers.filter((answer) => answer.status === 200);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map((answer) => answer.text)).size).toBe(1);
    expect(answers.filter((answer) => answer.status !== 200).every((answer) => answer.status === 409 && answer.code === 'idempotency-in-progress')).toBe(true);
    expect((await person.send(request.method, request.path, request.ask)).text).toBe(good[0]?.text);
    const events: Json[] = (await box.read(draft.id)).timeline;
    expect(events.filter((event) => event.event === 'submitted')).toHaveLength(1);
  });

  test('one key with two bodies: the second is refused', async () => {
    await box.begin();
    const clerk = await box.as(COLLEGE);
    const key = randomUUID();
    const draft = (headcount: number): Held => ({ person: clerk, method: 'POST', path: '/applications', ask: { key, json: { kind: 'new', lines: [line(WEB, '初级', headcount)] } } });
    const answers = await released([draft(20), draft(30)]);
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const loser = answers.find((answer) => answer.status !== 201) as Answer;
    expect([409, 422]).toContain(loser.status);
    const again = await clerk.post('/applications', draft(40).ask && { ...draft(40).ask });
    expect([again.status, again.code]).toEqual([422, 'idempotency-mismatch']);
    expect(done(200, await clerk.get('/applications')).total).toBe(1);
  });

  test('a hundred decreases of 10 released at once: thirty of them, 300 persons', async () => {
    const hundred = Array.from({ length: 100 }, (_, i) => ({ certificate: `演练证书${Math.floor(i / 3)}`, level: LEVELS[i % 3] ?? '' }));
    const names = [...new Set(hundred.map((one) => one.certificate))].map((name) => ({ name, levels: LEVELS, organisation: '演练评价组织' }));
    await box.begin({ certificates: names, plans: hundred.map((one) => plan(COLLEGE, one.certificate, one.level, 10)) });
    const person = await box.as(COLLEGE);
    const requests = await abreast(100, async (n): Promise<Held> => {
      const one = hundred[n];
      const draft = await box.draft(COLLEGE, 'decrease', [line(one?.certificate, one?.level, 10, { reason: FEWER, year: 2025 })]);
      await box.sign(COLLEGE, draft);
      return { person, method: 'POST', path: `/applications/${draft.id}/submission` };
    });
    const answers = await released(requests);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(30);
    expect(answers.filter((answer) => answer.code === 'cap-exceeded')).toHaveLength(70);
    expect(done(200, await person.get(`/institutions/${COLLEGE}/cap`))).toMatchObject({ base: 1000, used: 300, left: 0 });
  });
});
