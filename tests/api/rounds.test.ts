import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, FEWER, GONGYI, line, OTHER_COLLEGE, OTHER_SCHOOL, PRELIMINARY, sandbox, SCHOOL, UNREGISTERED, WEB, ZHENGZHOU } from './harness/world.ts';

// One spring round, seen by those who wait for others in it: how each institution stands, who is reminded, who reads it.
const box = sandbox();
const ids = { school: 0, college: 0 };

async function progress(actor: string, query: Record<string, string | number> = {}): Promise<Json> {
  return done(200, await (await box.as(actor)).get('/rounds/progress', { query }));
}
const standingOf = (answer: Json, code: string) => answer.items.find((item: Json) => item.institution.code === code)?.standing;
const standings = (answer: Json) =>
  Object.fromEntries(answer.items.map((item: Json) => [item.institution.code, item.standing]));
async function remind(actor: string, json: Json): Promise<Json> {
  return done(200, await (await box.as(actor)).post('/reminders', { json }));
}
async function notices(actor: string, query: Record<string, boolean | number> = {}): Promise<Json> {
  return done(200, await (await box.as(actor)).get('/notices', { query }));
}

describe('the progress of a round', () => {
  beforeAll(async () => {
    await box.draft(SCHOOL, 'new', []);
    await box.draft(OTHER_SCHOOL, 'new', [line()]);
    await box.sign(COLLEGE, await box.draft(COLLEGE, 'decrease', [line(WEB, '中级', 5, { reason: FEWER, year: 2025 })]));
    ids.college = (await box.submit(OTHER_COLLEGE, 'new', [line('物流管理', '初级', 30)])).id;
  });

  test('tells how each institution stands, by what is least finished', async () => {
    const answer = await progress('department');
    expect(answer.round).toMatchObject({ name: 'spring', year: 2026 });
    expect(answer.submit).toEqual({ from: '2026-03-11', to: '2026-03-20' });
    expect(standings(answer)).toEqual({
      [SCHOOL]: 'draft',
      [OTHER_SCHOOL]: 'no-scan',
      [COLLEGE]: 'unsent',
      [OTHER_COLLEGE]: 'submitted',
      [UNREGISTERED]: 'not-begun',
    });
    expect(answer.standings.find((row: Json) => row.standing === 'submitted').institutions).toBe(1);
    expect(answer.bureaus.map((row: Json) => row.bureau.code).sort()).toEqual([ZHENGZHOU, GONGYI].sort());
  });

  test('tells nothing of what a draft holds', async () => {
    const text = JSON.stringify(await progress('department'));
    for (const word of [WEB, 'headcount', 'KJ2026']) expect(text).not.toContain(word);
  });

  test("shows a bureau its own institutions, and the auditor all", async () => {
    expect(Object.keys(standings(await progress(GONGYI)))).toEqual([SCHOOL]);
    expect((await progress(GONGYI)).bureaus).toHaveLength(1);
    expect((await progress('auditor')).total).toBe(5);
    expect((await (await box.as(COLLEGE)).get('/rounds/progress')).status).toBe(403);
  });

  test('is filtered and read page by page, and counts what the filter finds', async () => {
    expect(Object.keys(standings(await progress('department', { standing: 'draft,no-scan' })))).toEqual([SCHOOL, OTHER_SCHOOL].sort());
    expect(Object.keys(standings(await progress('department', { bureau: ZHENGZHOU })))).toEqual([OTHER_SCHOOL]);
    expect(Object.keys(standings(await progress('department', { q: '应用' })))).toEqual([OTHER_COLLEGE]);
    const first = await progress('department', { limit: 3 });
    const second = await progress('department', { limit: 3, cursor: first.next_cursor });
    expect([first.items.length, second.items.length, second.next_cursor]).toEqual([3, 2, null]);
    const draft = await progress('department', { standing: 'draft' });
    expect(draft.standings.reduce((n: number, row: Json) => n + row.institutions, 0)).toBe(5);
  });

  test('knows other rounds by name, and refuses one that the year has not', async () => {
    expect(standingOf(await progress('department', { year: 2025, round: 'autumn' }), SCHOOL)).toBe('not-begun');
    expect((await (await box.as('department')).get('/rounds/progress', { query: { round: 'winter' } })).status).toBe(400);
  });
});

describe('reminders', () => {
  test('a dry run tells who would be reminded, and nobody is', async () => {
    const answer = await remind('department', { institutions: [SCHOOL, OTHER_COLLEGE, UNREGISTERED], dry_run: true });
    expect(answer).toMatchObject({ dry_run: true, sent: 2 });
    expect(answer.institutions.map((row: Json) => [row.institution.code, row.outcome])).toEqual(
      [[OTHER_COLLEGE, 'finished'], [SCHOOL, 'sent'], [UNREGISTERED, 'sent']].sort(),
    );
    expect((await notices(SCHOOL)).total).toBe(0);
  });

  test('a bureau reminds its school, which sees it; nobody else does', async () => {
    const answer = await remind(GONGYI, { institutions: [SCHOOL, SCHOOL], note: '请于周五前提交' });
    expect(answer).toMatchObject({ sent: 1, institutions: [{ outcome: 'sent', standing: 'draft' }] });
    const told = await notices(SCHOOL);
    expect(told).toMatchObject({ total: 1, unread: 1 });
    expect(told.items[0]).toMatchObject({
      kind: 'reminder', sender: '巩义市教育局', standing: 'draft', note: '请于周五前提交', read_at: null, round: { name: 'spring', year: 2026 },
    });
    for (const other of [OTHER_SCHOOL, COLLEGE, GONGYI, ZHENGZHOU]) expect((await notices(other)).total).toBe(0);
    expect((await (await box.as('department')).get('/notices')).status).toBe(403);
  });

  test('not twice on one day without saying so', async () => {
    const answer = await remind('department', { institutions: [SCHOOL] });
    expect(answer).toMatchObject({ sent: 0, institutions: [{ outcome: 'reminded-today', reminder: { by: '巩义市教育局' } }] });
    expect((await notices(SCHOOL)).total).toBe(1);
    expect((await remind('department', { institutions: [SCHOOL], again: true })).sent).toBe(1);
    expect((await notices(SCHOOL)).total).toBe(2);
    await box.at(day('03-13'));
    expect((await remind('office', { institutions: [SCHOOL] })).sent).toBe(1);
  });

  test('the same key reminds once', async () => {
    const department = await box.as('department');
    const ask = { json: { institutions: [UNREGISTERED] }, key: 'reminder-of-one-key' };
    const first = await department.post('/reminders', ask);
    const second = await department.post('/reminders', ask);
    expect(second.raw.equals(first.raw)).toBe(true);
    expect((await notices(UNREGISTERED)).total).toBe(1);
  });

  test('reading is the account\'s own, and the reminder\'s sender sees it', async () => {
    const [newest] = (await notices(SCHOOL, { unread: true, limit: 1 })).items;
    const school = await box.as(SCHOOL);
    expect(done(200, await school.post(`/notices/${newest.id}/read`)).read_at).toBe(day('03-13'));
    expect(done(200, await school.post(`/notices/${newest.id}/read`)).read_at).toBe(day('03-13'));
    expect((await notices(SCHOOL)).unread).toBe(2);
    const row = (await progress(GONGYI)).items[0];
    expect(row.reminder).toMatchObject({ by: '省推进办', read_at: day('03-13') });
    expect(row.reminding).toBe('reminded-today');
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'notice-mark' } }));
    expect(rows.items.map((one: Json) => [one.actor, one.result])).toEqual([[SCHOOL, 'done']]);
  });

  test('a bureau is reminded of what awaits its review, and its school no more', async () => {
    const draft = done(200, await (await box.as(SCHOOL)).get('/applications')).items[0];
    const saved = done(200, await (await box.as(SCHOOL)).put(`/applications/${draft.id}`, { ifMatch: draft.version, json: { lines: [line()] } }));
    await box.sign(SCHOOL, saved);
    done(200, await (await box.as(SCHOOL)).post(`/applications/${draft.id}/submission`));
    ids.school = draft.id;
    const answer = await remind('department', { institutions: [SCHOOL], bureaus: [GONGYI, ZHENGZHOU], again: true });
    expect(answer.sent).toBe(1);
    expect(answer.institutions[0].outcome).toBe('finished');
    const outcomes = Object.fromEntries(answer.bureaus.map((row: Json) => [row.bureau.code, row.outcome]));
    expect(outcomes).toEqual({ [GONGYI]: 'sent', [ZHENGZHOU]: 'finished' });
    expect((await notices(GONGYI)).items[0]).toMatchObject({ kind: 'reminder', standing: null });
  });

  test('a return is idle until it is changed, and can be reminded until its stage ends', async () => {
    await box.at(PRELIMINARY);
    await box.review(GONGYI, ids.school, 'return');
    const row = (await progress(GONGYI)).items[0];
    expect(row).toMatchObject({ standing: 'returned', due_at: '2026-03-25T00:00:00+08:00', reminding: 'sent' });
    const application = await box.read(ids.school, SCHOOL);
    done(200, await (await box.as(SCHOOL)).put(`/applications/${ids.school}`, { ifMatch: application.version, json: { lines: [line(WEB, '初级', 41)] } }));
    expect(standingOf(await progress(GONGYI), SCHOOL)).toBe('no-scan');
    expect((await remind('department', { institutions: [UNREGISTERED] })).institutions[0].outcome).toBe('too-late');
    await box.at(day('03-26'));
    expect((await remind(GONGYI, { institutions: [SCHOOL] })).institutions[0].outcome).toBe('too-late');
    done(201, await (await box.as('office')).post('/extensions', { json: { stage: 'preliminary', until: '2026-03-31', reason: '停电', institution: SCHOOL } }));
    expect((await remind(GONGYI, { institutions: [SCHOOL] })).institutions[0].outcome).toBe('sent');
  });

  test("one that is not one's own refuses the whole, and is written down", async () => {
    const bureau = await box.as(GONGYI);
    for (const institutions of [[OTHER_SCHOOL], [SCHOOL, OTHER_SCHOOL], ['Q999']]) {
      const answer = await bureau.post('/reminders', { json: { institutions, again: true } });
      expect([answer.status, answer.code]).toEqual([404, 'not-yours']);
    }
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'reminder-send', result: 'denied' } }));
    expect(rows.total).toBe(3);
    expect((await bureau.post('/reminders', { json: {} })).status).toBe(422);
  });
});

describe('what a forced exit tells', () => {
  test('each institution what it lost, and which application is void', async () => {
    await box.at(day('09-12'));
    const pending = await box.submit(COLLEGE, 'decrease', [line(WEB, '中级', 5, { reason: FEWER, year: 2025 })]);
    await box.at(day('11-11'));
    done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    const of_exit = async () => (await notices(COLLEGE)).items.filter((row: Json) => row.kind !== 'exit-ahead');
    const told = await of_exit();
    expect(told).toMatchObject([
      { kind: 'plan-exited', year: 2026, plans: 1, headcount: 1000, sender: '省教育厅' },
      { kind: 'application-voided', year: 2026, application: { id: pending.id, number: pending.number } },
    ]);
    done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
    expect((await of_exit()).length).toBe(2);
  });
});

describe('the queue', () => {
  test('counts by state what the filter finds, and tells what is overdue', async () => {
    const counts = done(200, await (await box.as('department')).get('/applications/counts'));
    const states = Object.fromEntries(counts.states.map((row: Json) => [row.status, row.applications]));
    expect(states).toEqual({ submitted: 1, returned: 1, voided: 1 });
    expect(counts).toMatchObject({ awaiting_me: 1, overdue: 1, due_soon: 0, done_by_me: 0 });
    expect(done(200, await (await box.as(GONGYI)).get('/applications/counts'))).toMatchObject({ awaiting_me: 0, done_by_me: 1 });
    const narrowed = done(200, await (await box.as('department')).get('/applications/counts', { query: { kind: 'decrease' } }));
    expect(narrowed).toMatchObject({ awaiting_me: 0, states: [{ status: 'voided' }] });
  });

  test('what awaits is filtered too, the one due first in front; what was done is another list', async () => {
    const list = async (actor: string, query: Record<string, string | boolean>) =>
      done(200, await (await box.as(actor)).get('/applications', { query })).items.map((item: Json) => item.id);
    await box.at(day('09-12'));
    const autumn = await box.submit(COLLEGE, 'new', [line('智能财税', '初级', 30)]);
    expect(await list('department', { awaiting_me: true })).toEqual([ids.college, autumn.id]);
    expect(await list('department', { awaiting_me: true, kind: 'decrease' })).toEqual([]);
    expect(await list('department', { awaiting_me: true, q: '职业' })).toEqual([autumn.id]);
    expect(await list('department', { awaiting_me: true, status: 'forwarded' })).toEqual([]);
    expect(await list('department', { awaiting_me: true, round: 'spring' })).toEqual([ids.college]);
    expect(await list(GONGYI, { done_by_me: true })).toEqual([ids.school]);
    expect(await list(ZHENGZHOU, { done_by_me: true })).toEqual([]);
    expect(await list('office', { done_by_me: true })).toEqual([]);
  });

  test("filters are kept for the account, one of them as the list's first", async () => {
    const gongyi = await box.as(GONGYI);
    const save = async (name: string, query: string, chosen = false) =>
      done(201, await gongyi.post('/saved-filters', { json: { list: 'reviews', name, query, chosen } }));
    await save('新增', 'kind=new', true);
    const second = await save('调减', 'kind=decrease', true);
    expect(await save('新增', 'kind=new&q=x')).toMatchObject({ query: 'kind=new&q=x', chosen: false });
    const kept = done(200, await gongyi.get('/saved-filters', { query: { list: 'reviews' } })).items;
    expect(kept.map((row: Json) => [row.name, row.chosen]).sort()).toEqual([['新增', false], ['调减', true]].sort());
    expect(done(200, await gongyi.get('/saved-filters', { query: { list: 'plans' } })).items).toEqual([]);
    const stranger = await box.as(ZHENGZHOU);
    expect(done(200, await stranger.get('/saved-filters', { query: { list: 'reviews' } })).items).toEqual([]);
    expect((await stranger.delete(`/saved-filters/${second.id}`)).code).toBe('not-yours');
    done(204, await gongyi.delete(`/saved-filters/${second.id}`));
    expect((await gongyi.delete(`/saved-filters/${second.id}`)).status).toBe(404);
    expect((await gongyi.get('/saved-filters')).status).toBe(400);
    for (let n = 0; n < 29; ++n) await save(`第${n}个`, '');
    const more = await gongyi.post('/saved-filters', { json: { list: 'reviews', name: '再一个', query: '' } });
    expect([more.status, more.code]).toEqual([422, 'field-invalid']);
  });
});
