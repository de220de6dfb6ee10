import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, type Json } from './harness/client.ts';
import { Program } from './harness/program.ts';
import { done } from './harness/world.ts';

// The world that a sandbox begins with: the catalogue as it is shipped, with its pinyin.
describe('the demo world', () => {
  let program: Program;
  let office: Browser;

  beforeAll(async () => {
    program = await Program.start();
    office = await new Browser(program.port).signInAs('office');
  });
  afterAll(async () => {
    try {
      await program.halt();
      await program.doctor();
    } finally {
      await program.remove();
    }
  });

  const names = async (q: string): Promise<string[]> => {
    const found = done(200, await office.get('/certificates', { query: { q } }));
    return found.items.map((item: Json) => item.name);
  };

  test('has the 28 bureaus of the province', async () => {
    expect(done(200, await office.get('/bureaus')).items).toHaveLength(28);
  });

  test.each([
    ['应用软件测试', 'Web应用软件测试'],
    ['webyyrjcs', 'Web应用软件测试'],
    ['WEBYYRJCS', 'Web应用软件测试'],
    ['ying yong ruan jian', 'Web应用软件测试'],
    ['yingyongruanjian', 'Web应用软件测试'],
  ])('finds a certificate by %s, and tells by what it is found', async (q, name) => {
    const found = done(200, await office.get('/certificates', { query: { q } }));
    const keys = { pinyin: 'web ying yong ruan jian ce shi', initials: 'webyyrjcs' };
    expect(found.items).toContainEqual(expect.objectContaining({ name, ...keys }));
  });

  test('opens reviews and the steps of a funnel into what they count, in every scope', async () => {
    const department = await new Browser(program.port).signInAs('department');
    const get = async (path: string, query: Record<string, string | number>) => done(200, await department.get(path, { query }));
    const whole = async (path: string, query: Record<string, string | number>): Promise<Json[]> => {
      const items: Json[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Json = await get(path, { ...query, limit: 200, ...(cursor && { cursor }) });
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return items;
    };
    const seen = { counted: 0, passed: 0 };
    const scopes: Record<string, string>[] = [{ scope: 'province' }, { scope: '410100' }, { scope: 'local-secondary' }, { scope: 'D41000003' },
      { scope: 'province', certificate: 'Web前端开发' }, { scope: '410100', organisation: '工业和信息化部教育与考试中心' }];
    for (const of of scopes) {
      for (const year of [2024, 2025, 2026]) {
        for (const share of (await get('/rates/side', { year, ...of })).reviews) {
          const reviews = await whole('/rates/reviews', { year, ...of, figure: share.name });
          const counted = reviews.filter((each) => each.counted).length;
          expect([of, year, share.name, reviews.length, counted]).toEqual([of, year, share.name, share.denominator, share.numerator]);
          expect(reviews.map((each) => each.at)).toEqual(reviews.map((each) => each.at).sort());
          seen.counted += counted;
        }
        for (const round of ['spring', 'autumn']) {
          const funnel = await get('/rates/funnel', { year, round, ...of });
          const list = await whole('/rates/funnel/applications', { year, round, ...of });
          for (const step of ['declared', 'reviewed', 'approved', 'examined', 'passed', 'plans']) {
            expect([of, year, round, step, list.reduce((sum, each) => sum + each[step], 0)]).toEqual([of, year, round, step, funnel[step]]);
          }
          seen.passed += funnel.passed;
        }
      }
    }
    expect(Math.min(seen.counted, seen.passed)).toBeGreaterThan(0);
    for (const [path, wrong] of [['/rates/reviews', {}], ['/rates/reviews', { figure: 'all' }], ['/rates/funnel/applications', { round: 'winter' }]] as const) {
      expect((await department.get(path, { query: { year: 2026, ...wrong } })).json).toMatchObject({ code: 'parameter-invalid' });
    }
  });

  // Printed, marked and read by the program itself, a little after it begins.
  test('has forms that were read for whatever awaits a decision, some with something amiss', async () => {
    const department = await new Browser(program.port).signInAs('department');
    const waiting: Json[] = [];
    for (const status of ['submitted', 'forwarded']) {
      waiting.push(...done(200, await department.get('/applications', { query: { status, limit: 50 } })).items);
    }
    expect(waiting.length).toBeGreaterThanOrEqual(5);
    const lights: Record<string, string>[] = [];
    for (const { id } of waiting) {
      let scan: Json;
      do {
        ({ scan } = done(200, await department.get(`/applications/${id}`)));
      } while (!scan.reading);
      lights.push(Object.fromEntries(scan.reading.checks.map((row: Json) => [row.check, row.light])));
      expect((await department.get(scan.url.slice('/api'.length))).raw.subarray(0, 5).toString()).toBe('%PDF-');
    }
    for (const each of lights) {
      expect(each).toMatchObject({ binding: 'green', pages: 'green', figures: 'green', 'leader-signature': 'green' });
    }
    const count = (check: string, light: string) => lights.filter((each) => each[check] === light).length;
    expect([count('seal', 'red'), count('department-signature', 'red')]).toEqual([1, 1]);
    expect(count('seal', 'green') + count('department-signature', 'green')).toBe(2 * lights.length - 2);
  }, 60_000);

  test('initials of nothing find nothing', async () => {
    expect(await names('zzqqxx')).toEqual([]);
  });
});
