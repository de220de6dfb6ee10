import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from './harness/authenticator.ts';
import { Browser } from './harness/client.ts';
import { Program } from './harness/program.ts';
import { COLLEGE, done, world } from './harness/world.ts';

// A sandbox under the graded profile, whose clock can be moved by 91 days; its clerks need codes too.

const FIRST = 'vK7mqpzlw2qr';
let program: Program;
let clerk: Person;

function set(...lines: string[]): void {
  writeFileSync(join(program.data, 'kaoji.toml'), ['[sign_in]', ...lines, ''].join('\n'));
}

async function moveClock(now: string): Promise<void> {
  done(200, await new Browser(program.port).put('/sandbox/clock', { json: { now, running: false } }));
}

beforeAll(async () => {
  program = await Program.start();
  await program.halt();
  set('password_profile = "djbh"', 'clerks_second_factor = "required"');
  await program.launch();
  done(201, await new Browser(program.port).post('/sandbox/world', { json: world() }));
  const system = await new Browser(program.port).signInAs('system');
  const wish = { login: 'clerk1', name: '演练经办', role: 'institution-clerk', institution: COLLEGE };
  const { first_secret } = done(201, await system.post('/accounts', { json: wish }));
  clerk = new Person(program.port, 'clerk1');
  const browser = await clerk.signIn(first_secret);
  for (const [password, code] of [['vK7mqpzlw2q', 'password-weak'], ['vk7mqpzlw2qr', 'password-weak'], [`${COLLEGE} Vk 7mqp`, 'password-context']]) {
    expect((await browser.post('/me/password', { json: { current: 'x', new: password } })).code).toBe(code);
  }
  done(200, await browser.post('/me/password', { json: { current: 'x', new: FIRST } }));
});

afterAll(async () => {
  await program.remove();
});

describe('the graded profile', () => {
  test('asks clerks for a code where the installation says so', async () => {
    expect((await clerk.password(FIRST)).answer.next).toBe('totp');
  });

  test('lets a password live for 90 days; on day 91 only changing it works', async () => {
    await moveClock('2026-06-10T09:00:00+08:00');
    const before = await clerk.signIn(FIRST);
    expect((await before.get('/plans')).status).toBe(200);
    await moveClock('2026-06-11T10:00:00+08:00');
    const browser = await clerk.signIn(FIRST);
    expect(done(200, await browser.get('/me'))).toMatchObject({ must_change_password: true, password_expired: true });
    for (const path of ['/plans', '/applications', '/me/sessions']) expect((await browser.get(path)).code).toBe('password-change-required');
    expect((await browser.post('/applications', { json: { kind: 'new', lines: [] } })).code).toBe('password-change-required');
    const same = await browser.post('/me/password', { json: { current: FIRST, new: FIRST } });
    expect([same.status, same.code]).toEqual([422, 'password-reused']);
    const changed = await browser.post('/me/password', { json: { current: FIRST, new: `${FIRST}S` } });
    expect(done(200, changed)).toMatchObject({ must_change_password: false, password_expired: false });
    browser.keep(changed);
    expect((await browser.get('/plans')).status).toBe(200);
  });

  test('takes a password again only after four others', async () => {
    let browser = await clerk.signIn(`${FIRST}S`);
    let last = `${FIRST}S`;
    for (const next of ['A', 'B', 'C'].map((letter) => `${FIRST}${letter}`)) {
      const answer = await browser.post('/me/password', { json: { current: last, new: next } });
      done(200, answer);
      browser.keep(answer);
      last = next;
    }
    expect((await browser.post('/me/password', { json: { current: last, new: FIRST } })).code).toBe('password-reused');
    const fifth = await browser.post('/me/password', { json: { current: last, new: `${FIRST}D` } });
    done(200, fifth);
    browser.keep(fifth);
    done(200, await browser.post('/me/password', { json: { current: `${FIRST}D`, new: FIRST } }));
    browser = await clerk.signIn(FIRST);
    expect((await browser.get('/me')).status).toBe(200);
  });

  test('throttles an address whatever logins it names', async () => {
    await program.halt();
    set('failures_per_address = 3');
    await program.launch();
    const inside = await clerk.signIn(FIRST);
    for (let i = 0; i < 3; ++i) {
      const answer = await new Browser(program.port).post('/session', { json: { login: `nobody${i}`, password: 'x' } });
      expect(answer.code).toBe('login-failed');
    }
    const held = await new Browser(program.port).post('/session', { json: { login: 'clerk1', password: FIRST } });
    expect([held.status, held.code]).toEqual([429, 'rate-limited']);
    expect(Number(held.header('retry-after'))).toBeGreaterThan(0);
    expect((await inside.get('/me')).status).toBe(200);
  });
});
