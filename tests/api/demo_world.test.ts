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

  test('initials of nothing find nothing', async () => {
    expect(await names('zzqqxx')).toEqual([]);
  });
});
