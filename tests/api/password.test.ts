import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './harness/client.ts';
import { lastLine, Program } from './harness/program.ts';
import { done } from './harness/world.ts';

// An installation without a sandbox: accounts with passwords, and no way to move the clock.

const CHOSEN = '梧桐树下的三只松鼠 and 2 owls';
let program: Program;
const secrets = { sysadmin: '', auditor: '' };

beforeAll(async () => {
  const installed = await Program.install();
  program = installed.program;
  secrets.sysadmin = installed.secret;
  secrets.auditor = lastLine(await program.command('user', 'add', 'auditor1', '--name', '审计员', '--role', 'auditor'));
  await program.launch();
});

afterAll(async () => {
  try {
    await program.halt();
    await program.doctor();
  } finally {
    await program.remove();
  }
});

const browser = () => new Browser(program.port);
let person: Browser; // the administrator's, signed in with the first secret

async function signIn(login: string, password: string): Promise<Browser> {
  const person = browser();
  const answer = await person.post('/session', { json: { login, password } });
  if (answer.status === 200) person.keep(answer);
  return person;
}

async function codeOf(login: string, password: string): Promise<string | null> {
  return (await browser().post('/session', { json: { login, password } })).code;
}

describe('an installation', () => {
  test('has nothing of the sandbox', async () => {
    const asks: [string, string, object][] = [
      ['GET', '/sandbox', {}],
      ['POST', '/sandbox/session', { json: { account: 'sysadmin' } }],
      ['PUT', '/sandbox/clock', { json: { now: '2026-03-12T10:00:00+08:00', running: false } }],
      ['POST', '/sandbox/world', { json: { policy: 'x', now: '2026-03-12T10:00:00+08:00' } }],
    ];
    for (const [method, path, ask] of asks) {
      const answer = await browser().send(method, path, ask);
      expect([path, answer.status, answer.code]).toEqual([path, 404, 'not-found']);
    }
  });

  test('has no account that anybody could guess', async () => {
    for (const [login, password] of [['sysadmin', 'sysadmin'], ['admin', 'admin'], ['sysadmin', 'x']] as const) {
      expect(await codeOf(login, password)).toBe('login-failed');
    }
  });
});

describe('a first secret', () => {
  test('signs in, and then only lets the password be chosen', async () => {
    person = browser();
    const answer = await browser().post('/session', { json: { login: 'sysadmin', password: secrets.sysadmin } });
    const cookie = answer.header('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-kaoji=/);
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']));
    expect(answer.header('strict-transport-security')).toMatch(/max-age=\d+/);
    person.keep(answer);
    expect(person.me).toMatchObject({ sandbox: false, must_change_password: true, account: { role: 'system-administrator' } });
    expect((await person.get('/certificates')).status).toBe(403);
    expect((await person.get('/me')).status).toBe(200);
  });

  test('is used up by signing in', async () => {
    const again = await browser().post('/session', { json: { login: 'sysadmin', password: secrets.sysadmin } });
    expect([again.status, again.code]).toEqual([410, 'secret-used']);
  });

  test('gives way to a password of one’s own, which ends the session', async () => {
    for (const password of ['short', 'password1password1', 'sysadmin and his cat 2026', '123456789012345']) {
      const refused = await person.post('/me/password', { json: { current: secrets.sysadmin, new: password } });
      expect([password, refused.status, refused.code]).toEqual([password, 422, 'password-weak']);
    }
    const changed = await person.post('/me/password', { json: { current: secrets.sysadmin, new: CHOSEN } });
    expect(done(200, changed).must_change_password).toBe(false);
    const old = person.cookie;
    person.keep(changed);
    expect(person.cookie).not.toBe(old);
    expect((await person.get('/certificates')).status).toBe(200);
    expect((await person.get('/me', { cookie: old })).status).toBe(401);
  });

  test('and then the password signs in, whatever the case of the login', async () => {
    expect(await codeOf('sysadmin', CHOSEN)).toBeNull();
    expect(await codeOf('SysAdmin', CHOSEN)).toBeNull();
    expect(await codeOf('sysadmin', CHOSEN.slice(0, -1))).toBe('login-failed');
    expect(await codeOf('sysadmin', `${CHOSEN} `)).toBe('login-failed');
  });
});

describe('a password', () => {
  test('of 128 characters counts to its last one', async () => {
    const long = '长'.repeat(100) + 'q7w-e2r-t9y-u4i-o8p-a3s-d5-1';
    const auditor = await signIn('auditor1', secrets.auditor);
    done(200, await auditor.post('/me/password', { json: { current: secrets.auditor, new: long } }));
    expect(await codeOf('auditor1', long)).toBeNull();
    expect(await codeOf('auditor1', `${long.slice(0, -1)}2`)).toBe('login-failed');
    expect((await browser().post('/session', { json: { login: 'auditor1', password: `${long}x` } })).status).toBe(422);
  });

  test('changes only against the one before, and ends the other sessions', async () => {
    const one = await signIn('sysadmin', CHOSEN);
    const other = await signIn('sysadmin', CHOSEN);
    expect((await one.post('/me/password', { json: { current: 'wrong', new: `${CHOSEN}!` } })).code).toBe('login-failed');
    done(200, await one.post('/me/password', { json: { current: CHOSEN, new: `${CHOSEN}!` } }));
    expect((await other.get('/me')).status).toBe(401);
    expect(await codeOf('sysadmin', CHOSEN)).toBe('login-failed');
    const again = await signIn('sysadmin', `${CHOSEN}!`);
    done(200, await again.post('/me/password', { json: { current: `${CHOSEN}!`, new: CHOSEN } }));
  });

  test('guessed wrongly five times locks the login, not the sessions', async () => {
    const inside = await signIn('sysadmin', CHOSEN);
    for (let i = 0; i < 5; ++i) await codeOf('sysadmin', `guess ${i}`);
    const locked = await browser().post('/session', { json: { login: 'sysadmin', password: CHOSEN } });
    expect([locked.status, locked.code]).toEqual([429, 'login-locked']);
    expect(Number(locked.header('retry-after'))).toBeGreaterThan(0);
    expect((await inside.get('/me')).status).toBe(200);
  });

  test('reads as long for an unknown login as for a known one', async () => {
    const time = async (login: string) => {
      const begun = performance.now();
      await codeOf(login, 'not the password');
      return performance.now() - begun;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; ++i) {
      known.push(await time('auditor1'));
      unknown.push(await time('nobody-here'));
    }
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(Math.max(15, 0.5 * median(known)));
  });
});

describe('an account that is disabled', () => {
  test('loses its sessions at once', async () => {
    await program.halt();
    const secret = lastLine(await program.command('user', 'add', 'office1', '--name', '省推进办', '--role', 'office'));
    await program.launch();
    const officer = await signIn('office1', secret);
    expect((await officer.get('/me')).status).toBe(200);
    await program.halt();
    await program.command('user', 'disable', 'office1');
    await program.launch();
    expect((await officer.get('/me')).status).toBe(401);
    expect(await codeOf('office1', secret)).toBe('login-failed');
  });
});
