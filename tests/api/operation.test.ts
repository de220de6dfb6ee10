import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLLEGE, day, done, line, sandbox } from './harness/world.ts';

const box = sandbox();

async function metrics(): Promise<Map<string, number>> {
  const answer = await box.visitor.get('/metrics');
  expect(answer.status).toBe(200);
  const lines = answer.text.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
  return new Map(lines.map((row) => [row.slice(0, row.lastIndexOf(' ')), Number(row.slice(row.lastIndexOf(' ') + 1))]));
}

describe('metrics', () => {
  test('count requests by route and status, with their times', async () => {
    const series = 'kaoji_requests_total{method="GET",route="/livez",status="200"}';
    const count = 'kaoji_request_seconds_count{method="GET",route="/livez"}';
    const whole = 'kaoji_request_seconds_bucket{method="GET",route="/livez",le="+Inf"}';
    await box.visitor.get('/livez');
    const before = await metrics();
    for (let i = 0; i < 3; ++i) await box.visitor.get('/livez');
    await box.visitor.get('/livez', { query: { extra: 1 } });
    const after = await metrics();
    expect((after.get(series) ?? 0) - (before.get(series) ?? 0)).toBe(3);
    expect(after.get('kaoji_requests_total{method="GET",route="/livez",status="400"}')).toBe(1);
    expect((after.get(count) ?? 0) - (before.get(count) ?? 0)).toBe(4);
    expect(after.get(whole)).toBe(after.get(count));
    const buckets = [...after].filter(([name]) => name.startsWith('kaoji_request_seconds_bucket{method="GET",route="/livez",')).map(([, value]) => value);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    // The object of a request is no label: it would name institutions, and make a series of each.
    await (await box.as(COLLEGE)).get('/applications/4711');
    expect([...(await metrics()).keys()].filter((name) => name.includes('4711'))).toEqual([]);
  });

  test('count writes and the commits that made them durable', async () => {
    const clerk = await box.as(COLLEGE);
    const before = await metrics();
    done(201, await clerk.post('/applications', { json: { kind: 'new', lines: [line()] } }));
    const after = await metrics();
    expect(after.get('kaoji_writes_total') ?? 0).toBeGreaterThan(before.get('kaoji_writes_total') ?? 0);
    expect(after.get('kaoji_commits_total') ?? 0).toBeGreaterThan(before.get('kaoji_commits_total') ?? 0);
    expect(after.get('kaoji_failed_commits_total')).toBe(0);
    for (const name of ['kaoji_writes_waiting', 'kaoji_jobs_waiting{workers="slow"}', 'kaoji_scan_checks_total']) expect(after.has(name)).toBe(true);
  });

  test('say which windows are open, and how long until they change', async () => {
    await box.at(day('03-12'));
    const windows = done(200, await box.visitor.get('/windows'));
    const told = await metrics();
    for (const row of windows.items) {
      const labels = `{kind="${row.kind}",stage="${row.stage}"}`;
      expect([labels, told.get(`kaoji_window_open${labels}`)]).toEqual([labels, row.open ? 1 : 0]);
      const change = row.open ? row.closes_at : row.opens_at;
      const seconds = change === null ? undefined : (Date.parse(change) - Date.parse(windows.server_time)) / 1000;
      expect([labels, told.get(`kaoji_window_change_seconds${labels}`)]).toEqual([labels, seconds]);
    }
  });

  test('are not there for whoever comes through a gateway', async () => {
    for (const forwarded of ['203.0.113.9', '127.0.0.1', 'unknown']) {
      const answer = await box.visitor.get('/metrics', { headers: { 'X-Forwarded-For': forwarded } });
      expect([answer.status, answer.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('readiness', () => {
  test('is asked of the disk at most once a second, whoever asks', async () => {
    const writes = async () => (await metrics()).get('kaoji_writes_total') ?? 0;
    const [before, began] = [await writes(), Date.now()];
    for (let i = 0; i < 10; ++i) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => box.visitor.get('/readyz')));
      expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    }
    const seconds = Math.ceil((Date.now() - began) / 1000);
    expect((await writes()) - before).toBeLessThanOrEqual(seconds + 1);
  });

  test('names its checks', async () => {
    const answer = done(200, await box.visitor.get('/readyz'));
    expect(answer.checks).toEqual({ store: 'ok', disk: 'ok' });
    const told = await metrics();
    expect([told.get('kaoji_ready{check="disk"}'), told.get('kaoji_ready{check="store"}')]).toEqual([1, 1]);
  });
});

describe('a storm of sign-ins', () => {
  // trust.md S3. How fast it is differs from machine to machine; that nobody waits behind the hashes does not.
  test('is bounded, and nobody else waits behind it', async () => {
    const clerk = await box.as(COLLEGE);
    let open = 300;
    const storm = Array.from({ length: open }, (_, i) =>
      box.visitor.post('/session', { json: { login: `nobody${i}`, password: `guess number ${i}` } }).finally(() => --open),
    );
    for (let i = 0; i < 20; ++i) done(200, await clerk.get('/me'));
    expect(open).toBeGreaterThan(0);
    const answers = await Promise.all(storm);
    const codes = answers.map((answer) => `${answer.status} ${answer.code}`);
    expect(new Set(codes)).toEqual(new Set(['401 login-failed', '503 busy']));
    for (const answer of answers.filter(({ status }) => status === 503)) expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
    // Two are hashed and 64 wait; of 300 at once most are told to come again.
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(64);
    expect((await metrics()).get('kaoji_jobs_waiting{workers="slow"}')).toBe(0);
  });
});

describe('the log', () => {
  test('keeps a path with a line feed on its line', async () => {
    const clerk = await box.as(COLLEGE);
    const forged = '2099-01-01T00:00:00.000+00:00 info GET /forged 200';
    await clerk.get(`/institutions/${encodeURIComponent(`x\r\n${forged}`)}`);
    done(200, await clerk.get('/me'));
    const lines = box.program.log.split('\n');
    expect(lines.some((row) => row.includes('%0D%0A2099-01-01'))).toBe(true);
    expect(lines.filter((row) => row.startsWith('2099'))).toEqual([]);
  });

  test('leaves out what passwords, tokens and queries say', async () => {
    const clerk = await box.another(COLLEGE);
    await box.visitor.post('/session', { json: { login: 'nobody', password: 'a-password-never-logged' } });
    await clerk.get('/applications', { query: { q: 'a-query-never-logged' } });
    done(200, await clerk.get('/me'));
    for (const secret of ['a-password-never-logged', 'a-query-never-logged', String(clerk.cookie).split('=')[1] ?? '', String(clerk.csrf)]) {
      expect(secret.length).toBeGreaterThan(8);
      expect(box.program.log).not.toContain(secret);
    }
  });
});

test('a crash leaves no memory on the disk', () => {
  const limits = readFileSync(`/proc/${box.program.pid}/limits`, 'utf8');
  expect(limits).toMatch(/Max core file size\s+0\s+0\s/);
});
