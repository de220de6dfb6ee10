import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { COLLEGE, day, done, GONGYI, OTHER_COLLEGE, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';
import { readBook } from './harness/xlsx.ts';

const box = sandbox();
const spring = { year: 2026, round: 'spring' };
const named = { certificate: WEB, level: '中级', year: 2025 };
const planned = { planned_on: '2026-06-12', place: '实训楼三层', headcount: 60, contact: '演练评价组织 王老师（演示）' };

async function get(actor: string, path: string, query: Record<string, string | number> = {}): Promise<Answer> {
  return (await box.as(actor)).get(path, { query });
}
const schedule = async (actor: string, json: Json) => (await box.as(actor)).post('/assessment-schedules', { json });
const words = (answer: Answer): string => wordsOf(answer.raw).replace(/\s+/g, '');

beforeAll(async () => {
  await box.at(day('04-02'));
  const made = done(201, await schedule(COLLEGE, { ...named, ...planned, training_from: '2026-05-06', training_to: '2026-05-10', rate_fen: 28_000 }));
  expect(made).toMatchObject({ training_from: '2026-05-06', training_to: '2026-05-10', rate_fen: 28_000 });
  done(201, await schedule(SCHOOL, { ...named, ...planned, headcount: 200 }));
});

describe('the training before an assessment', () => {
  test('ends before it, and not before it begins', async () => {
    for (const training of [
      { training_from: '2026-05-10', training_to: '2026-05-06' },
      { training_from: '2026-06-10', training_to: '2026-06-13' },
      { training_from: '2026-06-13' },
    ]) {
      const answer = await schedule(COLLEGE, { ...named, ...planned, headcount: 1, ...training });
      expect([answer.status, answer.code, answer.json.findings[0].field]).toEqual([422, 'date-invalid', 'training_to']);
    }
    const one = done(201, await schedule(COLLEGE, { ...named, ...planned, headcount: 1, training_to: '2026-06-12' }));
    expect(one).toMatchObject({ training_from: null, training_to: '2026-06-12', rate_fen: null });
    done(200, await (await box.as(COLLEGE)).post(`/assessment-schedules/${one.id}/cancellation`, { json: { reason: '误登' } }));
  });

  test('is changed with the rest, and gone when the change does not name it', async () => {
    const one = done(201, await schedule(COLLEGE, { ...named, ...planned, headcount: 2, training_from: '2026-05-01', rate_fen: 100 }));
    const change = { ...planned, headcount: 2, reason: '改期' };
    const changed = done(200, await (await box.as(COLLEGE)).put(`/assessment-schedules/${one.id}`, { json: { ...change, rate_fen: 200 } }));
    expect(changed).toMatchObject({ training_from: null, rate_fen: 200 });
    done(200, await (await box.as(COLLEGE)).post(`/assessment-schedules/${one.id}/cancellation`, { json: { reason: '误登' } }));
  });
});

describe("a round's work plan", () => {
  test('of an institution names training, day, place, persons and fee, and who is left over', async () => {
    const text = words(await get(COLLEGE, '/rounds/work-plan.pdf', spring));
    expect(text).toContain('演练职业学院');
    expect(text).toContain('2026-05-06至');
    expect(text).toContain('2026-06-12');
    expect(text).toContain('实训楼三层');
    expect(text).toContain('预计考核费16800.00元');
    expect(text).toContain('已安排考核60人次，尚未安排940人次');
    expect(text).not.toContain('演练应用学院');
  });

  test('is the same paper when it is asked for again', async () => {
    const once = await get(COLLEGE, '/rounds/work-plan.pdf', spring);
    expect((await get(COLLEGE, '/rounds/work-plan.pdf', spring)).raw.equals(once.raw)).toBe(true);
  });

  test('as a sheet has the same rows, for each asker its own', async () => {
    const rows = async (actor: string, query = {}) => {
      const answer = await get(actor, '/rounds/work-plan.xlsx', { ...spring, ...query });
      const [head = [], ...body] = readBook(answer.raw)[0]?.rows ?? [];
      const at = (name: string) => head.findIndex((cell) => cell.text === name);
      return body.map((row) => [row[at('院校代码')]?.text, row[at('安排')]?.text, row[at('人数')]?.number, row[at('费用合计（元）')]?.number]);
    };
    expect(await rows(COLLEGE)).toEqual([[COLLEGE, '已安排', 60, 16800], [COLLEGE, '未安排', 940, undefined]]);
    expect(await rows(GONGYI)).toEqual([[SCHOOL, '已安排', 200, undefined]]);
    expect((await rows('department')).length).toBe(5);
    expect((await rows('office', { bureau: GONGYI })).length).toBe(1);
  });

  test('of a bureau and of the province names each institution', async () => {
    const bureau = words(await get(GONGYI, '/rounds/work-plan.pdf', spring));
    expect(bureau).toContain('巩义市教育局');
    expect(bureau).toContain('演练巩义中专');
    expect(bureau).not.toContain('演练职业学院');
    expect(words(await get('department', '/rounds/work-plan.pdf', spring))).toContain('演练应用学院');
  });

  test("is not a stranger's, and needs a round that there is", async () => {
    for (const path of ['/rounds/work-plan.pdf', '/rounds/work-plan.xlsx']) {
      const answers = await Promise.all([get(OTHER_COLLEGE, path, { ...spring, institution: COLLEGE }), get(OTHER_COLLEGE, path, { ...spring, institution: 'Q999' })]);
      expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
      expect((await get(ZHENGZHOU, path, { ...spring, bureau: GONGYI })).status).toBe(404);
      expect((await get('system', path, spring)).status).toBe(403);
      expect((await get(COLLEGE, path, { year: 2026, round: 'summer' })).code).toBe('parameter-invalid');
      expect((await get(COLLEGE, path, { year: 2026 })).code).toBe('parameter-invalid');
    }
  });
});
