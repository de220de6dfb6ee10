import { describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { CERTIFICATES, COLLEGE, day, done, FEWER, line, MORE, plan, sandbox, WEB, world } from './harness/world.ts';

const LEVELS = ['初级', '中级', '高级'];
const HUNDRED = Array.from({ length: 100 }, (_, i) => ({ certificate: `演练证书${Math.floor(i / 3)}`, level: LEVELS[i % 3] ?? '' }));
const certificates = [...new Set(HUNDRED.map((one) => one.certificate))].map((name) => ({ name, levels: LEVELS, organisation: '演练评价组织' }));
const box = sandbox();

const tally = (answers: Answer[]) => {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const key = answer.status === 200 ? '200' : `${answer.status} ${answer.code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe('whoever races', () => {
  test('a hundred decreases at once cut exactly to the cap', async () => {
    await box.begin({ certificates, plans: HUNDRED.map((one) => plan(COLLEGE, one.certificate, one.level, 10)) });
    const clerk = await box.as(COLLEGE);
    const drafts: Json[] = [];
    for (const one of HUNDRED) {
      const draft = await box.draft(COLLEGE, 'decrease', [line(one.certificate, one.level, 10, { reason: FEWER, year: 2025 })]);
      await box.sign(COLLEGE, draft);
      drafts.push(draft);
    }
    const answers = await Promise.all(drafts.map((draft) => clerk.post(`/applications/${draft.id}/submission`)));
    expect(tally(answers)).toEqual({ '200': 30, '409 cap-exceeded': 70 });
    expect(done(200, await clerk.get(`/institutions/${COLLEGE}/cap`))).toMatchObject({ base: 1000, used: 300, limit: 300, left: 0 });
    await box.at(day('03-26'));
    const items = answers.filter((answer) => answer.status === 200).map((answer) => ({ application: answer.json.id, decision: 'pass' }));
    const results = done(200, await (await box.as('department')).post('/reviews', { json: { items } })).results;
    expect(results.map((row: Json) => row.status)).toEqual(Array(30).fill(200));
    expect(done(200, await (await box.as(COLLEGE)).get('/plans')).sums.live).toBe(700);
  });

  test('of two reviewers one decides, every time', async () => {
    await box.begin({ certificates, plans: [] });
    const submitted: Json[] = [];
    for (const one of HUNDRED.slice(0, 40)) submitted.push(await box.submit(COLLEGE, 'new', [line(one.certificate, one.level, 20)]));
    await box.at(day('03-26'));
    const one = await box.another('department');
    const other = await box.another('department');
    for (const application of submitted) {
      const path = `/applications/${application.id}/review`;
      const answers = await Promise.all([
        one.post(path, { json: { decision: 'pass' }, ifMatch: application.version }),
        other.post(path, { json: { decision: 'reject', note: '不合要求' }, ifMatch: application.version }),
      ]);
      const winner = answers.find((answer) => answer.status === 200);
      const loser = answers.find((answer) => answer.status !== 200);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      expect(['not-awaiting', 'version-stale']).toContain(loser?.code);
      expect((await box.read(application.id)).status).toBe(winner?.json.status);
    }
    const approved = done(200, await one.get('/applications', { query: { status: 'approved' } })).total;
    expect(done(200, await one.get('/ledger', { query: { kind: 'declared' } })).total).toBe(approved);
  });

  test('a withdrawal and an approval: one of them', async () => {
    await box.begin({ certificates, plans: [] });
    const submitted: Json[] = [];
    for (const one of HUNDRED.slice(0, 20)) submitted.push(await box.submit(COLLEGE, 'new', [line(one.certificate, one.level, 20)]));
    await box.at(day('03-26'));
    const clerk = await box.as(COLLEGE);
    const department = await box.as('department');
    for (const { id } of submitted) {
      const answers = await Promise.all([
        clerk.post(`/applications/${id}/withdrawal`, { json: {} }),
        department.post(`/applications/${id}/review`, { json: { decision: 'pass' } }),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
      expect((await box.read(id)).status).toBe(answers[0]?.status === 200 ? 'withdrawn' : 'approved');
    }
  });

  test('one admission carries one increase', async () => {
    await box.begin({ plans: CERTIFICATES.map((name) => plan(COLLEGE, name, '中级', 100)) });
    done(201, await (await box.as('office')).post(`/institutions/${COLLEGE}/admissions`, { json: {} }));
    const clerk = await box.as(COLLEGE);
    const drafts: Json[] = [];
    for (const name of CERTIFICATES) {
      const draft = await box.draft(COLLEGE, 'increase', [line(name, '中级', 5, { reason: MORE, year: 2025 })]);
      await box.sign(COLLEGE, draft);
      drafts.push(draft);
    }
    const answers = await Promise.all(drafts.map((draft) => clerk.post(`/applications/${draft.id}/submission`)));
    expect(tally(answers)).toEqual({ '200': 1, '409 not-admitted': CERTIFICATES.length - 1 });
  });

  test('one application touches a plan at a time', async () => {
    await box.begin();
    const clerk = await box.as(COLLEGE);
    const drafts: Json[] = [];
    for (let i = 0; i < 10; ++i) {
      const draft = await box.draft(COLLEGE, 'decrease', [line(WEB, '中级', 10, { reason: FEWER, year: 2025 })]);
      await box.sign(COLLEGE, draft);
      drafts.push(draft);
    }
    const answers = await Promise.all(drafts.map((draft) => clerk.post(`/applications/${draft.id}/submission`)));
    expect(tally(answers)).toEqual({ '200': 1, '409 pending-application': 9 });
  });

  test('assessments never pass the plan', async () => {
    await box.begin({ plans: [...world().plans, plan(COLLEGE, WEB, '高级', 100)] });
    const clerk = await box.as(COLLEGE);
    const json = { certificate: WEB, level: '高级', year: 2025, on: '2026-03-01', examined: 7, passed: 7 };
    const answers = await Promise.all(Array.from({ length: 30 }, () => clerk.post('/assessments', { json })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(14);
    expect(answers.filter((answer) => answer.code === 'over-plan')).toHaveLength(16);
  });

  test('two exit runs at once exit each plan once', async () => {
    await box.begin();
    await box.at(day('11-12'));
    const department = await box.as('department');
    const runs = await Promise.all(Array.from({ length: 6 }, () => department.post('/exit/runs', { json: {} })));
    const exited = runs.map((run) => done(200, run).exited.length);
    expect(exited.reduce((all, n) => all + n, 0)).toBe(4);
    expect(done(200, await department.get('/ledger', { query: { kind: 'exited' } })).total).toBe(4);
  });
});
