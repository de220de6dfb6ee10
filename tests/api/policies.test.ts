import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, FEWER, FINAL, line, sandbox, SCHOOL, WEB, world } from './harness/world.ts';

/** The notice of the small world with another id, number and cap. Its day: the first of 2027, unless `more` says otherwise. */
const notice = (id: string, cap: number | string, more: (text: string) => string = (text) => text): string =>
  more(
    String(world().policy)
      .replace('"henan-2021-628"', `"${id}"`)
      .replace('教职成函〔2021〕628号"', `演练〔2026〕${id}号"`)
      .replace(/^effective_from = .*$/m, 'effective_from = 2026-01-01')
      .replace(/^cap_percent = .*$/m, `cap_percent = ${cap}`),
  );
const box = sandbox();

const office = () => box.as('office');
const save = async (text: string) => done(201, await (await office()).post('/policies', { json: { text } }));
const force = async (id: string, version: number, json: Json) =>
  (await office()).put(`/policies/${id}/force`, { json, ifMatch: version });
const cap_now = async () => done(200, await box.visitor.get('/policy')).cap_percent;

describe('checking a file', () => {
  test('finds every mistake with its line, and nothing is kept', async () => {
    const spoiled = notice('n-bad', 20, (text) => text.replace('cap_percent = 20', 'cap_percent = 200\nfoo = 1'));
    const at = spoiled.split('\n').findIndex((each) => each.startsWith('cap_percent')) + 1;
    const check = done(200, await (await office()).post('/policy-check', { json: { text: spoiled } }));
    expect(check).toMatchObject({ ok: false, policy: null, calendar: null, words: [] });
    expect(check.faults.map((fault: Json) => fault.line)).toEqual([at, at + 1]);
    expect(check.faults[0].zh).toMatch(/\S/);
    const refused = await (await office()).post('/policies', { json: { text: spoiled } });
    expect([refused.status, refused.code, refused.json.field]).toEqual([422, 'policy-invalid', 'text']);
    expect(refused.json.detail_zh).toContain(`第 ${at} 行`);
    expect((await (await office()).get('/policies/n-bad')).status).toBe(404);
  });

  test('says a good one in words, as a calendar, and whether its id is taken', async () => {
    const check = done(200, await (await office()).post('/policy-check', { json: { text: notice('n-good', 20) } }));
    expect(check).toMatchObject({ ok: true, faults: [], id_taken: false, year: 2026, policy: { id: 'n-good' } });
    expect(check.calendar.rounds.map((row: Json) => row.round.name)).toEqual(['spring', 'autumn']);
    expect(check.words.some((row: Json) => row.zh.includes('20%'))).toBe(true);
    const own = done(200, await (await office()).post('/policy-check', { json: { text: world().policy } }));
    expect(own.id_taken).toBe(true);
  });

  test('takes files with CRLF and a line of any characters', async () => {
    const text = notice('n-crlf', 20).replaceAll('\n', '\r\n') + '# \u200b\n';
    expect(done(200, await (await office()).post('/policy-check', { json: { text } })).ok).toBe(true);
    const blank = await (await office()).post('/policy-check', { json: { text: '' } });
    expect(blank.code).toBe('field-invalid');
  });
});

describe('a draft', () => {
  test('is kept, read, replaced by who saw it last, and taken away', async () => {
    const first = await save(notice('n-draft', 25));
    expect(first).toMatchObject({ id: 'n-draft', state: 'draft', version: 1, in_force_from: null, uploaded: true, uploaded_by: 'office' });
    const again = await (await office()).post('/policies', { json: { text: notice('n-draft', 20) } });
    expect([again.status, again.code]).toEqual([422, 'policy-invalid']);
    const put = (version: number, text: string) =>
      office().then((person) => person.put('/policies/n-draft', { json: { text }, ifMatch: version }));
    expect(done(200, await put(1, notice('n-draft', 20)))).toMatchObject({ version: 2, state: 'draft' });
    expect((await put(1, notice('n-draft', 21))).status).toBe(412);
    expect((await put(2, notice('n-other', 21))).code).toBe('policy-invalid');
    const read = done(200, await (await office()).get('/policies/n-draft', { query: { year: 2027 } }));
    expect(read.text).toContain('cap_percent = 20');
    expect(read).toMatchObject({ year: 2027, file: { version: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(await cap_now()).toBe(30);
    done(204, await (await office()).delete('/policies/n-draft', { ifMatch: 2 }));
    expect((await (await office()).get('/policies/n-draft')).status).toBe(404);
  });

  test('of the program is no draft', async () => {
    const listed = done(200, await (await office()).get('/policies')).items;
    expect(listed).toMatchObject([{ id: 'henan-2021-628', state: 'in-force', uploaded: false, version: null, in_force_until: null }]);
    const gone = await (await office()).delete('/policies/henan-2021-628', { ifMatch: 1 });
    expect([gone.status, gone.code]).toEqual([422, 'policy-invalid']);
  });
});

test('two policies side by side, in lines and in words', async () => {
  await save(notice('n-compare', 20));
  const query = { left: 'henan-2021-628', right: 'n-compare', year: 2026 };
  const seen = done(200, await (await office()).get('/policy-comparison', { query }));
  const changed = seen.lines.filter((row: Json) => row.change !== 'same');
  expect(changed.map((row: Json) => row.change)).toEqual(['changed', 'changed', 'changed', 'changed']);
  expect(changed[3]).toMatchObject({ left: { text: expect.stringContaining('30') }, right: { text: expect.stringContaining('20') } });
  expect(seen.words.filter((row: Json) => row.change === 'changed').map((row: Json) => row.right.title_en)).toEqual(
    expect.arrayContaining(['round spring', 'round autumn', 'decrease']),
  );
  expect((await (await office()).get('/policy-comparison', { query: { ...query, right: 'absent' } })).status).toBe(404);
});

describe('in force', () => {
  test('from a day that is possible, seen before it is done, and taken back before it comes', async () => {
    const { version } = await save(notice('n-coming', 20));
    const dry = done(200, await force('n-coming', version, { dry_run: true }));
    expect(dry).toMatchObject({ dry_run: true, allowed: true, from: '2026-03-12', earliest: '2026-03-12', replaces: { id: 'henan-2021-628' } });
    expect(dry.interrupted.map((row: Json) => row.round.name)).toEqual(['spring']);
    expect(dry.words.some((row: Json) => row.change === 'changed')).toBe(true);
    const early = done(200, await force('n-coming', version, { dry_run: true, from: '2026-03-11' }));
    expect(early.allowed).toBe(false);
    expect(early.obstacles).toHaveLength(1);
    const refused = await force('n-coming', version, { from: '2026-03-11' });
    expect([refused.status, refused.code, refused.json.field]).toEqual([422, 'policy-invalid', 'from']);
    expect((await force('n-coming', version, {})).code).toBe('field-invalid');

    const put = done(200, await force('n-coming', version, { from: '2026-07-01' }));
    expect(put.file).toMatchObject({ state: 'coming', in_force_from: '2026-07-01', version: 2, put_in_force_by: 'office' });
    const calendar = done(200, await box.visitor.get('/calendar', { query: { year: 2026 } }));
    expect(calendar.rounds.map((row: Json) => [row.round.name, row.cap_percent])).toEqual([['spring', 30], ['autumn', 20]]);
    expect((await (await office()).put('/policies/n-coming', { json: { text: notice('n-coming', 1) }, ifMatch: 2 })).code).toBe('policy-invalid');

    await save(notice('n-same-day', 10));
    const tie = done(200, await force('n-same-day', 1, { dry_run: true, from: '2026-07-01' }));
    expect(tie.allowed).toBe(false);

    const back = done(200, await (await office()).delete('/policies/n-coming/force', { ifMatch: 2 }));
    expect(back).toMatchObject({ state: 'draft', in_force_from: null, version: 3 });
    const without = done(200, await box.visitor.get('/calendar', { query: { year: 2026 } }));
    expect(without.rounds.map((row: Json) => row.cap_percent)).toEqual([30, 30]);
  });

  test('from today decides at once, and is never changed or removed', async () => {
    await save(notice('n-now', 15));
    expect(await cap_now()).toBe(30);
    const put = done(200, await force('n-now', 1, { from: '2026-03-12' }));
    expect(put.file.state).toBe('in-force');
    expect(await cap_now()).toBe(15);
    for (const answer of [
      await (await office()).delete('/policies/n-now/force', { ifMatch: 2 }),
      await (await office()).delete('/policies/n-now', { ifMatch: 2 }),
      await (await office()).put('/policies/n-now', { json: { text: notice('n-now', 30) }, ifMatch: 2 }),
      await force('n-now', 2, { from: '2026-08-01' }),
    ]) {
      expect([answer.status, answer.code]).toEqual([422, 'policy-invalid']);
    }
    const cap = done(200, await (await box.as(COLLEGE)).get(`/institutions/${COLLEGE}/cap`));
    expect(cap.limit).toBe(150);
    const items = done(200, await (await office()).get('/policies')).items;
    expect(items.filter((row: Json) => row.state !== 'draft').map((row: Json) => [row.id, row.state])).toEqual([
      ['n-now', 'in-force'],
      ['henan-2021-628', 'past'],
    ]);
  });

  test('leaves a row for each act, done or refused', async () => {
    const auditor = await box.as('auditor');
    const rows = done(200, await auditor.get('/audit', { query: { object: 'policy/n-coming', limit: 50 } })).items;
    expect(rows.map((row: Json) => [row.act, row.result]).reverse()).toEqual([
      ['policy-save', 'done'],
      ['policy-enact', 'refused'],
      ['policy-enact', 'done'],
      ['policy-save', 'refused'],
      ['policy-enact', 'done'],
    ]);
    expect(rows.find((row: Json) => row.act === 'policy-enact' && row.result === 'done').name).toMatch(/\S/);
  });

  test('is the office’s to decide', async () => {
    for (const actor of [SCHOOL, 'department', 'auditor', 'system']) {
      const person = await box.as(actor);
      expect((await person.post('/policies', { json: { text: notice('n-x', 20) } })).status).toBe(403);
      expect((await person.put('/policies/n-now/force', { json: { from: '2027-01-01' }, ifMatch: 2 })).status).toBe(403);
    }
    expect((await (await box.as(SCHOOL)).get('/policies')).status).toBe(403);
  });
});

describe('tried on a year', () => {
  test('it tells which applications would have been decided otherwise, why, and what it cannot know', async () => {
    await box.begin();
    // 1000 live: 250 is within 30 % (300) and beyond 20 % (200); 50 of 200 is within 30 % (60) and beyond 20 % (40).
    const decrease = (headcount: number) => [line(WEB, '中级', headcount, { reason: FEWER, year: 2025 })];
    const college = await box.submit(COLLEGE, 'decrease', decrease(250));
    const school = await box.submit(SCHOOL, 'decrease', decrease(40));
    await box.submit(SCHOOL, 'new', [line()]);
    const over = await box.draft(SCHOOL, 'decrease', decrease(50));
    await box.sign(SCHOOL, over);
    expect((await (await box.as(SCHOOL)).post(`/applications/${over.id}/submission`)).status).toBe(409);
    await box.at(FINAL);
    await box.review('department', college.id, 'pass');
    await box.at(day('06-01'));

    await save(notice('n-trial', 20, (text) => text.replaceAll('from_year   = 2022', 'from_year   = 2027')));
    const trial = done(200, await (await office()).get('/policies/n-trial/trial', { query: { year: 2026 } }));
    expect(trial).toMatchObject({ applications: 3, same: 2, otherwise: 1, unsure: 0, refused_attempts: 1, by_code: [{ code: 'cap-exceeded', applications: 1 }] });
    expect(trial.items).toMatchObject([{ application_id: college.id, number: college.number, verdict: 'otherwise', step: 'submitted', status: 'approved' }]);
    expect(trial.items[0].findings[0]).toMatchObject({ code: 'cap-exceeded', clause: '二(二)3', numbers: { asked: 250, allowed: 200, base: 1000 } });
    expect(trial.notes.length).toBeGreaterThan(3);
    expect(school.status).toBe('submitted');
  });

  test('under the notice of that time nothing changes', async () => {
    const trial = done(200, await (await office()).get('/policies/henan-2021-628/trial', { query: { year: 2026 } }));
    expect(trial).toMatchObject({ applications: 3, same: 3, otherwise: 0, unsure: 0, items: [] });
  });

  test('other windows and another way to the desks are told, too', async () => {
    const later = (text: string) => text.replace('["03-11", "03-20"]', '["03-15", "03-20"]');
    await save(notice('n-windows', 30, later));
    const shut = done(200, await (await office()).get('/policies/n-windows/trial', { query: { year: 2026 } }));
    expect(shut).toMatchObject({ otherwise: 3, by_code: [{ code: 'window-closed', applications: 3 }] });
    await save(notice('n-routing', 30, (text) => text.replace('["local-secondary"]', '[]')));
    const routed = done(200, await (await office()).get('/policies/n-routing/trial', { query: { year: 2026 } }));
    expect(routed.items.map((row: Json) => [row.institution.code, row.first_desk, row.clause])).toEqual([
      [SCHOOL, 'department', '二(三)'],
      [SCHOOL, 'department', '二(三)'],
    ]);
  });

  test('no year that lies ahead, and no application for who sees none', async () => {
    const ahead = await (await office()).get('/policies/n-trial/trial', { query: { year: 2027 } });
    expect(ahead.code).toBe('parameter-invalid');
    expect((await (await box.as('system')).get('/policies/n-trial/trial', { query: { year: 2026 } })).status).toBe(403);
    expect(done(200, await (await office()).get('/policies/n-trial/trial', { query: { year: 2019 } })).applications).toBe(0);
  });
});
