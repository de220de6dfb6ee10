import { describe, expect, test } from 'vitest';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Person } from './harness/authenticator.ts';
import { type Browser, type Json } from './harness/client.ts';
import { COLLEGE, day, done, GONGYI, line, sandbox, SCHOOL, UNREGISTERED, WEB, ZHENGZHOU } from './harness/world.ts';

const box = sandbox();
const OWN_WORDS = '梧桐树下的三只松鼠 and 2 owls';

async function system(method: 'post' | 'put', path: string, json?: Json, key?: string) {
  return (await box.as('system'))[method](path, { json, key });
}
const add = (login: string, more: Json) => system('post', '/accounts', { login, name: '演练人员', role: 'office', ...more });

async function security(method: 'put' | 'delete', path: string, json?: Json) {
  return (await box.as('security'))[method](path, { json });
}

const people = new Map<string, Person>();
/** Signs in with a login and a secret or password, second step included. */
function enter(login: string, password: string): Promise<Browser> {
  const person = people.get(login) ?? new Person(box.program.port, login);
  people.set(login, person);
  return person.signIn(password);
}

describe('accounts', () => {
  test('a new account signs in with its first secret, once, and chooses a password', async () => {
    const { first_secret, until, account } = done(201, await add('clerk1', { role: 'institution-clerk', institution: SCHOOL }));
    expect(account).toMatchObject({ login: 'clerk1', waits: true, disabled: false, institution: { code: SCHOOL } });
    expect(until).toBe('2026-03-13T10:00:00+08:00');
    const clerk = await enter('clerk1', first_secret);
    expect(clerk.me.must_change_password).toBe(true);
    expect((await clerk.get('/plans')).code).toBe('password-change-required');
    clerk.keep(await clerk.post('/me/password', { json: { current: first_secret, new: OWN_WORDS } }));
    expect(done(200, await clerk.get('/plans')).total).toBe(1);
    const again = await box.visitor.post('/session', { json: { login: 'clerk1', password: first_secret } });
    expect(again.status).toBe(401);
    const listed = done(200, await (await box.as('system')).get('/accounts', { query: { q: 'clerk1' } })).items[0];
    expect(listed).toMatchObject({ waits: false, first_secret_until: null });
  });

  test('the secret goes out once: a repeated request tells the truth without it, and nothing on disk holds it', async () => {
    const key = randomUUID();
    const wish = { login: 'clerk2', name: '演练人员', role: 'auditor' };
    const first = await system('post', '/accounts', wish, key);
    const { first_secret } = done(201, first);
    const again = await system('post', '/accounts', wish, key);
    expect(again.header('idempotency-replayed')).toBe('true');
    expect(done(201, again)).toEqual({ ...first.json, first_secret: null });
    const reset = await system('post', '/accounts/clerk2/first-secret');
    const second = done(201, reset).first_secret;
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { object: 'account/clerk2', limit: 50 } })).items;
    expect(rows.map((row: Json) => row.act)).toEqual(expect.arrayContaining(['account-add', 'account-reset']));
    for (const secret of [first_secret, second]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
      for (const file of readdirSync(box.program.data).filter((name) => /^kaoji\.db/.test(name))) {
        expect(readFileSync(join(box.program.data, file)).includes(secret)).toBe(false);
      }
    }
    // The new secret took the place of the one before.
    expect((await box.visitor.post('/session', { json: { login: 'clerk2', password: first_secret } })).code).toBe('secret-used');
    expect((await enter('clerk2', second)).me.account.role).toBe('auditor');
  });

  const refused: [string, Json, number, string, string][] = [
    ['a login that is taken', { login: 'department' }, 409, 'already-exists', 'login'],
    ['a login of two letters', { login: 'ab' }, 422, 'field-invalid', 'login'],
    ['a login with a blank', { login: 'a b c' }, 422, 'field-invalid', 'login'],
    ['a clerk of no institution', { role: 'institution-clerk' }, 422, 'field-invalid', 'institution'],
    ['a clerk of an unknown institution', { role: 'institution-clerk', institution: 'Q999' }, 422, 'field-invalid', 'institution'],
    ['a reviewer of an unknown bureau', { role: 'bureau-reviewer', bureau: '999999' }, 422, 'field-invalid', 'bureau'],
    ['an office account of a bureau', { bureau: GONGYI }, 422, 'field-invalid', 'bureau'],
    ['an unknown role', { role: 'owner' }, 422, 'field-invalid', 'role'],
  ];
  test.each(refused)('%s is refused', async (_, more, status, code, field) => {
    const answer = await add('fresh1', more);
    expect([answer.status, answer.code, answer.json.field]).toEqual([status, code, field]);
    expect(done(200, await (await box.as('system')).get('/accounts', { query: { q: 'fresh1' } })).total).toBe(0);
  });

  test('logins are compared after NFKC and case folding', async () => {
    done(201, await add('Ｆｕｌｌ１', {}));
    expect((await add('FULL1', {})).code).toBe('already-exists');
  });

  test('disabling ends the session at once; enabling lets in again', async () => {
    const { first_secret } = done(201, await add('office2', {}));
    const officer = await enter('office2', first_secret);
    officer.keep(await officer.post('/me/password', { json: { current: first_secret, new: OWN_WORDS } }));
    done(200, await officer.get('/me'));
    done(200, await system('put', '/accounts/office2/disabled', { disabled: true }));
    expect((await officer.get('/me')).status).toBe(401);
    expect((await officer.put('/platform', { json: { open: false } })).status).toBe(401);
    expect((await box.visitor.post('/session', { json: { login: 'office2', password: OWN_WORDS } })).code).toBe('login-failed');
    done(200, await system('put', '/accounts/office2/disabled', { disabled: false }));
    expect((await enter('office2', OWN_WORDS)).me.account.login).toBe('office2');
  });

  test('another role or belonging ends the session; another name does not', async () => {
    const { first_secret } = done(201, await add('bureau2', { role: 'bureau-reviewer', bureau: GONGYI }));
    const reviewer = await enter('bureau2', first_secret);
    done(200, await security('put', '/accounts/bureau2', { name: '演练复核', role: 'bureau-reviewer', bureau: GONGYI }));
    expect(done(200, await reviewer.get('/me')).account.name).toBe('演练复核');
    done(200, await security('put', '/accounts/bureau2', { name: '演练复核', role: 'bureau-reviewer', bureau: ZHENGZHOU }));
    expect((await reviewer.get('/me')).status).toBe(401);
  });

  test('nobody administers the account that he acts with', async () => {
    const own: [string, 'put' | 'post', Json | undefined][] = [
      ['/accounts/system/disabled', 'put', { disabled: true }],
      ['/accounts/system/first-secret', 'post', undefined],
    ];
    for (const [path, method, json] of own) expect((await system(method, path, json)).code).toBe('own-account');
    expect(done(200, await (await box.as('system')).get('/me')).account.role).toBe('system-administrator');
    const trail = done(200, await (await box.as('auditor')).get('/audit', { query: { object: 'account/system', result: 'refused' } }));
    expect(trail.items.map((row: Json) => row.code)).toEqual(['own-account', 'own-account']);
    expect((await security('put', '/accounts/security', { name: '我', role: 'office' })).code).toBe('own-account');
    expect((await security('delete', '/accounts/security/second-factor')).code).toBe('own-account');
  });

  test('two administrators who disable each other at once: one is left', async () => {
    const { first_secret } = done(201, await add('system2', { role: 'system-administrator' }));
    const second = await enter('system2', first_secret);
    second.keep(await second.post('/me/password', { json: { current: first_secret, new: OWN_WORDS } }));
    const first = await box.another('system');
    const answers = await Promise.all([
      first.put('/accounts/system2/disabled', { json: { disabled: true } }),
      second.put('/accounts/system/disabled', { json: { disabled: true } }),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const left = answers[0]?.status === 200 ? first : second;
    const all = done(200, await left.get('/accounts', { query: { role: 'system-administrator', disabled: false } }));
    expect(all.items.map((row: Json) => row.login)).toEqual([left === first ? 'system' : 'system2']);
    if (left === second) done(200, await second.put('/accounts/system/disabled', { json: { disabled: false } }));
  });
});

describe('institutions', () => {
  const put = async (code: string, json: Json, ifMatch?: number) => {
    const office = await box.as('office');
    const { version } = done(200, await office.get(`/institutions/${code}`));
    return office.put(`/institutions/${code}`, { json, ifMatch: ifMatch ?? version });
  };
  const school = { code: SCHOOL, name: '演练巩义中专', kind: 'local-secondary', bureau: GONGYI };

  test('a dry run says what would be, and does nothing', async () => {
    const office = await box.as('office');
    const wish = { code: 'N1', name: '演练新校', kind: 'higher-vocational', dry_run: true };
    expect(done(200, await office.post('/institutions', { json: wish, key: null }))).toMatchObject({ code: 'N1', live: 0 });
    expect((await office.get('/institutions/N1')).status).toBe(404);
    expect(done(200, await put(SCHOOL, { ...school, name: '演练巩义职专', dry_run: true })).name).toBe('演练巩义职专');
    expect(done(200, await office.get(`/institutions/${SCHOOL}`)).name).toBe('演练巩义中专');
  });

  test('a changed name keeps the old one with its last day', async () => {
    await box.at(day('03-12', '11:00:00'));
    const changed = done(200, await put(UNREGISTERED, { code: UNREGISTERED, name: '演练省属职专', kind: 'provincial-secondary' }));
    expect(changed).toMatchObject({ name: '演练省属职专', former_names: [{ name: '演练省属中专', until: '2026-03-12' }] });
  });

  const refused: [string, Json, number, string, string][] = [
    ['a code that is taken', { code: COLLEGE }, 409, 'already-exists', 'code'],
    ['a name that is taken', { name: '演练职业学院' }, 409, 'already-exists', 'name'],
    ['a local school without a bureau', { kind: 'local-secondary' }, 422, 'field-invalid', 'bureau'],
    ['a college with a bureau', { bureau: GONGYI }, 422, 'field-invalid', 'bureau'],
    ['an unknown bureau', { kind: 'local-secondary', bureau: '999999' }, 422, 'field-invalid', 'bureau'],
    ['a code with a slash', { code: 'a/b' }, 422, 'field-invalid', 'code'],
    ['a blank name', { name: '  ' }, 422, 'field-invalid', 'name'],
  ];
  test.each(refused)('%s is refused, dry run or not', async (_, more, status, code, field) => {
    for (const dry_run of [true, false]) {
      const json = { code: 'N2', name: '演练又一校', kind: 'higher-vocational', dry_run, ...more };
      const answer = await (await box.as('office')).post('/institutions', { json });
      expect([answer.status, answer.code, answer.json.field]).toEqual([status, code, field]);
    }
  });

  test('kind and bureau stay while an application awaits; the name may change', async () => {
    const { id } = await box.submit(SCHOOL, 'new', [line()]);
    for (const more of [{ bureau: ZHENGZHOU }, { kind: 'provincial-secondary', bureau: null }]) {
      const answer = await put(SCHOOL, { ...school, ...more });
      expect([answer.status, answer.code]).toEqual([409, 'pending-application']);
    }
    done(200, await put(SCHOOL, { ...school, name: '演练巩义职专' }));
    expect((await box.read(id)).awaits.actor).toBe(GONGYI);
    done(200, await (await box.as(SCHOOL)).post(`/applications/${id}/withdrawal`, { json: {} }));
    done(200, await put(SCHOOL, { ...school, bureau: ZHENGZHOU }));
    expect((await (await box.as(GONGYI)).get(`/institutions/${SCHOOL}`)).status).toBe(404);
    done(200, await (await box.as(ZHENGZHOU)).get(`/institutions/${SCHOOL}`));
  });

  test('of two who change it, the second is told who was first and when', async () => {
    await box.at(day('03-12', '14:00:00'));
    const office = await box.as('office');
    const wish = { code: 'N3', name: '演练三校', kind: 'higher-vocational' };
    const made = await office.post('/institutions', { json: wish });
    expect([made.etag, done(201, made)]).toEqual(['"1"', expect.objectContaining({ version: 1, changed_at: null, changed_by: null })]);
    const other = await box.another('office');
    const first = await other.put('/institutions/N3', { json: { ...wish, name: '演练三校东区' }, ifMatch: 1 });
    expect([first.status, first.etag]).toEqual([200, '"2"']);
    for (const dry_run of [true, false]) {
      const second = await office.put('/institutions/N3', { json: { ...wish, name: '演练三校西区', dry_run }, ifMatch: 1 });
      expect([second.status, second.code, second.etag]).toEqual([412, 'version-stale', '"2"']);
    }
    const now = await office.get('/institutions/N3');
    expect([now.etag, done(200, now)]).toEqual(['"2"', expect.objectContaining({ name: '演练三校东区', changed_by: '省推进办', changed_at: '2026-03-12T14:00:00+08:00' })]);
    expect((await office.put('/institutions/N3', { json: wish })).status).toBe(428);
  });

  test('a code is corrected until something rests on it', async () => {
    const office = await box.as('office');
    const wish = { code: 'H-0001', name: '演练待核校', kind: 'higher-vocational' };
    done(201, await office.post('/institutions', { json: wish }));
    expect(done(200, await put('H-0001', { ...wish, code: '14169' })).code).toBe('14169');
    expect((await office.get('/institutions/H-0001')).status).toBe(404);
    const answer = await put(COLLEGE, { code: '99999', name: '演练职业学院', kind: 'higher-vocational' });
    expect([answer.status, answer.code]).toEqual([409, 'in-use']);
    done(200, await office.get(`/institutions/${COLLEGE}`));
  });
});

describe('certificates', () => {
  test('a new one is found by its pinyin, and a second of its name is refused', async () => {
    const office = await box.as('office');
    const wish = { name: 'AI应用开发', organisation: '演练评价组织', levels: ['中级', '初级'], pinyin: 'ai ying yong kai fa', initials: 'aiyykf' };
    const preview = done(200, await office.post('/certificates', { json: { ...wish, dry_run: true }, key: null }));
    expect(preview.levels.map((row: Json) => row.level)).toEqual(['初级', '中级']);
    expect(done(200, await office.get('/certificates', { query: { q: 'aiyykf' } })).total).toBe(0);
    done(201, await office.post('/certificates', { json: wish }));
    expect(done(200, await office.get('/certificates', { query: { q: 'aiyykf' } })).items[0].name).toBe('AI应用开发');
    const again = await office.post('/certificates', { json: { ...wish, name: 'ai应用开发' } });
    expect([again.status, again.code, again.json.field]).toEqual([409, 'already-exists', 'name']);
    const spelled = await office.post('/certificates', { json: { ...wish, name: '演练别的', pinyin: 'Yǎn liàn' } });
    expect([spelled.status, spelled.json.field]).toEqual([422, 'pinyin']);
  });

  test('levels are added, never taken away; a closed one stays closed', async () => {
    const office = await box.as('office');
    const { id } = done(200, await office.get('/certificates', { query: { q: 'AI应用' } })).items[0];
    done(201, await office.post('/closures', { json: { certificate: 'AI应用开发', level: '初级', from: '2026-01-01' } }));
    const changed = done(200, await office.put(`/certificates/${id}`, { json: { organisation: '演练新组织', levels: ['高级'], pinyin: '', initials: '' }, ifMatch: 1 }));
    expect(changed.levels.map((row: Json) => [row.level, row.open])).toEqual([['初级', false], ['中级', true], ['高级', true]]);
    expect(changed.organisation).toBe('演练新组织');
    expect(changed).toMatchObject({ version: 2, changed_by: '省推进办' });
    const late = await office.put(`/certificates/${id}`, { json: { organisation: '演练旧组织', levels: [] }, ifMatch: 1 });
    expect([late.status, late.etag]).toEqual([412, '"2"']);
    expect(done(200, await office.get('/certificates', { query: { q: 'AI应用' } })).items[0]).toMatchObject({ organisation: '演练新组织', version: 2 });
    expect((await office.put('/certificates/9000000', { json: { organisation: 'x', levels: [] }, ifMatch: 1 })).status).toBe(404);
  });

  test('closing says first what it would touch', async () => {
    const office = await box.as('office');
    const { id, number } = await box.submit(COLLEGE, 'new', [line('智能财税', '初级', 30)]);
    const ask = (certificate: string, level?: string) => ({ json: { certificate, level, from: '2026-03-12', dry_run: true }, key: null });
    expect(done(200, await office.post('/closures', ask('智能财税', '初级')))).toMatchObject({ awaiting: 1, applications: [{ id, number }], live_plans: 0 });
    expect(done(200, await office.post('/closures', ask('智能财税', '中级'))).awaiting).toBe(0);
    expect(done(200, await office.post('/closures', ask(WEB)))).toMatchObject({ levels: ['初级', '中级', '高级'], live_plans: 4, live: 1800 });
    expect((await office.post('/closures', ask('没有的证书'))).code).toBe('certificate-unknown');
    expect(done(200, await office.get('/closures', { query: { certificate: '智能财税' } })).total).toBe(0);
  });
});

describe('the notice board', () => {
  const text = (more: Json = {}) => ({ json: { title_zh: '演练公告', body_zh: '系统将于周末维护。\n请提前保存。', from: '2026-03-10', ...more } });

  test('shows everyone what is of today, and visitors what is for them', async () => {
    const office = await box.as('office');
    for (const [title_zh, more] of Object.entries({
      今天: { until: '2026-03-12' },
      给访客: { for_visitors: true },
      昨天: { until: '2026-03-11', for_visitors: true },
      明天: { from: '2026-03-13', for_visitors: true },
    })) {
      done(201, await office.post('/announcements', text({ title_zh, ...more })));
    }
    const titles = async (person: Browser) => done(200, await person.get('/announcements')).items.map((row: Json) => row.title_zh);
    expect(await titles(box.visitor)).toEqual(['给访客']);
    for (const actor of [SCHOOL, GONGYI, 'system', 'auditor']) expect(await titles(await box.as(actor))).toEqual(['给访客', '今天']);
    expect(done(200, await office.get('/announcements/all')).total).toBe(4);
    expect((await (await box.as(SCHOOL)).get('/announcements/all')).status).toBe(403);
  });

  test('is changed by the version that was seen, and days must follow', async () => {
    const office = await box.as('office');
    const put = await office.post('/announcements', text());
    const { id } = put.json;
    expect((await office.put(`/announcements/${id}`, text())).status).toBe(428);
    done(200, await office.put(`/announcements/${id}`, { ...text({ title_en: 'Drill' }), ifMatch: put.etag }));
    const stale = await office.put(`/announcements/${id}`, { ...text(), ifMatch: put.etag });
    expect([stale.status, stale.code]).toEqual([412, 'version-stale']);
    const wrong = await office.post('/announcements', text({ until: '2026-03-09' }));
    expect([wrong.status, wrong.json.field]).toEqual([422, 'until']);
    done(204, await office.delete(`/announcements/${id}`));
    expect((await office.delete(`/announcements/${id}`)).status).toBe(404);
  });

  test('keeps the contacts in their order', async () => {
    const office = await box.as('office');
    const items = [
      { desk_zh: '政策咨询', desk_en: 'Policy', phone: '0371-00000001', mail: '', note_zh: '工作日 8:30–17:30', note_en: '' },
      { desk_zh: '系统支持', desk_en: '', phone: '', mail: 'help@example.org', note_zh: '', note_en: '' },
    ];
    done(200, await office.put('/contacts', { json: { items } }));
    expect(done(200, await box.visitor.get('/contacts')).items).toEqual(items);
    expect((await office.put('/contacts', { json: { items: [{ desk_zh: '' }] } })).status).toBe(422);
    expect((await (await box.as('department')).put('/contacts', { json: { items: [] } })).status).toBe(403);
  });
});
