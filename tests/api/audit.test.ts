import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, done, line, OTHER_COLLEGE, sandbox, SCHOOL, WEB } from './harness/world.ts';

const box = sandbox();

async function trail(query: Record<string, string> = {}): Promise<Json[]> {
  return done(200, await (await box.as('auditor')).get('/audit', { query: { limit: '200', ...query } })).items;
}

/** The rows that this adds to the trail, oldest first. */
async function added(act: () => Promise<unknown>): Promise<Json[]> {
  const last = (await trail())[0]?.seq ?? 0;
  await act();
  return (await trail()).filter((row) => row.seq > last).reverse();
}

beforeAll(async () => {
  for (const actor of ['auditor', COLLEGE, OTHER_COLLEGE, SCHOOL, 'office', 'department']) await box.as(actor);
});

describe('the audit trail', () => {
  test('has a row of every act, with who, what, on what and how it ended', async () => {
    let id = 0;
    const rows = await added(async () => {
      id = (await box.submit(COLLEGE, 'new', [line()])).id;
    });
    expect(rows.map((row) => row.act)).toEqual(['application-create', 'scan-upload', 'application-submit']);
    for (const row of rows) {
      expect(row).toMatchObject({ actor: COLLEGE, role: 'institution-clerk', result: 'done', code: null });
      expect(row.request_id).toMatch(/\S/);
    }
    expect(rows[2]).toMatchObject({ object_kind: 'application', object: String(id) });
  });

  test('has a row of every refusal, with its code', async () => {
    const rows = await added(async () => {
      const draft = await box.draft(SCHOOL, 'new', [line()]);
      await (await box.as(SCHOOL)).post(`/applications/${draft.id}/submission`);
    });
    expect(rows.at(-1)).toMatchObject({ act: 'application-submit', actor: SCHOOL, result: 'refused', code: 'form-unsigned' });
  });

  test('has a row of every denial: a role that never may, and a stranger', async () => {
    const mine = await box.draft(COLLEGE, 'new', []);
    const rows = await added(async () => {
      await (await box.as('office')).post('/exit/runs', { json: {} });
      await (await box.as(OTHER_COLLEGE)).post(`/applications/${mine.id}/submission`);
      await (await box.as(OTHER_COLLEGE)).get(`/applications/${mine.id}`);
    });
    expect(rows.map((row) => [row.act, row.actor, row.result, row.code])).toEqual([
      ['exit-run', 'office', 'denied', 'not-yours'],
      ['application-submit', OTHER_COLLEGE, 'denied', 'not-yours'],
      ['application-read', OTHER_COLLEGE, 'denied', 'not-yours'],
    ]);
  });

  test('has a row of every sign-in, failed or not, and of every sign-out', async () => {
    const rows = await added(async () => {
      const clerk = await box.another(COLLEGE);
      await clerk.delete('/session');
      await box.visitor.post('/session', { json: { login: COLLEGE, password: 'never-in-the-trail\nwords' } });
    });
    expect(rows.map((row) => [row.act, row.result])).toEqual([
      ['session-open', 'done'],
      ['session-close', 'done'],
      ['session-open', 'denied'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('never-in-the-trail');
  });

  test('has no row of a dry run, of a question that was answered, or of a replay', async () => {
    const clerk = await box.as(COLLEGE);
    const key = 'the-same-key-twice';
    const ask = { key, json: { kind: 'new', lines: [] } };
    const rows = await added(async () => {
      await clerk.post('/applications/check', { json: { kind: 'new', lines: [line()] } });
      await clerk.get('/applications');
      await clerk.post('/applications', ask);
      await clerk.post('/applications', ask);
    });
    expect(rows.map((row) => row.act)).toEqual(['application-create']);
  });

  test('is a chain without gaps', async () => {
    const rows = await trail();
    const seqs = rows.map((row) => row.seq);
    expect(seqs).toEqual(Array.from(seqs, (_, i) => seqs[0] - i));
    for (const row of rows) expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
    const verdict = done(200, await (await box.as('auditor')).get('/audit/verification'));
    expect(verdict).toMatchObject({ ok: true, first_bad: null, head: (await trail())[0].hash });
  });

  test('is found by actor, act, result, object and time', async () => {
    expect((await trail({ actor: SCHOOL })).every((row) => row.actor === SCHOOL)).toBe(true);
    expect((await trail({ act: 'exit-run' })).length).toBe(1);
    expect((await trail({ result: 'refused' })).every((row) => row.result === 'refused')).toBe(true);
    expect(await trail({ from: '2027-01-01T00:00:00+08:00' })).toEqual([]);
    expect(await trail({ to: '2025-01-01T00:00:00+08:00' })).toEqual([]);
    expect((await trail({ from: '2026-01-01T00:00:00+08:00' })).length).toBeGreaterThan(5);
  });

  test('is found by a person’s name or login, by kind of object, and by an application’s number', async () => {
    const { number, id } = await box.submit(SCHOOL, 'new', [line(WEB, '高级')]);
    const mine = await trail({ person: '演练巩义' });
    expect(mine.length).toBeGreaterThan(2);
    expect(mine.every((row) => row.actor === SCHOOL && row.name.includes('演练巩义'))).toBe(true);
    expect((await trail({ person: SCHOOL.toLowerCase() })).length).toBe(mine.length);
    expect(await trail({ person: '%' })).toEqual([]);
    const of_accounts = await trail({ object_kind: 'account' });
    expect(of_accounts.length).toBeGreaterThan(0);
    expect(of_accounts.every((row) => row.object_kind === 'account')).toBe(true);
    const of_number = await trail({ object: `application/${number}` });
    expect(of_number.map((row) => row.object)).toEqual(of_number.map(() => String(id)));
    expect(of_number.length).toBeGreaterThanOrEqual(3);
    expect(await trail({ object: 'application/KJ2026-999999' })).toEqual([]);
  });

  test('leaves as CSV what the filter finds, oldest first, and keeps who took it', async () => {
    const auditor = await box.as('auditor');
    const csv = await auditor.get('/audit.csv', { query: { act: 'application-submit' } });
    expect(csv.header('content-type')).toBe('text/csv; charset=utf-8');
    const lines = csv.text.slice(1).trimEnd().split('\r\n');
    const rows = (await trail({ act: 'application-submit' })).reverse();
    expect(lines.slice(1).map((each) => Number(each.split(',')[0]))).toEqual(rows.map((row) => row.seq));
    for (const row of rows) expect(csv.text).toContain(row.hash);
    expect(lines[0]).toMatch(/^序号,时间,账号,/);
    const english = await auditor.get('/audit.csv', { query: { act: 'application-submit' }, headers: { 'accept-language': 'en' } });
    expect([english.text.slice(1).split('\r\n')[0], english.header('content-language')]).toEqual(['No.,At,Account,Name,Role,Act,Object,Result,Code,Detail,Request,From,SM3', 'en']);
    const taken = (await trail({ act: 'audit-export' }))[1];
    expect(taken).toMatchObject({ actor: 'auditor', result: 'done', object: 'audit', detail: 'act=application-submit' });
    const whole = await auditor.get('/audit.csv');
    expect(whole.text).toContain(taken.hash);
    expect((await auditor.get('/audit.csv', { query: { limit: 5 } })).code).toBe('parameter-unknown');
    expect((await (await box.as('office')).get('/audit.csv')).status).toBe(403);
  });

  test('is the auditor’s alone', async () => {
    for (const actor of [COLLEGE, 'office', 'department']) {
      expect((await (await box.as(actor)).get('/audit')).status).toBe(403);
      expect((await (await box.as(actor)).get('/audit/verification')).status).toBe(403);
    }
  });
});
