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
