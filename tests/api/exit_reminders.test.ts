import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, GONGYI, OTHER_COLLEGE, OTHER_SCHOOL, sandbox, SCHOOL, WEB, world } from './harness/world.ts';

// Nobody was ever examined: all four plans of 2025 would exit on 11 November 2026, and their institutions are reminded 90, 60, 30
// and 7 days before, on 13 August, 12 September, 12 October and 4 November. The sandbox looks whenever its clock is moved.
const box = sandbox();
const SCHOOLS = [COLLEGE, OTHER_COLLEGE, SCHOOL, OTHER_SCHOOL];
const ahead = async (actor: string): Promise<number[]> => {
  const { items } = done(200, await (await box.as(actor)).get('/notices', { query: { limit: 200 } }));
  return items.filter((row: Json) => row.kind === 'exit-ahead').map((row: Json) => row.days_left);
};

describe('reminders of the forced exit', () => {
  test('begin on the first of the days, not before', async () => {
    await box.at(day('08-12', '23:59:59'));
    expect(await ahead(COLLEGE)).toEqual([]);
    await box.at(day('08-13', '00:00:00'));
    for (const code of SCHOOLS) expect([code, await ahead(code)]).toEqual([code, [90]]);
    const [told] = done(200, await (await box.as(SCHOOL)).get('/notices')).items;
    expect(told).toMatchObject({ kind: 'exit-ahead', year: 2026, plans: 1, headcount: 200, days_left: 90, sender: '系统', plan: null });
  });

  test('come once for each institution and step, however often the clock is looked at', async () => {
    for (const time of ['00:00:01', '12:00:00', '23:59:59']) await box.at(day('08-13', time));
    await box.at(day('08-20'));
    expect(await ahead(COLLEGE)).toEqual([90]);
    const trail = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'exit-remind' } }));
    expect(trail.items.map((row: Json) => [row.object, row.detail])).toEqual([['2026', '90 days before: 4 institutions']]);
  });

  test('pass over steps that nobody was there to take, and leave out those whose plans stay', async () => {
    const json = { institution: OTHER_COLLEGE, certificate: WEB, level: '中级', year: 2025, reason: '考核已排期' };
    const hold = done(201, await (await box.as('office')).post('/holds', { json }));
    const sat = { certificate: WEB, level: '中级', year: 2025, on: '2026-06-01', examined: 1, passed: 1 };
    done(201, await (await box.as(OTHER_SCHOOL)).post('/assessments', { json: sat }));
    await box.at(day('10-20'));
    expect(await Promise.all(SCHOOLS.map(ahead))).toEqual([[22, 90], [90], [22, 90], [90]]);
    // A hold that is taken back puts the plan back on the list: the step that was reached is told the next time.
    done(200, await (await box.as('office')).post(`/holds/${hold.id}/lifting`, { json: { reason: '考核取消' } }));
    await box.at(day('10-21'));
    expect(await Promise.all(SCHOOLS.map(ahead))).toEqual([[22, 90], [21, 90], [22, 90], [90]]);
  });

  test('end when the window opens; a new year has its own', async () => {
    await box.at(day('11-10', '23:59:59'));
    expect(await ahead(COLLEGE)).toEqual([1, 22, 90]);
    await box.at(day('11-11', '00:00:00'));
    await box.at(day('11-20'));
    await box.at(day('11-21'));
    expect(await ahead(COLLEGE)).toEqual([1, 22, 90]);
    await box.at('2027-08-13T08:00:00+08:00');
    expect(await ahead(COLLEGE)).toEqual([90, 1, 22, 90]);
  });

  test('are for institutions: a bureau sees the list itself', async () => {
    expect(await ahead(GONGYI)).toEqual([]);
    expect(done(200, await (await box.as(GONGYI)).get('/exit/candidates'))).toMatchObject({ days_left: 90, plans: 1 });
  });
});

describe('under another policy', () => {
  test('the days are its own, and a world that begins among them is told at once', async () => {
    const policy = world().policy.replace('after_years = 1', 'after_years = 1\nremind_days_before = [14]');
    await box.begin({ policy, now: day('10-27') });
    expect(await ahead(COLLEGE)).toEqual([]);
    await box.begin({ policy, now: day('10-28') });
    expect(await ahead(COLLEGE)).toEqual([14]);
    await box.begin({ policy: policy.replace('[14]', '[]'), now: day('11-05') });
    expect(await ahead(COLLEGE)).toEqual([]);
  });
});
