import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf as totp, Person } from './harness/authenticator.ts';
import { Browser, type Json } from './harness/client.ts';
import { lastLine, Program } from './harness/program.ts';
import { done } from './harness/world.ts';

// An installation without a sandbox: accounts with passwords, and no way to move the clock.

const CHOSEN = '梧桐树下的三只松鼠 and 2 owls';
const LONG = '长'.repeat(100) + 'q7w-e2r-t9y-u4i-o8p-a3s-d5-1';
let program: Program;
const secrets = { sysadmin: '', auditor: '', other_auditor: '' };
let others: Map<string, string>;

beforeAll(async () => {
  const installed = await Program.install();
  program = installed.program;
  secrets.sysadmin = installed.secrets.get('sysadmin') ?? '';
  others = installed.secrets;
  secrets.auditor = lastLine(await program.command('user', 'add', 'auditor1', '--name', '审计员', '--role', 'auditor'));
  secrets.other_auditor = lastLine(await program.command('user', 'add', 'auditor2', '--name', '审计员乙', '--role', 'auditor'));
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

const people = new Map<string, Person>();
/** Signs in to the end, second step included. */
function signIn(login: string, password: string): Promise<Browser> {
  const known = people.get(login) ?? new Person(program.port, login);
  people.set(login, known);
  return known.signIn(password);
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
  test('signs in as far as the second factor, and then only lets the password be chosen', async () => {
    const answer = await browser().post('/session', { json: { login: 'sysadmin', password: secrets.sysadmin } });
    const cookie = answer.header('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-kaoji=/);
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']));
    expect(answer.header('strict-transport-security')).toMatch(/max-age=\d+/);
    expect(done(200, answer)).toMatchObject({ next: 'enrol' });
    person = browser();
    person.keep(answer);
    expect((await person.get('/me')).code).toBe('not-authenticated');
    expect((await person.post('/session/second-factor', { json: { code: '123456' } })).code).toBe('not-authenticated');
    expect((await person.put('/me/second-factor', { json: { code: '123456' } })).code).toBe('factor-wrong');
    const begun = person.cookie;
    const sysadmin = new Person(program.port, 'sysadmin');
    people.set('sysadmin', sysadmin);
    await sysadmin.enrol(person);
    expect((await person.get('/me', { cookie: begun })).status).toBe(401);
    expect(person.me).toMatchObject({ sandbox: false, must_change_password: true, second_factor: true, account: { role: 'system-administrator' } });
    expect((await person.get('/certificates')).code).toBe('password-change-required');
    expect((await person.get('/me')).status).toBe(200);
  });

  test('is used up by signing in', async () => {
    const again = await browser().post('/session', { json: { login: 'sysadmin', password: secrets.sysadmin } });
    expect([again.status, again.code]).toEqual([410, 'secret-used']);
  });

  test('gives way to a password of one’s own, which ends the session', async () => {
    const bad = [['short', 'password-weak'], ['password1password1', 'password-weak'], ['123456789012345', 'password-weak'], ['sysadmin and his cat 2026', 'password-context'], ['Henan1X@2026', 'password-context']];
    for (const [password, code] of bad) {
      const refused = await person.post('/me/password', { json: { current: secrets.sysadmin, new: password } });
      expect([password, refused.status, refused.code]).toEqual([password, 422, code]);
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
    const auditor = await signIn('auditor1', secrets.auditor);
    done(200, await auditor.post('/me/password', { json: { current: secrets.auditor, new: LONG } }));
    expect(await codeOf('auditor1', LONG)).toBeNull();
    expect(await codeOf('auditor1', `${LONG.slice(0, -1)}2`)).toBe('login-failed');
    expect((await browser().post('/session', { json: { login: 'auditor1', password: `${LONG}x` } })).status).toBe(422);
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

describe('the second step', () => {
  let office: Person;
  let secret = '';
  beforeAll(async () => {
    await program.halt();
    secret = lastLine(await program.command('user', 'add', 'office2', '--name', '省推进办', '--role', 'office'));
    await program.launch();
    office = new Person(program.port, 'office2');
    const officer = await office.signIn(secret);
    officer.keep(await officer.post('/me/password', { json: { current: secret, new: CHOSEN } }));
  });

  test('after a right password alone, nothing else is open', async () => {
    const { browser: half, answer } = await office.password(CHOSEN);
    expect(answer.next).toBe('totp');
    for (const path of ['/me', '/plans', '/me/sessions', '/me/second-factor']) expect([path, (await half.get(path)).code]).toEqual([path, 'not-authenticated']);
    // Nor may whoever has the password alone put an authenticator of their own in the place of the holder's.
    expect((await half.post('/me/second-factor/enrolment')).code).toBe('not-authenticated');
    expect((await half.post('/me/password', { json: { current: CHOSEN, new: `${CHOSEN}!` } })).code).toBe('not-authenticated');
  });

  test('takes a code once, and gives a new session', async () => {
    const { browser: half } = await office.password(CHOSEN);
    const begun = half.cookie;
    const code = totp(office.secret, 1);
    const proved = await half.post('/session/second-factor', { json: { code } });
    expect(done(200, proved).account.login).toBe('office2');
    half.keep(proved);
    expect(half.cookie).not.toBe(begun);
    expect((await half.get('/me', { cookie: begun })).status).toBe(401);
    expect((await half.get('/plans')).status).toBe(200);
    const { browser: again } = await office.password(CHOSEN);
    expect((await again.post('/session/second-factor', { json: { code } })).code).toBe('factor-wrong');
  });

  test('a recovery code works once', async () => {
    const code = office.recoveryCodes.pop();
    const { browser: one } = await office.password(CHOSEN);
    done(200, await one.post('/session/second-factor', { json: { code: code?.toLowerCase() } }));
    const { browser: two } = await office.password(CHOSEN);
    expect((await two.post('/session/second-factor', { json: { code } })).code).toBe('factor-wrong');
  });

  test('sessions are listed to their holder, who ends them', async () => {
    const one = await office.signIn(CHOSEN);
    const two = await office.signIn(CHOSEN);
    const rows = done(200, await one.get('/me/sessions')).sessions;
    const other = rows.find((row: { current: boolean }) => !row.current);
    expect(other).toMatchObject({ address: '127.0.0.1' });
    for (const row of rows.filter((each: { current: boolean }) => !each.current)) done(204, await one.delete(`/me/sessions/${row.id}`));
    expect((await two.get('/me')).status).toBe(401);
    expect((await one.delete('/me/sessions/0123456789abcdef')).code).toBe('not-yours');
    expect((await one.get('/me')).status).toBe(200);
  });

  test('the security administrator takes another’s second factor away, not their own; that ends the sessions', async () => {
    const security = new Person(program.port, 'secadmin');
    const admin = await security.signIn(others.get('secadmin') ?? '');
    admin.keep(await admin.post('/me/password', { json: { current: 'x', new: CHOSEN } }));
    const inside = await office.signIn(CHOSEN);
    expect((await admin.delete('/accounts/secadmin/second-factor')).code).toBe('own-account');
    expect(done(200, await admin.delete('/accounts/office2/second-factor')).second_factor).toBe(false);
    expect((await inside.get('/me')).status).toBe(401);
    expect((await office.password(CHOSEN)).answer.next).toBe('enrol');
    // No account of one of the three administrators becomes another's.
    const grant = await admin.put('/accounts/auditadmin', { json: { name: '审计', role: 'system-administrator' } });
    expect([grant.status, grant.code]).toEqual([409, 'administrators-apart']);
    expect((await admin.post('/accounts', { json: { login: 'other9', name: '甲', role: 'office' } })).code).toBe('not-yours');
  });
});

describe('a fresh factor', () => {
  test('is asked for after its time; proved, the same request goes through under the same key', async () => {
    await program.halt();
    const settings = join(program.data, 'kaoji.toml');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('fresh_seconds = 300', 'fresh_seconds = 1'));
    await program.launch();
    const admin = people.get('secadmin') ?? new Person(program.port, 'secadmin');
    await program.halt();
    await program.command('user', 'reset-factor', 'secadmin');
    await program.launch();
    const browser = await admin.signIn(CHOSEN);
    await new Promise((later) => setTimeout(later, 1200));
    const key = randomUUID();
    const ask = { json: { name: '推进办', role: 'office' }, key };
    const stale = await browser.put('/accounts/office2', ask);
    expect([stale.status, stale.code]).toEqual([403, 'factor-stale']);
    // It names the installation's own span, and leaves its row.
    expect(JSON.stringify(stale.json)).toContain('1 秒内');
    const auditor = await signIn('auditor2', secrets.other_auditor);
    auditor.keep(await auditor.post('/me/password', { json: { current: secrets.other_auditor, new: LONG } }));
    const trail = done(200, await auditor.get('/audit', { query: { actor: 'secadmin', result: 'denied' } }));
    expect(trail.items.filter((row: Json) => row.code === 'factor-stale')).toHaveLength(1);
    expect((await browser.post('/me/proof', { json: { password: 'wrong' } })).code).toBe('login-failed');
    expect((await browser.post('/me/proof', { json: {} })).status).toBe(422);
    done(204, await browser.post('/me/proof', { json: { password: CHOSEN } }));
    done(200, await browser.put('/accounts/office2', ask));
    expect(done(200, await browser.get('/me/second-factor'))).toMatchObject({ enrolled: true, required: true, recovery_codes_left: 10 });
    done(204, await browser.post('/me/proof', { json: { code: admin.recoveryCodes.pop() } }));
    expect(done(200, await browser.get('/me/second-factor')).recovery_codes_left).toBe(9);
    const renewed = done(200, await browser.post('/me/second-factor/recovery-codes')).recovery_codes;
    expect([renewed.length, renewed.includes(admin.recoveryCodes[0])]).toEqual([10, false]);
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

describe('within a session', () => {
  test('a password is no easier to guess: each wrong one counts and leaves its row, and the right one waits', async () => {
    const auditor = await signIn('auditor2', LONG);
    const tried = async (current: string) => (await auditor.post('/me/password', { json: { current, new: `${CHOSEN} 3` } })).code;
    for (let i = 0; i < 5; ++i) expect(await tried(`guess ${i}`)).toBe('login-failed');
    expect(await tried(LONG)).toBe('login-locked');
    const rows = done(200, await auditor.get('/audit', { query: { act: 'factor-prove', actor: 'auditor2', result: 'denied' } }));
    expect(rows.total).toBe(6);
    expect(await codeOf('auditor2', LONG)).toBe('login-locked');
  });
});
