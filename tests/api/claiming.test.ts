import { beforeEach, describe, expect, test } from 'vitest';
import { released, type Held } from './harness/barrier.ts';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, FINAL, GONGYI, line, PRELIMINARY, sandbox, SCHOOL, SUBMITTING, WEB, world, ZHENGZHOU } from './harness/world.ts';

// A policy with `claiming`: a reviewer takes an application in hand before deciding it, and nobody below takes it back meanwhile.

const POLICY: string = world().policy.replace('preliminary_review = [', 'claiming = true\npreliminary_review = [');
const box = sandbox({ policy: POLICY });
const LEVELS = ['初级', '高级'];
const FREE = ['物流管理', '智能财税', '网店运营推广', '建筑信息模型'].flatMap((name) => LEVELS.map((level) => line(name, level, 20)));
let made = 0;

const claim = async (actor: string, id: number, ask = {}) => (await box.as(actor)).post(`/applications/${id}/claim`, ask);
const release = async (actor: string, id: number) => (await box.as(actor)).delete(`/applications/${id}/claim`);
const withdraw = async (actor: string, id: number, ask = {}) => (await box.as(actor)).post(`/applications/${id}/withdrawal`, { json: {}, ...ask });
const review = async (actor: string, id: number, json: Json = {}) => (await box.as(actor)).post(`/applications/${id}/review`, { json: { decision: 'pass', ...json } });
const submitted = async (actor: string): Promise<number> => (await box.submit(actor, 'new', [FREE[made++ % FREE.length] as Json])).id;
const action = async (actor: string, id: number, act: string) => (await box.read(id, actor)).actions.find((one: Json) => one.act === act);

describe('under a policy that asks for claims', () => {
  beforeEach(async () => {
    await box.begin({ policy: POLICY });
  });

  test('a claim keeps the institution from withdrawing, whose refusal names who holds it and since when', async () => {
    const id = await submitted(COLLEGE);
    const { version } = await box.read(id);
    await box.at(day('03-13'));
    const taken = done(200, await claim('department', id));
    expect(taken).toMatchObject({ status: 'submitted', version: version + 1, claim: { by: '省教育厅', at: day('03-13') } });
    // The old version is no excuse: who holds it is what the institution has to know.
    const refused = await withdraw(COLLEGE, id, { ifMatch: version });
    expect([refused.status, refused.code]).toEqual([409, 'not-awaiting']);
    const [finding] = refused.json.findings;
    expect(finding).toMatchObject({ clause: '二(三)', changed: { by: '省教育厅', at: day('03-13') } });
    expect(finding.zh).toContain('省教育厅于2026-03-13 10:00:00领取');
    expect(finding.en).toContain('claimed this application for review at 2026-03-13 10:00:00');
    expect(await action(COLLEGE, id, 'withdraw')).toMatchObject({ allowed: false, code: 'not-awaiting', zh: finding.zh });
    expect((await box.read(id)).status).toBe('submitted');

    const back = done(200, await release('department', id));
    expect([back.claim, back.timeline.at(-1).event]).toEqual([null, 'released']);
    expect(done(200, await withdraw(COLLEGE, id)).status).toBe('withdrawn');
  });

  test('only who has claimed it decides, and a dry run says so beside everything else', async () => {
    const id = await submitted(COLLEGE);
    await box.at(FINAL);
    done(200, await (await box.as('security')).put('/accounts/office', { json: { name: '演练终审乙', role: 'department-reviewer' } }));
    const unclaimed = await review('department', id);
    expect([unclaimed.status, unclaimed.code, unclaimed.json.findings[0].changed]).toEqual([409, 'not-awaiting', undefined]);
    expect(unclaimed.json.findings[0].remedy_zh).toContain('先领取');
    const both = done(200, await review('department', id, { decision: 'return', dry_run: true }));
    expect(both.findings.map((one: Json) => one.code)).toEqual(['not-awaiting', 'note-required']);
    done(200, await claim('office', id));
    const other = await review('department', id);
    expect([other.code, other.json.findings[0].changed.by]).toEqual(['not-awaiting', '演练终审乙']);
    expect((await claim('department', id)).json.findings[0].changed.by).toBe('演练终审乙');
    expect([(await action('department', id, 'pass')).allowed, (await action('department', id, 'release')).allowed]).toEqual([false, true]);
    expect(await action('office', id, 'pass')).toMatchObject({ allowed: true });
    // Who holds it may be away: a colleague of the desk releases it, and claims it.
    done(200, await release('department', id));
    expect((await release('department', id)).code).toBe('not-awaiting');
    done(200, await claim('department', id));
    done(200, await review('department', id));
    expect(await box.read(id)).toMatchObject({ status: 'approved', claim: null });
  });

  test('each desk claims for itself, and a resubmitted one is claimed anew', async () => {
    const id = await submitted(SCHOOL);
    await box.at(PRELIMINARY);
    expect((await claim('department', id)).code).toBe('not-awaiting');
    done(200, await claim(GONGYI, id));
    done(200, await review(GONGYI, id, { decision: 'return', note: '请核对人数' }));
    const draft = await box.read(id, SCHOOL);
    await box.sign(SCHOOL, draft);
    done(200, await (await box.as(SCHOOL)).post(`/applications/${id}/submission`));
    expect((await box.read(id)).claim).toBeNull();
    expect((await review(GONGYI, id)).code).toBe('not-awaiting');
    done(200, await claim(GONGYI, id));
    done(200, await review(GONGYI, id));
    expect(await box.read(id)).toMatchObject({ status: 'forwarded', claim: null });
    // Passed on, it is nobody's again: the school may take it back until the department claims it.
    expect(await action(SCHOOL, id, 'withdraw')).toMatchObject({ allowed: true });
    done(200, await claim('department', id));
    expect((await withdraw(SCHOOL, id)).json.findings[0].changed.by).toBe('省教育厅');
    expect((await release(GONGYI, id)).code).toBe('not-awaiting');
  });

  test('strangers see nothing of it, and every step has its audit row', async () => {
    const id = await submitted(SCHOOL);
    expect([(await claim(ZHENGZHOU, id)).status, (await claim(COLLEGE, id)).status]).toEqual([404, 403]);
    done(200, await claim(GONGYI, id));
    done(200, await release(GONGYI, id));
    const rows: Json[] = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'application-claim', object: `application/${id}` } })).items;
    // Of a stranger and of a clerk, then the claim and its end.
    expect(rows.map((row) => row.result).reverse()).toEqual(['denied', 'denied', 'done', 'done']);
    expect(rows.map((row) => row.detail).slice(0, 2).reverse().map((detail) => detail.split(' ')[0])).toEqual(['claimed', 'released']);
  });

  test('of a claim and a withdrawal at once one wins, and the other is told', async () => {
    for (let n = 0; n < 8; ++n) {
      const { id } = await box.submit(COLLEGE, 'new', [FREE[n] as Json]);
      const requests: Held[] = [
        { person: await box.as('department'), method: 'POST', path: `/applications/${id}/claim` },
        { person: await box.as(COLLEGE), method: 'POST', path: `/applications/${id}/withdrawal`, ask: { json: {} } },
      ];
      const turned = n % 2 === 0;
      const answers = await released(turned ? requests.reverse() : requests);
      const [claimed, withdrawn] = turned ? answers.reverse() : answers;
      expect([claimed?.status, withdrawn?.status].sort()).toEqual([200, 409]);
      const loser = (claimed?.status === 200 ? withdrawn : claimed)?.json;
      expect([loser.code, loser.findings[0].changed.at]).toEqual(['not-awaiting', SUBMITTING]);
      const stands = await box.read(id);
      expect(stands.status).toBe(claimed?.status === 200 ? 'submitted' : 'withdrawn');
      if (claimed?.status === 200) expect(stands.claim.by).toBe('省教育厅');
    }
  });
});

test('a policy that does not ask for claims has none', async () => {
  await box.begin();
  const { id } = await box.submit(COLLEGE, 'new', [line(WEB)]);
  const refused = await claim('department', id);
  expect([refused.status, refused.code]).toEqual([409, 'not-awaiting']);
  expect(refused.json.findings[0].zh).toContain('不需要领取');
  expect((await release('department', id)).code).toBe('not-awaiting');
  const shown = await box.read(id, 'department');
  expect([shown.claim, shown.actions.filter((one: Json) => ['claim', 'release'].includes(one.act))]).toEqual([null, []]);
  expect(done(200, await (await box.as('office')).get('/policy')).claiming).toBe(false);
  expect(done(200, await withdraw(COLLEGE, id)).status).toBe('withdrawn');
});
