import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Ask } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { scan } from './harness/pdf.ts';
import { COLLEGE, done, line, OTHER_COLLEGE, sandbox, WEB } from './harness/world.ts';

const box = sandbox();
/** What is sent to operations that take a file. */
const files: Record<string, Ask> = {
  uploadScan: { raw: scan(), type: 'application/pdf', query: { revision: 1 } },
  importAnnex: { raw: Buffer.from('PK'), type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  importAssessments: { raw: Buffer.from('PK'), type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  importCatalogue: { raw: Buffer.from('PK'), type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  uploadReconciliation: { raw: Buffer.from('a,b'), type: 'text/csv', query: { name: '平台.csv' } },
};
const declaration = { kind: 'new', lines: [line()] };

async function count(actor = COLLEGE): Promise<number> {
  return done(200, await (await box.as(actor)).get('/applications')).total;
}

describe('Idempotency-Key', () => {
  test('is needed by every write that the contract says', async () => {
    const auditor = await box.as('auditor');
    for (const place of operations.filter((one) => one.takesKey)) {
      const path = place.path.replaceAll(/\{[^}]+\}/g, '1');
      const answer = await auditor.send(place.method, path, { ...(files[place.id] ?? { json: {} }), key: null });
      expect([place.id, answer.status, answer.code]).toEqual([place.id, 400, 'idempotency-key-missing']);
    }
  });

  test('must look like one', async () => {
    const clerk = await box.as(COLLEGE);
    for (const key of ['short', 'x'.repeat(65), 'with space in it', 'ключ-ключ'.replace(/./g, '%')]) {
      const answer = await clerk.post('/applications', { json: declaration, key });
      expect([key, answer.status]).toEqual([key, 400]);
    }
  });

  test('with the same body gives the same bytes and one act', async () => {
    const clerk = await box.as(COLLEGE);
    const before = await count();
    const key = randomUUID();
    const first = await clerk.post('/applications', { json: declaration, key });
    const second = await clerk.post('/applications', { json: declaration, key });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.raw.equals(first.raw)).toBe(true);
    expect(second.etag).toBe(first.etag);
    expect(first.header('idempotency-replayed')).toBeUndefined();
    expect(second.header('idempotency-replayed')).toBe('true');
    expect(await count()).toBe(before + 1);
  });

  test('gives the same refusal again', async () => {
    const clerk = await box.as(COLLEGE);
    const key = randomUUID();
    const ask = { json: { ...declaration, submit: true }, key };
    const first = await clerk.post('/applications', ask);
    const second = await clerk.post('/applications', ask);
    expect([first.status, first.code]).toEqual([409, 'form-unsigned']);
    expect([second.status, second.code]).toEqual([409, 'form-unsigned']);
  });

  test('with another body, or for another operation, is refused', async () => {
    const clerk = await box.as(COLLEGE);
    const key = randomUUID();
    const draft = done(201, await clerk.post('/applications', { json: declaration, key }));
    const other = await clerk.post('/applications', { json: { ...declaration, lines: [] }, key });
    expect([other.status, other.code]).toEqual([422, 'idempotency-mismatch']);
    const elsewhere = await clerk.delete(`/applications/${draft.id}`, { key });
    expect([elsewhere.status, elsewhere.code]).toEqual([422, 'idempotency-mismatch']);
  });

  test("is the account's own: another may use the same", async () => {
    const key = randomUUID();
    const mine = done(201, await (await box.as(COLLEGE)).post('/applications', { json: declaration, key }));
    const theirs = done(201, await (await box.as(OTHER_COLLEGE)).post('/applications', { json: declaration, key }));
    expect(theirs.id).not.toBe(mine.id);
    expect(theirs.institution.code).toBe(OTHER_COLLEGE);
  });

  test('fifty times at once: one act, and whoever is not told “in progress” gets the same bytes', async () => {
    const clerk = await box.as(COLLEGE);
    const before = await count();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => clerk.post('/applications', { json: declaration, key })));
    const good = answers.filter((answer) => answer.status === 201);
    const waiting = answers.filter((answer) => answer.status === 409);
    expect(good.length + waiting.length).toBe(50);
    expect(good.length).toBeGreaterThan(0);
    for (const answer of good) expect(answer.raw.equals(good[0]?.raw ?? Buffer.of())).toBe(true);
    for (const answer of waiting) expect(answer.code).toBe('idempotency-in-progress');
    expect(await count()).toBe(before + 1);
  });

  test('outlives a crash of the server', async () => {
    const clerk = await box.as(COLLEGE);
    const before = await count();
    const key = randomUUID();
    const first = await clerk.post('/applications', { json: declaration, key });
    await box.program.killAndRestart();
    const second = await clerk.post('/applications', { json: declaration, key });
    expect(second.raw.equals(first.raw)).toBe(true);
    expect(await count()).toBe(before + 1);
  });
});

describe('ETag and If-Match', () => {
  test('a save needs the version that was seen', async () => {
    const clerk = await box.as(COLLEGE);
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    const read = await clerk.get(`/applications/${draft.id}`);
    expect(read.etag).toBe(`"${draft.version}"`);
    const path = `/applications/${draft.id}`;
    const json = { lines: [line(WEB, '初级', 50)] };
    const missing = await clerk.put(path, { json });
    expect([missing.status, missing.code]).toEqual([428, 'precondition-missing']);
    for (const ifMatch of ['"99"', '"12345678"']) {
      const stale = await clerk.put(path, { json, ifMatch });
      expect([stale.status, stale.code]).toEqual([412, 'version-stale']);
    }
    for (const ifMatch of ['nonsense', 'W/"1"', '"0"', '*']) {
      expect([400, 412, 428]).toContain((await clerk.put(path, { json, ifMatch })).status);
    }
    const saved = await clerk.put(path, { json, ifMatch: read.etag });
    expect(saved.status).toBe(200);
    expect(saved.etag).toBe(`"${saved.json.version}"`);
    expect(saved.json.version).toBeGreaterThan(draft.version);
    expect((await clerk.put(path, { json, ifMatch: read.etag })).code).toBe('version-stale');
  });

  test('a save that changes nothing keeps revision and version', async () => {
    const clerk = await box.as(COLLEGE);
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    const saved = done(200, await clerk.put(`/applications/${draft.id}`, { json: { lines: [line()] }, ifMatch: draft.version }));
    expect([saved.revision, saved.version]).toEqual([draft.revision, draft.version]);
  });

  test('of twenty saves at once one wins', async () => {
    const clerk = await box.as(COLLEGE);
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    const saves = Array.from({ length: 20 }, (_, i) =>
      clerk.put(`/applications/${draft.id}`, { json: { lines: [line(WEB, '初级', 100 + i)] }, ifMatch: draft.version }),
    );
    const statuses = (await Promise.all(saves)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
    expect((await box.read(draft.id, COLLEGE)).revision).toBe(2);
  });

  test('where it is optional, a stale one is still refused', async () => {
    const clerk = await box.as(COLLEGE);
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    await box.sign(COLLEGE, draft);
    const path = `/applications/${draft.id}`;
    const ifMatch = 77;
    expect((await clerk.delete(path, { ifMatch })).code).toBe('version-stale');
    expect((await clerk.post(`${path}/submission`, { ifMatch })).code).toBe('version-stale');
    done(200, await clerk.post(`${path}/submission`));
    const department = await box.as('department');
    expect((await department.post(`${path}/review`, { json: { decision: 'return', note: '缺章' }, ifMatch })).code).toBe('version-stale');
    const withVersion = { items: [{ application: draft.id, version: 77, decision: 'return', note: '缺章' }] };
    const several = done(200, await department.post('/reviews', { json: withVersion }));
    expect(several.results[0]).toMatchObject({ status: 412, problem: { code: 'version-stale' } });
    expect((await clerk.post(`${path}/withdrawal`, { json: {}, ifMatch })).code).toBe('version-stale');
    done(200, await clerk.post(`${path}/withdrawal`, { json: {} }));
  });
});

describe('a draft', () => {
  test('keeps what was typed, right or wrong', async () => {
    const typed = [line('没有这个证书', '特级', null), line(WEB, '初级', 1.5, { reason: '  ', year: 2030 })];
    const draft = await box.draft(COLLEGE, 'decrease', typed);
    expect(draft.lines).toMatchObject([
      { certificate: '没有这个证书', certificate_id: null, level: '特级', headcount: null },
      { certificate: WEB, level: '初级', year: 2030 },
    ]);
  });

  test('is made for no other institution', async () => {
    const answer = await (await box.as(COLLEGE)).post('/applications', { json: { ...declaration, institution: OTHER_COLLEGE } });
    expect([answer.status, answer.code]).toEqual([404, 'not-yours']);
  });

  test('created and submitted in one is stored only when it is submitted', async () => {
    const before = await count();
    const answer = await (await box.as(COLLEGE)).post('/applications', { json: { ...declaration, submit: true } });
    expect(answer.code).toBe('form-unsigned');
    expect(await count()).toBe(before);
  });
});
