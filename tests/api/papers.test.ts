import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { COLLEGE, day, done, FINAL, GONGYI, line, OTHER_COLLEGE, PRELIMINARY, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';

const box = sandbox();

/** The words without blanks: a printed line may be broken anywhere. */
function words(answer: Answer): string {
  expect(answer.header('content-type')).toBe('application/pdf');
  return wordsOf(answer.raw).replace(/\s+/g, '');
}

function bare(answer: Answer): [number, string] {
  return [answer.status, answer.text.replace(/"request_id":"[^"]*"/, '')];
}

async function get(actor: string, path: string, query: Record<string, string | number> = {}): Promise<Answer> {
  return (await box.as(actor)).get(path, { query });
}

describe('the receipt of a submission', () => {
  let submitted: Json;
  const receipt = (actor: string, id: number) => get(actor, `/applications/${id}/receipt.pdf`);

  beforeAll(async () => {
    submitted = await box.submit(SCHOOL, 'new', [line(WEB, '初级', 40), line('物流管理', '中级', 2)]);
  });

  test("says number, the server's time, and the digest of what was received", async () => {
    const answer = await receipt(SCHOOL, submitted.id);
    const text = words(answer);
    expect(text).toContain(submitted.number);
    expect(text).toContain('演练巩义中专');
    expect(text).toContain('10:00');
    const { form } = await box.read(submitted.id, SCHOOL);
    expect(text.toLowerCase()).toContain(form.digest.slice(0, 16));
    expect((await receipt(SCHOOL, submitted.id)).raw.equals(answer.raw)).toBe(true);
  });

  test('is there for whoever may read the application, and for nobody else', async () => {
    for (const actor of [GONGYI, 'department', 'office', 'auditor']) expect((await receipt(actor, submitted.id)).status).toBe(200);
    for (const actor of [COLLEGE, ZHENGZHOU]) {
      expect(bare(await receipt(actor, submitted.id))).toEqual(bare(await receipt(actor, 9_000_000)));
    }
  });

  test('is not there before there was a submission', async () => {
    const draft = await box.draft(SCHOOL, 'new', [line('智能财税')]);
    expect((await receipt(SCHOOL, draft.id)).status).toBe(404);
  });

  test('stays that of the last submission while a returned one is edited', async () => {
    const mine = await box.submit(SCHOOL, 'new', [line('网店运营推广', '初级', 17)]);
    const { form } = await box.read(mine.id, SCHOOL);
    await box.at(PRELIMINARY);
    await box.review(GONGYI, mine.id, 'return');
    const { version } = await box.read(mine.id, SCHOOL);
    const json = { lines: [line('网店运营推广', '初级', 18)] };
    done(200, await (await box.as(SCHOOL)).put(`/applications/${mine.id}`, { json, ifMatch: version }));
    expect(words(await receipt(SCHOOL, mine.id)).toLowerCase()).toContain(form.digest.slice(0, 16));
  });
});

describe("a bureau's package", () => {
  const spring = { year: 2026, round: 'spring' };
  const path = '/rounds/package.pdf';

  test('lists what the bureau passed on, and nothing else', async () => {
    await box.at(day('03-12'));
    const passed = await box.submit(SCHOOL, 'new', [line('建筑信息模型', '初级', 31)]);
    const rejected = await box.submit(SCHOOL, 'new', [line('建筑信息模型', '中级', 32)]);
    await box.at(PRELIMINARY);
    await box.review(GONGYI, passed.id, 'pass');
    await box.review(GONGYI, rejected.id, 'reject');
    const text = words(await get(GONGYI, path, spring));
    expect(text).toContain('巩义市教育局');
    expect(text).toContain(passed.number);
    expect(text).not.toContain(rejected.number);
    await box.at(FINAL);
    await box.review('department', passed.id, 'reject');
    expect(words(await get('department', path, { ...spring, bureau: GONGYI }))).toContain(passed.number);
  });

  test("is a reviewer's own bureau's alone; department and office name one", async () => {
    const theirs = await get(ZHENGZHOU, path, { ...spring, bureau: GONGYI });
    expect(bare(theirs)).toEqual(bare(await get(ZHENGZHOU, path, { ...spring, bureau: '419999' })));
    expect(theirs.status).toBe(404);
    expect((await get('office', path, { ...spring, bureau: ZHENGZHOU })).status).toBe(200);
    expect((await get('office', path, spring)).code).toBe('parameter-invalid');
    expect((await get(SCHOOL, path, spring)).status).toBe(403);
  });

  test('needs a round that there is', async () => {
    const wrong: Record<string, string | number>[] = [{ year: 2026, round: 'summer' }, { year: 2026 }, { round: 'spring' }];
    for (const query of wrong) {
      expect((await get(GONGYI, path, query)).code).toBe('parameter-invalid');
    }
  });
});

describe('the letter of a forced exit', () => {
  const letter = (actor: string, code: string, year = 2026) => get(actor, `/institutions/${code}/exit-letter.pdf`, { year });

  test('is not there before the run', async () => {
    expect((await letter(COLLEGE, COLLEGE)).code).toBe('parameter-invalid');
  });

  test("names the institution's plans that were taken", async () => {
    await box.at(day('11-11'));
    done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    const text = words(await letter(COLLEGE, COLLEGE));
    expect(text).toContain('演练职业学院');
    expect(text).toContain(WEB);
    expect(text).toContain('1000');
    expect(text).not.toContain('演练应用学院');
  });

  test('is read by the institution, its bureau and the province', async () => {
    for (const actor of [SCHOOL, GONGYI, 'department', 'office', 'auditor']) expect((await letter(actor, SCHOOL)).status).toBe(200);
    for (const actor of [OTHER_COLLEGE, ZHENGZHOU]) {
      expect(bare(await letter(actor, SCHOOL))).toEqual(bare(await letter(actor, 'Q999')));
    }
    expect((await letter('system', SCHOOL)).status).toBe(403);
    expect((await letter(SCHOOL, SCHOOL, 2025)).code).toBe('parameter-invalid');
  });
});
