import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import {
  CERTIFICATES,
  COLLEGE,
  done,
  FEWER,
  GONGYI,
  line,
  OTHER_COLLEGE,
  OTHER_SCHOOL,
  plan,
  sandbox,
  SCHOOL,
  UNREGISTERED,
  WEB,
  world,
  ZHENGZHOU,
} from './harness/world.ts';

const LEVELS = ['初级', '中级', '高级'];
const many = CERTIFICATES.flatMap((certificate) =>
  LEVELS.map((level, i) => plan(COLLEGE, certificate, level, 10 + i, { year: 2024, declared_on: '2024-03-12' })),
);
const box = sandbox({ plans: [...world().plans, ...many] });

beforeAll(async () => {
  for (const level of LEVELS) await box.draft(SCHOOL, 'new', [line(WEB, level)]);
  await box.submit(SCHOOL, 'new', [line('物流管理', '初级', 30)]);
  await box.submit(OTHER_SCHOOL, 'new', [line('物流管理', '初级', 31)]);
  await box.submit(COLLEGE, 'new', [line('智能财税', '初级', 32)]);
  await box.submit(COLLEGE, 'decrease', [line(WEB, '中级', 5, { reason: FEWER, year: 2025 })]);
});

async function list(actor: string, path: string, query: Record<string, string | number | boolean> = {}): Promise<Json> {
  return done(200, await (await box.as(actor)).get(path, { query }));
}

/** All items, page by page. */
async function pages(actor: string, path: string, query: Record<string, string | number | boolean>): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const page: Json = await list(actor, path, cursor === null ? query : { ...query, cursor });
    expect(page.items.length).toBeLessThanOrEqual(Number(query.limit));
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

const ids = (items: Json[]) => items.map((item) => item.id);

describe('cursors', () => {
  const lists: [string, string][] = [
    [COLLEGE, '/plans'],
    ['department', '/plans'],
    ['department', '/applications'],
    [SCHOOL, '/applications'],
    ['department', '/ledger'],
    ['department', '/certificates'],
    ['department', '/institutions'],
    ['auditor', '/audit'],
  ];

  test.each(lists)('%s reads %s page by page: every item once, in the same order', async (actor, path) => {
    const whole = await list(actor, path, { limit: 200 });
    expect(whole.next_cursor).toBeNull();
    const total = whole.items.length;
    expect(path === '/audit' || whole.total === total).toBe(true);
    expect(total).toBeGreaterThan(2);
    const key = (item: Json) => item.id ?? item.seq ?? item.code;
    const short = await pages(actor, path, { limit: 2 });
    // The reading itself may add to the trail.
    const read = path === '/audit' ? short.slice(-total) : short;
    expect(read.map(key)).toEqual(whole.items.map(key));
  });

  test('belong to their list and its filters', async () => {
    const page = await list('department', '/plans', { limit: 2 });
    const department = await box.as('department');
    expect((await department.get('/applications', { query: { cursor: page.next_cursor } })).code).toBe('parameter-invalid');
  });

  test('stay right while rows are added', async () => {
    const first = await list(SCHOOL, '/applications', { limit: 2 });
    const added = await box.draft(SCHOOL, 'new', []);
    const second = await list(SCHOOL, '/applications', { limit: 200, cursor: first.next_cursor });
    expect(ids(second.items)).not.toContain(added.id);
    expect(new Set(ids([...first.items, ...second.items])).size).toBe(first.items.length + second.items.length);
    done(204, await (await box.as(SCHOOL)).delete(`/applications/${added.id}`));
  });

  test('a limit of its own is kept, 20 is the rule', async () => {
    expect((await list(COLLEGE, '/plans')).items).toHaveLength(16);
    expect((await list(COLLEGE, '/plans', { limit: 200 })).items).toHaveLength(16);
    expect((await list('auditor', '/audit')).items).toHaveLength(20);
  });
});

describe('filters of plans', () => {
  const cases: [Record<string, string | number | boolean>, number][] = [
    [{}, 19],
    [{ institution: COLLEGE }, 16],
    [{ institution: 'nobody' }, 0],
    [{ institution_kind: 'local-secondary' }, 2],
    [{ bureau: GONGYI }, 1],
    [{ year: 2024 }, 15],
    [{ year: 2024, level: '中级' }, 5],
    [{ certificate: WEB }, 7],
    [{ certificate: WEB, level: '中级', year: 2025, bureau: ZHENGZHOU }, 1],
    [{ q: '物流' }, 3],
    [{ q: '巩义' }, 1],
    [{ live_only: true }, 19],
    [{ as_of: '2024-01-01T00:00:00+08:00' }, 0],
  ];

  test.each(cases)('%j finds %i', async (query, total) => {
    const found = await list('department', '/plans', { ...query, limit: 200 });
    expect([found.total, found.items.length]).toEqual([total, total]);
    const sum = (name: string) => found.items.reduce((all: number, item: Json) => all + item[name], 0);
    expect(found.sums).toEqual({ headcount: sum('headcount'), live: sum('live'), examined: sum('examined'), left: sum('left') });
  });
});

describe('filters of applications', () => {
  const cases: [string, Record<string, string | number | boolean>, number][] = [
    ['department', {}, 4],
    ['department', { kind: 'decrease' }, 1],
    ['department', { status: 'submitted' }, 4],
    ['department', { status: 'draft' }, 0],
    ['department', { status: 'draft,submitted' }, 4],
    ['department', { institution: COLLEGE }, 2],
    ['department', { bureau: GONGYI }, 1],
    ['department', { round: 'spring', year: 2026 }, 4],
    ['department', { round: 'autumn', year: 2026 }, 0],
    ['department', { awaiting_me: true }, 2],
    ['department', { q: '郑州' }, 1],
    ['department', { q: COLLEGE }, 2],
    [GONGYI, {}, 1],
    [GONGYI, { awaiting_me: true }, 1],
    [GONGYI, { institution: OTHER_SCHOOL }, 0],
    [SCHOOL, {}, 4],
    [SCHOOL, { status: 'draft' }, 3],
    [SCHOOL, { institution: COLLEGE }, 0],
    ['office', { status: 'draft' }, 0],
    ['auditor', {}, 4],
  ];

  test.each(cases)('%s with %j finds %i', async (actor, query, total) => {
    const found = await list(actor, '/applications', { ...query, limit: 200 });
    expect([found.total, found.items.length]).toEqual([total, total]);
  });

  test('a number finds its application', async () => {
    const one = (await list(SCHOOL, '/applications')).items[0];
    expect(ids((await list(SCHOOL, '/applications', { q: one.number })).items)).toEqual([one.id]);
  });
});

describe('filters of the rest', () => {
  test('institutions', async () => {
    const codes = async (actor: string, query: Record<string, string | boolean> = {}) =>
      (await list(actor, '/institutions', query)).items.map((item: Json) => item.code).sort();
    expect(await codes('department')).toEqual([COLLEGE, OTHER_COLLEGE, SCHOOL, UNREGISTERED, OTHER_SCHOOL].sort());
    expect(await codes('department', { registered: false })).toEqual([UNREGISTERED]);
    expect(await codes('department', { institution_kind: 'local-secondary' })).toEqual([SCHOOL, OTHER_SCHOOL]);
    expect(await codes('department', { q: '应用' })).toEqual([OTHER_COLLEGE]);
    expect(await codes(GONGYI)).toEqual([SCHOOL]);
    expect(await codes(GONGYI, { bureau: ZHENGZHOU })).toEqual([]);
    expect(await codes(COLLEGE)).toEqual([COLLEGE]);
  });

  test('certificates by characters of name and organisation', async () => {
    const names = async (q: string) => (await list(COLLEGE, '/certificates', { q })).items.map((item: Json) => item.name);
    expect(await names('物流')).toEqual(['物流管理']);
    expect(await names('WEB前端')).toEqual([WEB]);
    expect(await names('演练评价')).toHaveLength(CERTIFICATES.length);
    expect(await names('%')).toEqual([]);
    expect(await names('_')).toEqual([]);
  });

  test('ledger entries', async () => {
    const total = async (query: Record<string, string | number>) => (await list('department', '/ledger', query)).total;
    expect(await total({})).toBe(19);
    expect(await total({ kind: 'carried' })).toBe(19);
    expect(await total({ kind: 'declared' })).toBe(0);
    expect(await total({ institution: COLLEGE })).toBe(16);
    expect(await total({ institution_kind: 'local-secondary' })).toBe(2);
    expect(await total({ bureau: GONGYI })).toBe(1);
    expect(await total({ year: 2025 })).toBe(4);
  });
});

describe('worklists and counters', () => {
  test('show each what awaits it', async () => {
    const awaiting = async (actor: string) => (await list(actor, '/worklist')).items.length;
    expect(await awaiting(GONGYI)).toBe(1);
    expect(await awaiting(ZHENGZHOU)).toBe(1);
    expect(await awaiting('department')).toBe(2);
    expect(await awaiting('office')).toBe(0);
    expect(await awaiting(SCHOOL)).toBe(0);
    expect((await list(SCHOOL, '/dashboard')).drafts).toBe(3);
    expect((await list(GONGYI, '/dashboard'))).toMatchObject({ awaiting: 1, drafts: 0 });
    expect((await list('department', '/dashboard'))).toMatchObject({ awaiting: 2, round: { name: 'spring', year: 2026 } });
  });

  test('totals agree with the plans of their scope', async () => {
    const sums = (items: Json[]) => items.reduce((all, item) => all + item.live, 0);
    for (const actor of ['department', GONGYI, COLLEGE]) {
      const totals = await list(actor, '/plans/totals');
      const plans = await list(actor, '/plans', { limit: 1 });
      expect([actor, sums(totals.items)]).toEqual([actor, plans.sums.live]);
    }
  });
});
