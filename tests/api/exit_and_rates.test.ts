import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { unzip } from './harness/xlsx.ts';
import { COLLEGE, day, done, GONGYI, OTHER_COLLEGE, OTHER_SCHOOL, plan, sandbox, SCHOOL, WEB, world, ZHENGZHOU } from './harness/world.ts';

const box = sandbox({ plans: [...world().plans, plan(SCHOOL, '物流管理', '初级', 30), plan(SCHOOL, '智能财税', '高级', 7, { year: 2026, declared_on: '2026-02-01' })] });
const get = async (actor: string, path: string, query: Record<string, string | number | boolean> = {}): Promise<Json> =>
  done(200, await (await box.as(actor)).get(path, { query }));
const names = (page: Json) => page.items.map((row: Json) => `${row.plan.institution.code} ${row.plan.certificate}`);

describe('the list of what would exit', () => {
  test('is asked for the next November by itself, and says how many days are left', async () => {
    expect(await get('department', '/exit/candidates')).toMatchObject({ year: 2026, cut_off: '2026-11-11', days_left: 244, plans: 5, headcount: 1830 });
    await box.at(day('11-20'));
    expect(await get('department', '/exit/candidates')).toMatchObject({ year: 2026, days_left: -9 });
    await box.at(day('11-21'));
    const next = await get('department', '/exit/candidates');
    expect(next).toMatchObject({ year: 2027, cut_off: '2027-11-11', days_left: 355, plans: 6 });
    await box.at(day('03-12'));
  });

  test('shows each his own, and the counter on the desk says the same', async () => {
    for (const [actor, plans] of [['department', 5], ['office', 5], ['auditor', 5], [GONGYI, 2], [ZHENGZHOU, 1], [SCHOOL, 2], [COLLEGE, 1]] as const) {
      const page = await get(actor, '/exit/candidates');
      expect([actor, page.plans, page.items.length, page.total]).toEqual([actor, plans, plans, plans]);
      expect((await get(actor, '/dashboard')).exit_candidates).toBe(plans);
    }
    expect(await get(GONGYI, '/exit/candidates', { institution: COLLEGE })).toMatchObject({ plans: 0, items: [] });
    expect(await get(SCHOOL, '/exit/candidates', { bureau: ZHENGZHOU })).toMatchObject({ plans: 0, items: [] });
    expect(await get('department', '/exit/candidates', { bureau: ZHENGZHOU })).toMatchObject({ plans: 1, headcount: 100 });
    expect(names(await get('department', '/exit/candidates', { q: '物流' }))).toEqual([`${SCHOOL} 物流管理`]);
  });

  test('comes in pages, in the order of codes and certificates', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Json = await get('department', '/exit/candidates', { limit: 2, ...(cursor ? { cursor } : {}) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...names(page));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual([`${COLLEGE} ${WEB}`, `${OTHER_COLLEGE} ${WEB}`, `${SCHOOL} ${WEB}`, `${SCHOOL} 物流管理`, `${OTHER_SCHOOL} ${WEB}`]);
    const foreign = await (await box.as('department')).get('/exit/candidates', { query: { cursor: 'plans.1' } });
    expect(foreign.code).toBe('parameter-invalid');
  });

  test('an assessment takes a plan off it', async () => {
    const json = { certificate: '物流管理', level: '初级', year: 2025, on: '2026-03-01', examined: 1, passed: 0 };
    done(201, await (await box.as(SCHOOL)).post('/assessments', { json }));
    expect((await get(SCHOOL, '/exit/candidates')).plans).toBe(1);
  });
});

describe('a hold', () => {
  const wish = { institution: SCHOOL, certificate: WEB, level: '中级', year: 2025, reason: '考核已排期' };

  test('keeps the plan back with its reason, until it is taken back with another', async () => {
    const office = await box.as('office');
    const hold = done(201, await office.post('/holds', { json: wish }));
    expect(hold).toMatchObject({ lifted_at: null, lifted_by: null, lift_reason: null });
    const held = await get(GONGYI, '/exit/candidates', { held: true });
    expect(held).toMatchObject({ total: 1, plans: 0, held_plans: 1, held_headcount: 200 });
    expect(held.items[0]).toMatchObject({ held: true, hold_id: hold.id, hold_reason: '考核已排期' });
    expect((await get(GONGYI, '/exit/candidates', { held: false })).items).toEqual([]);
    expect((await get(SCHOOL, '/plans', { q: 'Web' })).items[0].held).toBe(true);

    expect((await office.post(`/holds/${hold.id}/lifting`, { json: {} })).code).toBe('note-required');
    expect((await office.post('/holds/999/lifting', { json: { reason: '无' } })).code).toBe('not-yours');
    const lifted = done(200, await office.post(`/holds/${hold.id}/lifting`, { json: { reason: '考核取消' } }));
    expect(lifted).toMatchObject({ lifted_by: '省推进办', lift_reason: '考核取消' });
    expect(done(200, await office.post(`/holds/${hold.id}/lifting`, { json: { reason: '再次' } }))).toEqual(lifted);
    expect(await get(GONGYI, '/exit/candidates')).toMatchObject({ plans: 1, held_plans: 0 });
    expect((await get(SCHOOL, '/plans', { q: 'Web' })).items[0].held).toBe(false);
    expect((await get(GONGYI, '/holds')).items).toEqual([lifted]);
  });
});

describe('a mistaken exit', () => {
  let run: Json;
  let entry: Json;

  beforeAll(async () => {
    await box.at(day('11-12'));
    run = done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    expect(run.exited).toHaveLength(4);
    const exits = await get('department', '/ledger', { exit_run: run.id });
    expect(exits).toMatchObject({ total: 4, sum: 1800 });
    entry = exits.items.find((row: Json) => row.institution.code === COLLEGE);
  });

  test('is not reversed by others, without a reason, or where there is no exit', async () => {
    const path = `/exit/entries/${entry.id}/reversal`;
    const json = { reason: '考核登记有误' };
    for (const actor of ['office', COLLEGE, 'auditor']) expect((await (await box.as(actor)).post(path, { json })).status).toBe(403);
    const department = await box.as('department');
    expect((await department.post(path, { json: { reason: ' ' } })).code).toBe('note-required');
    expect((await department.post('/exit/entries/99999/reversal', { json })).status).toBe(404);
    const declared = await get('department', '/ledger', { kind: 'carried', institution: COLLEGE });
    expect((await department.post(`/exit/entries/${declared.items[0].id}/reversal`, { json })).status).toBe(404);
  });

  test('is mended by a counter-entry, once; the plan is live again and the next run leaves it', async () => {
    const department = await box.as('department');
    const path = `/exit/entries/${entry.id}/reversal`;
    const counter = done(200, await department.post(path, { json: { reason: '考核登记有误' } }));
    expect(counter).toMatchObject({ kind: 'exited', headcount: -1000, reverses: entry.id, reason: '考核登记有误' });
    expect(done(200, await department.post(path, { json: { reason: '再次' } })).id).toBe(counter.id);
    const told = (await get(COLLEGE, '/notices')).items.filter((row: Json) => row.kind === 'exit-reversed');
    const plan = { certificate: WEB, level: '中级', year: 2025 };
    expect(told).toMatchObject([{ plan, year: 2026, headcount: 1000, note: '考核登记有误', sender: '省教育厅' }]);
    expect((await get(COLLEGE, '/plans')).items[0]).toMatchObject({ live: 1000, exited: false, exited_headcount: 0, held: true });
    const again = done(200, await department.post('/exit/runs', { json: {} }));
    expect(again).toMatchObject({ exited: [], headcount: 0 });
    const of_run = await get('department', '/ledger', { exit_run: run.id });
    expect(of_run).toMatchObject({ total: 4, sum: 1800 });
    expect(of_run.items.find((row: Json) => row.id === entry.id).reversed_by).toBe(counter.id);
  });

  test('is gone from letters and rates, and the run says so', async () => {
    const runs = await get('department', '/exit/runs', { year: 2026 });
    expect(runs.items.find((row: Json) => row.id === run.id)).toMatchObject({ plans: 4, headcount: 1800, reversed_plans: 1, reversed_headcount: 1000 });
    const letters = await get('department', '/exit/letters', { run: run.id });
    expect(letters.items.map((row: Json) => row.institution.code)).toEqual([OTHER_COLLEGE, SCHOOL, OTHER_SCHOOL]);
    expect(await get(COLLEGE, '/exit/letters')).toMatchObject({ items: [], total: 0 });
    expect((await get(GONGYI, '/exit/letters')).items).toMatchObject([{ run: run.id, plans: 1, headcount: 200 }]);
    const letter = (code: string) => box.as('department').then((person) => person.get(`/institutions/${code}/exit-letter.pdf`, { query: { year: 2026, run: run.id } }));
    expect((await letter(COLLEGE)).code).toBe('parameter-invalid');
    const letters_of = async (actor: string) => (await box.as(actor)).get(`/exit/runs/${run.id}/letters.zip`);
    const bundle = unzip((await letters_of('department')).raw);
    expect([...bundle.keys()]).toEqual([
      `${OTHER_COLLEGE}-演练应用学院-退出通知书.pdf`, `${SCHOOL}-演练巩义中专-退出通知书.pdf`, `${OTHER_SCHOOL}-演练郑州中专-退出通知书.pdf`,
    ]);
    expect(bundle.get(`${SCHOOL}-演练巩义中专-退出通知书.pdf`)).toEqual((await letter(SCHOOL)).raw);
    expect([...unzip((await letters_of(GONGYI)).raw).keys()]).toEqual([`${SCHOOL}-演练巩义中专-退出通知书.pdf`]);
    const absent = (await (await box.as(COLLEGE)).get('/exit/runs/99999/letters.zip')).json;
    expect((await letters_of(COLLEGE)).json).toEqual({ ...absent, request_id: expect.any(String) });
    const trail = async () => (await get('auditor', '/audit', { act: 'exit-letter', result: 'done' })).items.map((row: Json) => row.detail);
    await expect.poll(trail).toEqual(['rows 1', 'rows 3']);
    expect(wordsOf((await letter(SCHOOL)).raw)).toContain('200');
    const rates = await get('department', '/rates', { year: 2026, scope: COLLEGE });
    expect(rates.rates.find((rate: Json) => rate.name === 'exit')).toMatchObject({ numerator: 0, denominator: 1000 });
  });
});

describe('the rates', () => {
  beforeAll(() => box.at(day('12-02')));

  test('every figure is the sum of its entries, in every scope', async () => {
    for (const [scope, filter] of [['province', {}], ['local-secondary', { institution_kind: 'local-secondary' }], [GONGYI, { bureau: GONGYI }], [SCHOOL, { institution: SCHOOL }]] as const) {
      for (const year of [2025, 2026]) {
        const { rates } = await get('department', '/rates', { year, scope });
        for (const part of rates.flatMap((rate: Json) => [...rate.numerator_parts, ...rate.denominator_parts])) {
          const page = await get('department', '/ledger', { ...filter, year, measure: part.measure, limit: 200 });
          expect([scope, year, part.measure, page.sum]).toEqual([scope, year, part.measure, part.headcount]);
          expect(page.items.reduce((sum: number, row: Json) => sum + row.counts, 0)).toBe(part.headcount);
        }
      }
    }
    const words = (await get('department', '/rates', { year: 2026 })).rates.map((rate: Json) => [rate.label_en, rate.numerator_parts[0].en]);
    expect(words).toEqual([['Adjustment rate', 'Decreased'], ['Completion rate', 'Examined'], ['Exit rate', 'Forced out']]);
  });

  test('over years and beside one another are those of each year and scope', async () => {
    const trend = await get(SCHOOL, '/rates/trend', { from: 2024, to: 2027, scope: SCHOOL });
    expect(trend.items.map((year: Json) => [year.year, year.running])).toEqual([[2024, false], [2025, false], [2026, true], [2027, true]]);
    for (const year of trend.items) expect((await get(SCHOOL, '/rates', { year: year.year, scope: SCHOOL })).rates).toEqual(year.rates);
    for (const by of ['kind', 'bureau', 'institution']) {
      const ranking = await get('department', '/rates/ranking', { year: 2026, by });
      expect(ranking.items.length).toBe({ kind: 4, bureau: 2, institution: 5 }[by]);
      for (const row of ranking.items) expect((await get('department', '/rates', { year: 2026, scope: row.scope })).rates).toEqual(row.rates);
    }
    const of_bureau = await get('department', '/rates/ranking', { year: 2026, by: 'institution', scope: GONGYI });
    expect(of_bureau.items.map((row: Json) => row.scope)).toEqual([SCHOOL]);
  });

  test('of a stranger are not there; a span must be one', async () => {
    const clerk = await box.as(SCHOOL);
    expect((await clerk.get('/rates/trend', { query: { from: 2025, to: 2026, scope: COLLEGE } })).status).toBe(404);
    for (const [from, to] of [[2026, 2025], [2000, 2020]] as const) {
      expect((await clerk.get('/rates/trend', { query: { from, to, scope: SCHOOL } })).code).toBe('parameter-invalid');
    }
    expect((await clerk.get('/ledger', { query: { measure: 'happiness' } })).code).toBe('parameter-invalid');
    expect((await get(SCHOOL, '/ledger', { measure: 'exited', year: 2026 })).items.every((row: Json) => row.institution.code === SCHOOL)).toBe(true);
  });
});
