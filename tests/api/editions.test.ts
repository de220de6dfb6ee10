import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { COLLEGE, day, done, GONGYI, plan, sandbox, SCHOOL, WEB, world, ZHENGZHOU } from './harness/world.ts';
import { readBook } from './harness/xlsx.ts';

const OWNER = '演练评价组织';
const OTHER_OWNER = '另一评价组织';
const LOGISTICS = '物流管理';
const small = world();
const box = sandbox({
  certificates: small.certificates.map((each: Json) => (each.name === LOGISTICS ? { ...each, organisation: OTHER_OWNER } : each)),
  plans: [...small.plans, plan(SCHOOL, LOGISTICS, '初级', 30), plan(COLLEGE, LOGISTICS, '高级', 70, { year: 2026, declared_on: '2026-02-01' })],
});
const get = async (actor: string, path: string, query: Record<string, string | number | boolean> = {}): Promise<Json> =>
  done(200, await (await box.as(actor)).get(path, { query }));
const assess = async (actor: string, certificate: string, level: string, examined: number) =>
  done(201, await (await box.as(actor)).post('/assessments', { json: { certificate, level, year: 2025, on: '2026-05-01', examined, passed: examined - 1 } }));
const rate = (answer: Json, name: string) => answer.rates.find((each: Json) => each.name === name);
const freeze = async (actor: string, json: Json) => (await box.as(actor)).post('/editions', { json: { year: 2026, scope: 'province', ...json } });

beforeAll(async () => {
  await box.at(day('06-01'));
  await assess(SCHOOL, LOGISTICS, '初级', 9);
  await assess(SCHOOL, WEB, '中级', 20);
  const wrong = await assess(COLLEGE, WEB, '中级', 5);
  done(201, await (await box.as(COLLEGE)).post(`/assessments/${wrong.id}/reversal`, { json: { reason: '误登' } }));
});

describe('rates by certificate and organisation', () => {
  test('every figure is the sum of its entries, alone and within a scope', async () => {
    const narrowings: Record<string, string>[] = [{ certificate: WEB }, { certificate: LOGISTICS }, { organisation: OWNER }, { organisation: OTHER_OWNER }];
    const scopes = [['province', {}], [GONGYI, { bureau: GONGYI }], [SCHOOL, { institution: SCHOOL }], ['local-secondary', { institution_kind: 'local-secondary' }]] as const;
    for (const [scope, filter] of scopes) {
      for (const of of narrowings) {
        const answer = await get('department', '/rates', { year: 2026, scope, ...of });
        expect(answer).toMatchObject({ certificate: null, organisation: null, ...of });
        const side = await get('department', '/rates/side', { year: 2026, scope, ...of });
        for (const part of [...answer.rates, ...side.rates].flatMap((each: Json) => [...each.numerator_parts, ...each.denominator_parts])) {
          const entries = await get('department', '/ledger', { ...filter, ...of, year: 2026, measure: part.measure, limit: 200 });
          expect([scope, of, part.measure, entries.sum]).toEqual([scope, of, part.measure, part.headcount]);
        }
      }
    }
    expect(rate(await get('department', '/rates', { year: 2026, certificate: LOGISTICS }), 'completion')).toMatchObject({ numerator: 9, denominator: 100 });
    expect(rate(await get('department', '/rates', { year: 2026, organisation: OTHER_OWNER }), 'completion').numerator).toBe(9);
    expect(rate(await get(COLLEGE, '/rates', { year: 2026, scope: COLLEGE, certificate: WEB }), 'completion').numerator).toBe(0);
  });

  test('stand beside one another within what the asker may see', async () => {
    const ranking = await get('department', '/rates/ranking', { year: 2026, by: 'certificate' });
    expect(ranking.items.map((row: Json) => row.scope).sort()).toEqual([...new Set([WEB, LOGISTICS, ...ranking.items.map((row: Json) => row.scope)])].sort());
    for (const row of ranking.items) expect((await get('department', '/rates', { year: 2026, certificate: row.scope })).rates).toEqual(row.rates);
    const owners = await get('department', '/rates/ranking', { year: 2026, by: 'organisation' });
    expect(owners.items.map((row: Json) => row.scope)).toEqual([OTHER_OWNER, OWNER].sort());
    const own = await get(SCHOOL, '/rates/ranking', { year: 2026, by: 'certificate' });
    for (const row of own.items) expect((await get(SCHOOL, '/rates', { year: 2026, scope: SCHOOL, certificate: row.scope })).rates).toEqual(row.rates);
    const schools = await get('department', '/rates/ranking', { year: 2026, by: 'institution', certificate: LOGISTICS });
    expect(schools.items.filter((row: Json) => rate(row, 'completion').numerator > 0).map((row: Json) => row.scope)).toEqual([SCHOOL]);
    // A clerk or a bureau sees no kinds: a part of a kind has no rate that is the kind's.
    for (const actor of [SCHOOL, GONGYI]) expect((await get(actor, '/rates/ranking', { year: 2026, by: 'kind' })).items).toEqual([]);
  });

  test('of a certificate that is not there are none', async () => {
    expect(rate(await get('department', '/rates', { year: 2026, certificate: '没有的证书' }), 'completion')).toMatchObject({ numerator: 0, denominator: 0, value: '—' });
    expect((await get('department', '/ledger', { certificate: '没有的证书' })).total).toBe(0);
    expect((await get('department', '/rates/ranking', { year: 2026, by: 'institution', certificate: '没有的证书' })).items.every((row: Json) => rate(row, 'completion').value === '—')).toBe(true);
  });

  test('say what stays out of the indicators', async () => {
    expect((await get('department', '/rates', { year: 2026 })).excluded).toEqual({ headcount: 0, rounds: [] });
    const autumn = (await get('department', '/rates', { year: 2021 })).excluded;
    expect(autumn.rounds.map((round: Json) => round.name)).toEqual(['autumn-2021']);
    expect((await get('department', '/ledger', { in_indicators: false })).total).toBe(0);
  });
});

describe('a frozen edition', () => {
  let edition: Json;
  let printed: Buffer;

  test('is tried first, then kept with policy, cut, figures and digest', async () => {
    const trial = done(200, await freeze('office', { dry_run: true }));
    expect(trial).toMatchObject({ id: null, number: 1 });
    expect((await get('department', '/editions')).total).toBe(0);
    edition = done(201, await freeze('office', {}));
    expect(edition).toMatchObject({ number: 1, year: 2026, scope: 'province', scope_label: '全省', policy: { id: 'henan-2021-628' }, frozen_by: '省推进办', note: '' });
    expect(edition.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(edition.last_entry).toBe((await get('department', '/ledger', { limit: 1 })).items[0].id);
    expect(edition.rates).toEqual((await get('department', '/rates', { year: 2026 })).rates);
    expect(edition.side.rates).toEqual((await get('department', '/rates/side', { year: 2026 })).rates);
    printed = (await (await box.as('department')).get(`/editions/${edition.id}/report.pdf`)).raw;
  });

  test('stays as it was while later entries change the live rates, and is computed again to the byte', async () => {
    await assess(SCHOOL, WEB, '中级', 33);
    const later = await get('department', '/rates', { year: 2026 });
    expect(rate(later, 'completion').numerator).toBe(rate(edition, 'completion').numerator + 33);
    expect(await get('department', `/editions/${edition.id}`)).toEqual(edition);
    const again = await get('auditor', `/editions/${edition.id}/recomputation`);
    expect(again).toEqual({ equal: true, kept_sound: true, policy_same: true, digest: edition.digest, kept_digest: edition.digest, total: 0, differences: [] });
    expect((await (await box.as('department')).get(`/editions/${edition.id}/report.pdf`)).raw.equals(printed)).toBe(true);
  });

  test('holds when the catalogue changes: names and belonging are those of then', async () => {
    const office = await box.as('office');
    const bureau = (await get('department', '/bureaus')).items.find((each: Json) => each.code !== GONGYI).code;
    const move = async (to: string) => {
      const { etag } = await office.get(`/institutions/${SCHOOL}`);
      const json = { code: SCHOOL, name: '改名学校', kind: 'local-secondary', bureau: to };
      done(200, await office.put(`/institutions/${SCHOOL}`, { json, ifMatch: etag }));
    };
    await move(bureau);
    expect((await get('department', `/editions/${edition.id}/recomputation`)).equal).toBe(true);
    await move(GONGYI);
  });

  test('a further one of the same scope and year says why', async () => {
    const refused = await freeze('department', {});
    expect([refused.status, refused.code]).toEqual([422, 'note-required']);
    expect(refused.json.findings[0]).toMatchObject({ field: 'note' });
    expect(done(201, await freeze('department', { note: '更正考核登记' }))).toMatchObject({ number: 2, note: '更正考核登记', frozen_by: '省教育厅' });
    expect(done(201, await freeze('department', { scope: GONGYI }))).toMatchObject({ number: 1, scope: GONGYI });
    const listed = await get('department', '/editions', { year: 2026, scope: 'province' });
    expect(listed.items.map((each: Json) => each.number)).toEqual([2, 1]);
    const first = await get('department', '/editions', { limit: 2 });
    expect(first.total).toBe(3);
    expect((await get('department', '/editions', { limit: 2, cursor: first.next_cursor })).items.map((each: Json) => each.id)).toEqual([edition.id]);
  });

  test('is nothing of a year that has not begun, and nobody else freezes', async () => {
    expect((await freeze('department', { year: 2027 })).code).toBe('field-invalid');
    expect((await (await box.as('department')).get('/rates/report.pdf', { query: { year: 2027 } })).code).toBe('parameter-invalid');
    expect((await freeze('department', { scope: 'nowhere' })).status).toBe(404);
    for (const actor of [SCHOOL, GONGYI, 'auditor', 'system']) expect((await freeze(actor, { scope: GONGYI })).status).toBe(403);
  });

  test('is seen by whom it is about', async () => {
    expect((await get(GONGYI, '/editions')).items).toMatchObject([{ scope: GONGYI, number: 1 }]);
    expect((await get(ZHENGZHOU, '/editions')).items).toEqual([]);
    expect((await (await box.as(GONGYI)).get(`/editions/${edition.id}`)).status).toBe(404);
    expect((await (await box.as(GONGYI)).get(`/editions/${edition.id}/recomputation`)).status).toBe(403);
    expect((await get(SCHOOL, '/editions')).total).toBe(0);
  });

  test('leaves its acts in the audit trail', async () => {
    const frozen = await get('auditor', '/audit', { act: 'edition-freeze', result: 'done' });
    expect(frozen.items.map((row: Json) => row.object)).toEqual([`${GONGYI}-2026`, 'province-2026', 'province-2026']);
    expect(frozen.items.at(-1).detail).toContain(edition.digest);
    const computed = await get('auditor', '/audit', { act: 'edition-recompute', result: 'done' });
    expect(computed.items.map((row: Json) => [row.object, row.detail])).toEqual([[String(edition.id), 'equal'], [String(edition.id), 'equal']]);
    expect((await get('auditor', '/audit/verification')).ok).toBe(true);
  });
});

describe('the year report', () => {
  test('as PDF says scope, state, rates and what they mean; a sandbox says that all is made up', async () => {
    for (const [actor, scope] of [['department', 'province'], [GONGYI, GONGYI], [SCHOOL, SCHOOL]] as const) {
      const answer = await (await box.as(actor)).get('/rates/report.pdf', { query: { year: 2026, scope } });
      expect([scope, answer.status, answer.header('content-type')]).toEqual([scope, 200, 'application/pdf']);
      const words = wordsOf(answer.raw).replace(/\s/g, '');
      for (const word of ['监测指标年度报告', '2026', '实时数据', '完成率', '历年指标', '指标口径', '演示数据']) expect([scope, words.includes(word)]).toEqual([scope, true]);
    }
  });

  test('as XLSX has a sheet for each table, and the figures are those of the rates', async () => {
    const answer = await (await box.as('department')).get('/rates/report.xlsx', { query: { year: 2026 } });
    const book = readBook(answer.raw);
    expect(book.map((sheet) => sheet.name)).toEqual(['封面', '指标', '历年', '院校类别', '市县', '院校', '评价组织', '证书', '批次漏斗', '口径']);
    const rates = await get('department', '/rates', { year: 2026 });
    const rows = book[1]?.rows.slice(1, 4) ?? [];
    expect(rows.map((row) => [row[2]?.number, row[3]?.number])).toEqual(rates.rates.map((each: Json) => [each.numerator, each.denominator]));
    const ranking = await get('department', '/rates/ranking', { year: 2026, by: 'certificate' });
    expect(book[7]?.rows.slice(1).map((row) => row[0]?.text).sort()).toEqual(ranking.items.map((row: Json) => row.scope).sort());
  });

  test('as XLSX in English has no Chinese in its words: names and titles stay what they are', async () => {
    const chinese = readBook((await (await box.as('department')).get('/rates/report.xlsx', { query: { year: 2026 } })).raw);
    const english = readBook((await (await box.as('department')).get('/rates/report.xlsx', { query: { year: 2026 }, headers: { 'accept-language': 'en' } })).raw);
    expect(english.map((sheet) => sheet.name)).toEqual(['Cover', 'Rates', 'Years', 'Kinds', 'Bureaus', 'Institutions', 'Organisations', 'Certificates', 'Funnels', 'Definitions']);
    expect(english.map((sheet) => sheet.rows.length)).toEqual(chinese.map((sheet) => sheet.rows.length));
    const has_chinese = (text: string | undefined) => /[\u4e00-\u9fff]/.test(text ?? '');
    for (const sheet of english) expect([sheet.name, sheet.rows[0]?.filter((cell) => has_chinese(cell?.text))]).toEqual([sheet.name, []]);
    for (const name of ['Rates', 'Years', 'Kinds', 'Funnels', 'Definitions']) {
      const cells = english.find((sheet) => sheet.name === name)?.rows.flat() ?? [];
      expect([name, cells.filter((cell) => has_chinese(cell?.text)).map((cell) => cell?.text)]).toEqual([name, []]);
    }
    expect(english[0]?.rows.find((row) => row[0]?.text === 'Scope')?.[1]?.text).toBe('The province');
  });

  test('of side figures and funnel as sheets', async () => {
    const side = await get('department', '/rates/side', { year: 2026 });
    const [sheet] = readBook((await (await box.as('department')).get('/rates/side.xlsx', { query: { year: 2026 } })).raw);
    expect(sheet?.rows.slice(1).map((row) => row[2]?.text)).toEqual([...side.rates, ...side.reviews].map((each: Json) => each.label));
    const [funnel] = readBook((await (await box.as('department')).get('/rates/funnel.xlsx', { query: { year: 2026, round: 'spring' } })).raw);
    expect(funnel?.rows).toHaveLength(6);
  });
});
