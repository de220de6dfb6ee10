import { describe, expect, test } from 'vitest';
import { Browser, type Json } from './harness/client.ts';
import { operations } from './harness/contract.ts';
import { COLLEGE, day, done, GONGYI, line, sandbox, SCHOOL } from './harness/world.ts';

const box = sandbox();
const wrong = { json: { login: COLLEGE, password: 'not the password' } };

function minutesLater(minutes: number): string {
  return new Date(Date.parse(day('03-12')) + minutes * 60_000).toISOString();
}

describe('the session cookie', () => {
  test('is HttpOnly, SameSite=Strict, for the whole site, and new at every sign-in', async () => {
    const answer = await box.visitor.post('/sandbox/session', { json: { account: COLLEGE } });
    const cookie = answer.header('set-cookie') ?? '';
    expect(cookie).toMatch(/^kaoji=[A-Za-z0-9_-]{22,}; /);
    const attributes = cookie.split('; ').slice(1).map((part) => part.toLowerCase());
    expect(attributes).toEqual(expect.arrayContaining(['path=/', 'httponly', 'samesite=strict']));
    expect(cookie.toLowerCase()).not.toMatch(/domain=|expires=|max-age=/);
    const again = await box.visitor.post('/sandbox/session', { json: { account: COLLEGE } });
    expect(again.header('set-cookie')).not.toBe(cookie);
  });

  test('of before the sign-in opens nothing', async () => {
    const browser = new Browser(box.program.port);
    expect((await browser.get('/me', { cookie: 'kaoji=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })).code).toBe('not-authenticated');
    expect((await browser.get('/me', { cookie: 'kaoji=' })).code).toBe('not-authenticated');
    expect((await browser.get('/me')).code).toBe('not-authenticated');
  });

  test('is worth nothing after the sign-out', async () => {
    const clerk = await box.another(COLLEGE);
    done(204, await clerk.delete('/session'));
    expect((await clerk.get('/me')).code).toBe('not-authenticated');
  });

  test('of a signing out leaves other sessions of the account alone', async () => {
    const one = await box.another(COLLEGE);
    const other = await box.another(COLLEGE);
    done(204, await one.delete('/session'));
    expect((await other.get('/me')).status).toBe(200);
  });
});

describe('who is signed in', () => {
  test('me says role, belonging and what the role may ever do', async () => {
    const clerk = done(200, await (await box.as(SCHOOL)).get('/me'));
    expect(clerk.account).toMatchObject({ role: 'institution-clerk', actor: SCHOOL, institution: { code: SCHOOL, bureau: { code: GONGYI } }, bureau: null });
    expect(clerk.acts).toContain('application-submit');
    expect(clerk.acts).not.toContain('application-review');
    const bureau = done(200, await (await box.as(GONGYI)).get('/me'));
    expect(bureau.account).toMatchObject({ role: 'bureau-reviewer', actor: GONGYI, institution: null, bureau: { code: GONGYI } });
    for (const [actor, role] of [['department', 'department-reviewer'], ['office', 'office'], ['system', 'system-administrator'], ['security', 'security-administrator'], ['auditor', 'auditor']] as const) {
      expect(done(200, await (await box.as(actor)).get('/me')).account.role).toBe(role);
    }
  });

  test('every operation but the open ones asks for a session', async () => {
    for (const place of operations.filter((one) => !one.open)) {
      const path = place.path.replaceAll(/\{[^}]+\}/g, '1');
      const ask = place.method === 'GET' ? {} : { json: {} };
      const answer = await box.visitor.send(place.method, path, ask);
      expect([place.id, answer.status, answer.code]).toEqual([place.id, 401, 'not-authenticated']);
    }
  });
});

describe('writes', () => {
  const tries: [string, object, number, string][] = [
    ['no token', { csrf: null }, 403, 'csrf-refused'],
    ['an empty token', { csrf: '' }, 403, 'csrf-refused'],
    ['a made-up token', { csrf: 'A'.repeat(43) }, 403, 'csrf-refused'],
    ['a foreign origin', { origin: 'https://example.org' }, 403, 'csrf-refused'],
    ['a null origin', { origin: 'null' }, 403, 'csrf-refused'],
    ['another port', { origin: 'http://127.0.0.1:1' }, 403, 'csrf-refused'],
    ['a cross-site fetch', { site: 'cross-site' }, 403, 'csrf-refused'],
    ['a same-site fetch', { site: 'same-site' }, 403, 'csrf-refused'],
    ['plain text', { type: 'text/plain' }, 415, 'media-type-unsupported'],
    ['a form', { type: 'application/x-www-form-urlencoded' }, 415, 'media-type-unsupported'],
    ['no content type', { type: null }, 415, 'media-type-unsupported'],
  ];

  test.each(tries)('with %s are refused and change nothing', async (_, change, status, code) => {
    const clerk = await box.as(COLLEGE);
    const before = done(200, await clerk.get('/applications')).total;
    const answer = await clerk.post('/applications', { json: { kind: 'new', lines: [line()] }, ...change });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(done(200, await clerk.get('/applications')).total).toBe(before);
  });

  test("with another session's token are refused", async () => {
    const clerk = await box.as(COLLEGE);
    const other = await box.another(COLLEGE);
    const answer = await clerk.post('/applications', { json: { kind: 'new', lines: [] }, csrf: other.csrf });
    expect(answer.code).toBe('csrf-refused');
  });

  // Every operation that changes something × every way in which it must not come.
  test('every one of them is guarded, and changes nothing', async () => {
    const auditor = await box.as('auditor');
    const other = await box.another('auditor');
    const rows = async () => done(200, await auditor.get('/audit', { query: { limit: 1 } })).total;
    const before = await rows();
    const guarded = operations.filter((one) => one.takesCsrf);
    expect(guarded.length).toBeGreaterThan(50);
    for (const place of guarded) {
      const path = place.path.replaceAll(/\{[^}]+\}/g, '1');
      const answers = [
        await auditor.send(place.method, path, { json: {}, csrf: null }),
        await auditor.send(place.method, path, { json: {}, origin: 'https://example.org' }),
        await auditor.send(place.method, path, { json: {}, site: 'cross-site' }),
        await auditor.send(place.method, path, { json: {}, origin: 'https://example.org', site: 'cross-site' }),
      ];
      expect([place.id, ...answers.map((answer) => answer.code)]).toEqual([place.id, ...Array(4).fill('csrf-refused')]);
      const plain = await auditor.exchange(place.method, path, { raw: '{"a":1}', type: 'text/plain' });
      expect([place.id, plain.status]).toEqual([place.id, 415]);
      // A type that is taken, another session's token: refused as soon as the token is looked at, before anything is done.
      const foreign = await auditor.exchange(place.method, path, { json: {}, csrf: other.csrf, headers: { 'Idempotency-Key': 'foreign-token-key' } });
      expect([place.id, [400, 403, 412, 415, 422, 428].includes(foreign.status)]).toEqual([place.id, true]);
      const read = await auditor.exchange('GET', path, {});
      expect([place.id, [200, 400, 401, 403, 404, 405, 422].includes(read.status)]).toEqual([place.id, true]);
    }
    const after = done(200, await auditor.get('/audit', { query: { limit: 200 } }));
    expect(after.items.slice(0, after.total - before).filter((row: { result: string }) => row.result === 'done').map((row: { act: string }) => row.act).filter((act: string) => !/-export$|-print$|-read$|-list$/.test(act))).toEqual([]);
    expect((await auditor.get('/me')).status).toBe(200);
  });

  test('of the same origin need no Origin header from a program that sends Sec-Fetch-Site', async () => {
    const clerk = await box.as(COLLEGE);
    expect((await clerk.post('/applications/check', { json: { kind: 'new', lines: [] }, origin: null })).status).toBe(200);
  });

  test('signing in across sites is refused', async () => {
    const answer = await box.visitor.post('/session', { ...wrong, origin: 'https://example.org', site: 'cross-site' });
    expect(answer.code).toBe('csrf-refused');
  });
});

describe('a failed sign-in', () => {
  test('says the same of an unknown login and of a wrong password', async () => {
    const known = await box.visitor.post('/session', wrong);
    const unknown = await box.visitor.post('/session', { json: { login: 'nobody-here', password: 'not the password' } });
    const shown = (answer: typeof known) => ({ ...answer.json, request_id: '' });
    expect(known.status).toBe(401);
    expect(known.code).toBe('login-failed');
    expect(shown(known)).toEqual(shown(unknown));
    expect(known.header('set-cookie')).toBeUndefined();
  });

  test('locks the login for 15 minutes after five of them, known or not, and leaves sessions alive', async () => {
    await box.at(day('03-12'));
    const clerk = await box.as(SCHOOL);
    for (const login of [SCHOOL, 'nobody-at-all']) {
      const tries = [];
      for (let i = 0; i < 6; ++i) tries.push(await box.visitor.post('/session', { json: { login, password: `guess ${i}` } }));
      expect(tries.slice(0, 5).map((answer) => answer.code)).toEqual(Array(5).fill('login-failed'));
      expect([tries[5]?.status, tries[5]?.code]).toEqual([429, 'login-locked']);
      expect(Number(tries[5]?.header('retry-after'))).toBeGreaterThan(14 * 60);
    }
    expect((await clerk.get('/me')).status).toBe(200);
    await box.at(minutesLater(16));
    expect((await box.visitor.post('/session', { json: { login: SCHOOL, password: 'guess' } })).code).toBe('login-failed');
  });

  test('counts failures of a login however it is written', async () => {
    await box.at(day('03-13'));
    for (let i = 0; i < 5; ++i) await box.visitor.post('/session', { json: { login: 'Auditor', password: `guess ${i}` } });
    const answer = await box.visitor.post('/session', { json: { login: 'ａｕｄｉｔｏｒ', password: 'guess' } });
    expect(answer.code).toBe('login-locked');
  });
});

describe('a session ends', () => {
  // Without a session of its own: whoever moves the clock takes their session along.
  const later = async (minutes: number) => done(200, await box.visitor.put('/sandbox/clock', { json: { now: minutesLater(minutes), running: false } }));
  /** Asks, and waits until that is written down: no answer waits for the last-seen instant of its session. */
  const seen = async (clerk: Browser) => {
    const { server_time: now } = done(200, await clerk.get('/me'));
    const written = async () => done(200, await clerk.get('/me/sessions')).sessions.find((one: Json) => one.current).seen_at === now;
    while (!(await written()));
  };

  test('after half an hour of nothing', async () => {
    await box.at(day('03-12'));
    const clerk = await box.another(COLLEGE);
    for (const minutes of [29, 58]) {
      await later(minutes);
      await seen(clerk);
    }
    await later(58 + 31);
    expect((await clerk.get('/me')).code).toBe('not-authenticated');
  });

  test('after twelve hours whatever happens', async () => {
    await box.at(day('03-12'));
    const clerk = await box.another(COLLEGE);
    for (let minutes = 29; minutes <= 12 * 60; minutes += 29) {
      await later(minutes);
      await seen(clerk);
    }
    await later(12 * 60 + 1);
    expect((await clerk.get('/me')).code).toBe('not-authenticated');
  });

  test('but not of whoever moves the clock', async () => {
    await box.at(day('03-12'));
    const clerk = await box.another(COLLEGE);
    const other = await box.another(COLLEGE);
    done(200, await clerk.put('/sandbox/clock', { json: { now: day('09-12'), running: false } }));
    expect((await clerk.get('/me')).status).toBe(200);
    expect((await other.get('/me')).status).toBe(401);
  });
});
