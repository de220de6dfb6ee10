import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from './harness/authenticator.ts';
import { Browser, type Json } from './harness/client.ts';
import { lastLine, Program } from './harness/program.ts';
import { readBook } from './harness/xlsx.ts';
import { COLLEGE, day, done, GONGYI, line, OTHER_COLLEGE, sandbox, SCHOOL, WEB } from './harness/world.ts';

// Contacts are made up; so are their numbers.
const PERSON = '虚构联系人乙';
const PHONE = '13800001234';
const CATALOGUE = fileURLToPath(new URL('../../catalogue', import.meta.url));
const INSTITUTION = 'H-0001';
const MASKED = { contact_name: '虚*', contact_phone: '138****1234' };

describe('in the sandbox', () => {
  const box = sandbox();
  const trail = async (act: string): Promise<Json[]> => done(200, await (await box.as('auditor')).get('/audit', { query: { act } })).items;

  describe('the contact of an application', () => {
    let id = 0;
    const save = async (version: number, contact: Json): Promise<Json> =>
      done(200, await (await box.as(SCHOOL)).put(`/applications/${id}`, { ifMatch: version, json: { lines: [line()], ...contact } }));
    const reveal = async (actor: string) => (await box.as(actor)).post(`/applications/${id}/contact/reveal`);

    test('is masked in every answer, to its own institution too', async () => {
      const json = { kind: 'new', lines: [line()], contact_name: PERSON, contact_phone: PHONE };
      const made = done(201, await (await box.as(SCHOOL)).post('/applications', { json }));
      id = made.id;
      expect(made).toMatchObject(MASKED);
      expect(done(200, await (await box.as(SCHOOL)).get(`/applications/${id}`))).toMatchObject(MASKED);
    });

    test('is shown whole by an act of its own, which leaves a row of who looked at what', async () => {
      expect(done(200, await reveal(SCHOOL))).toEqual({ name: PERSON, phone: PHONE });
      const [row] = await trail('contact-reveal');
      expect(row).toMatchObject({ actor: SCHOOL, object_kind: 'application', object: String(id), result: 'done', detail: 'contact shown' });
      expect(JSON.stringify(row)).not.toContain(PHONE);
    });

    test('asks for the session’s token as every write does, and is no question', async () => {
      const clerk = await box.another(SCHOOL);
      expect((await clerk.get(`/applications/${id}/contact/reveal`)).status).toBe(405);
      expect((await clerk.post(`/applications/${id}/contact/reveal`, { csrf: '0'.repeat(64) })).code).toBe('csrf-refused');
      expect((await clerk.post(`/applications/${id}/contact/reveal`, { csrf: null })).code).toBe('csrf-refused');
    });

    test('a mask that is saved again keeps what is there; anything else takes its place', async () => {
      const read = await box.read(id, SCHOOL);
      expect((await save(read.version, { contact_name: MASKED.contact_name, contact_phone: MASKED.contact_phone })).version).toBe(read.version);
      expect(done(200, await reveal(SCHOOL))).toEqual({ name: PERSON, phone: PHONE });
      const changed = await save(read.version, { contact_name: MASKED.contact_name, contact_phone: '0371-00000000' });
      expect(changed).toMatchObject({ contact_name: '虚*', contact_phone: '037****0000' });
      expect(done(200, await reveal(SCHOOL))).toEqual({ name: PERSON, phone: '0371-00000000' });
      await save(changed.version, { contact_name: PERSON, contact_phone: PHONE });
    });

    test('nobody sees a stranger’s, and the auditor none', async () => {
      const stranger = await reveal(OTHER_COLLEGE);
      const absent = await (await box.as(OTHER_COLLEGE)).post('/applications/999999/contact/reveal');
      expect([stranger.status, absent.status]).toEqual([404, 404]);
      expect((await reveal('auditor')).status).toBe(403);
      expect((await reveal(GONGYI)).status).toBe(404); // a draft is nobody else's
    });

    test('stands whole on its own institution’s paper, which leaves a row, and masked on everyone else’s', async () => {
      const application = await box.read(id, SCHOOL);
      await box.sign(SCHOOL, application);
      done(200, await (await box.as(SCHOOL)).post(`/applications/${id}/submission`));
      const book = async (actor: string) => (await box.as(actor)).get(`/applications/${id}/form.xlsx`);
      const before = (await trail('form-print')).length;
      expect(textsOf((await book(SCHOOL)).raw)).toContain(`${PERSON}　${PHONE}`);
      expect((await trail('form-print')).length).toBe(before + 1);
      const theirs = textsOf((await book(GONGYI)).raw);
      expect(theirs).toContain(`${MASKED.contact_name}　${MASKED.contact_phone}`);
      expect(theirs.join()).not.toContain(PHONE);
      expect((await trail('form-print')).length).toBe(before + 1);
    });
  });

  describe('the contact at the organisation', () => {
    const wish = { planned_on: '2026-09-01', place: '实训楼', headcount: 10, contact: `${PERSON} ${PHONE}` };
    let id = 0;

    test('is masked in lists and answers, and shown whole by an act of its own', async () => {
      await box.at(day('06-20'));
      const clerk = await box.as(COLLEGE);
      const made = done(201, await clerk.post('/assessment-schedules', { json: { certificate: WEB, level: '中级', year: 2025, ...wish } }));
      id = made.id;
      expect(made.contact).toBe('虚* 138****1234');
      expect(done(200, await (await box.as('department')).get('/assessment-schedules')).items[0].contact).toBe('虚* 138****1234');
      expect(done(200, await (await box.as('department')).post(`/assessment-schedules/${id}/contact/reveal`))).toEqual({ contact: wish.contact });
      expect((await trail('schedule-reveal'))[0]).toMatchObject({ actor: 'department', object_kind: 'schedule', object: String(id) });
      expect((await (await box.as(OTHER_COLLEGE)).post(`/assessment-schedules/${id}/contact/reveal`)).status).toBe(404);
    });

    test('is kept when its mask is saved again', async () => {
      const clerk = await box.as(COLLEGE);
      done(200, await clerk.put(`/assessment-schedules/${id}`, { json: { ...wish, contact: '虚* 138****1234', headcount: 12, reason: '报名人数增加' } }));
      expect(done(200, await clerk.post(`/assessment-schedules/${id}/contact/reveal`))).toEqual({ contact: wish.contact });
    });
  });
});

/** The texts of all cells of a book. */
const textsOf = (book: Buffer): string[] => readBook(book).flatMap((sheet) => sheet.rows.flat()).flatMap((cell) => cell?.text ?? []);

/** Every file under these folders, as bytes. */
function* filesUnder(...folders: string[]): Generator<[string, Buffer]> {
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) yield* filesUnder(path);
      else yield [path, readFileSync(path)];
    }
  }
}

describe('an installation', () => {
  const CHOSEN = '梧桐树下的三只松鼠 and 2 owls';
  let program: Program;
  let clerk: Browser;
  let reviewer: Person;
  let seed: Buffer;

  beforeAll(async () => {
    const installed = await Program.install();
    program = installed.program;
    await program.command('import', CATALOGUE);
    const secret = lastLine(await program.command('user', 'add', 'clerk1', '--name', '院校经办', '--role', 'institution-clerk', '--institution', INSTITUTION));
    const office = lastLine(await program.command('user', 'add', 'office1', '--name', '推进办经办', '--role', 'office'));
    await program.launch();
    clerk = await new Person(program.port, 'clerk1').signIn(secret);
    clerk.keep(await clerk.post('/me/password', { json: { current: secret, new: CHOSEN } }));
    reviewer = new Person(program.port, 'office1');
    const browser = await reviewer.signIn(office);
    browser.keep(await browser.post('/me/password', { json: { current: office, new: CHOSEN } }));
    seed = Buffer.from(reviewer.secret.replaceAll(' ', ''));
  });
  afterAll(async () => program.remove());

  const reveal = async (id: number): Promise<Json> => done(200, await clerk.post(`/applications/${id}/contact/reveal`));
  let id = 0;

  /** Where a person or a seed stands readable. */
  async function found(...folders: string[]): Promise<string[]> {
    const needles: Buffer[] = [...[PERSON, PHONE].map((text) => Buffer.from(text)), seed, decoded(reviewer.secret)];
    const places: [string, Buffer][] = [...filesUnder(program.data, ...folders), ['log', Buffer.from(program.log)], ['dump', Buffer.from(await program.dump())]];
    return places.filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([path]) => path);
  }

  test('keeps nothing of persons and seeds readable: not in the database, its log, other files, a backup, the server’s log', async () => {
    const json = { kind: 'new', lines: [], contact_name: PERSON, contact_phone: PHONE };
    const made = done(201, await clerk.post('/applications', { json }));
    id = made.id;
    await reveal(id);
    const contact = { lines: [{ certificate: WEB, level: '初级', headcount: 5 }], contact_name: PERSON, contact_phone: PHONE };
    done(200, await clerk.put(`/applications/${id}`, { ifMatch: made.version, json: contact }));
    await clerk.get('/applications', { query: { q: '没有' } });
    const backup = `${program.data}-backup`;
    await program.command('backup', backup);
    expect(await found(backup)).toEqual([]);
    rmSync(backup, { recursive: true });
    await program.halt();
    expect(await found()).toEqual([]);
    // The search has teeth: a file with the phone in it is found.
    expect((await program.sql(`SELECT COUNT(*) FROM application WHERE contact_phone <> ''`)).trim()).toBe('1');
    program.log += PHONE;
    expect(await found()).toEqual(['log']);
    program.log = '';
  });

  test('gets a new key by `keys rotate`: everything is sealed anew and still read', async () => {
    const before = (await program.command('keys', 'list')).trim().split('\n');
    expect(before).toHaveLength(1);
    expect(await program.command('keys', 'rotate')).toMatch(/现用密钥 [0-9a-f]{8}/);
    const after = (await program.command('keys', 'list')).trim().split('\n').map((row) => row.split('\t'));
    expect(after.map(([, state]) => state)).toEqual([expect.stringContaining('no longer needed'), expect.stringContaining('current')]);
    const key = after[1]?.[0] ?? '';
    expect(statSync(join(program.data, 'keys', `${key}.key`)).mode & 0o777).toBe(0o600);
    expect((await program.sql(`SELECT DISTINCT substr(contact_phone, 1, 8) FROM application WHERE contact_phone <> ''`)).trim()).toBe(key);
    expect((await program.sql(`SELECT DISTINCT substr(seed, 1, 8) FROM second_factor WHERE seed <> ''`)).trim()).toBe(key);
    expect((await program.sql('SELECT DISTINCT substr(body, 1, 8) FROM answer')).trim()).toBe(key);
    await program.doctor();
    await program.launch();
    expect(await reveal(id)).toEqual({ name: PERSON, phone: PHONE });
    await reviewer.signIn(CHOSEN);
  });

  test('does not let an account in whose role was edited past the program, ends its sessions and says so in the trail', async () => {
    await program.sql(`UPDATE account SET role = 'office', institution = NULL WHERE login = 'clerk1'`);
    expect((await clerk.get('/me')).code).toBe('not-authenticated');
    const wrong = await new Browser(program.port).post('/session', { json: { login: 'clerk1', password: 'not the password at all' } });
    expect(wrong.code).toBe('login-failed');
    const refused = await new Browser(program.port).post('/session', { json: { login: 'clerk1', password: CHOSEN } });
    expect([refused.status, refused.code]).toEqual([403, 'account-altered']);
    expect((await program.sql(`SELECT result FROM audit_row WHERE object = 'account/clerk1' ORDER BY seq DESC LIMIT 1`)).trim()).toBe('account-altered');
    await program.halt();
    await expect(program.doctor()).rejects.toMatchObject({ stdout: expect.stringContaining("a row carries the program's mark\taccount") });
  });

  test('lets it in again once the security administrator has set its role and it has a new first secret', async () => {
    await program.command('user', 'role', 'clerk1', 'institution-clerk', '--institution', INSTITUTION);
    const secret = lastLine(await program.command('user', 'reset', 'clerk1'));
    // One administrator made another by an edit becomes again what it was: the edit gave it no second duty.
    await program.sql(`UPDATE account SET role = 'system-administrator' WHERE login = 'auditadmin'`);
    await program.command('user', 'role', 'auditadmin', 'auditor');
    await program.doctor();
    await program.launch();
    clerk = await new Person(program.port, 'clerk1').signIn(secret);
    clerk.keep(await clerk.post('/me/password', { json: { current: secret, new: `${CHOSEN} again` } }));
    expect(await reveal(id)).toEqual({ name: PERSON, phone: PHONE });
    await program.halt();
  });

  test('finds a trail whose newest rows were cut off', async () => {
    const whole = await program.command('audit', 'verify');
    const last = Number(whole.split(' ')[1]);
    await program.sql(`DELETE FROM audit_row WHERE seq > ${last - 2}`);
    await expect(program.command('audit', 'verify')).rejects.toMatchObject({ stdout: expect.stringMatching(new RegExp(`Audit rows? (from )?${last - 1}\\b`)) });
  });

  test('does not start without a key that rows rest on, and names it', async () => {
    const [, key = ''] = /([0-9a-f]{8})\t[^\n]*current/.exec(await program.command('keys', 'list')) ?? [];
    const keys = join(program.data, 'keys');
    renameSync(keys, `${keys}-elsewhere`);
    await expect(program.launch()).rejects.toThrow(key);
    renameSync(`${keys}-elsewhere`, keys);
    await program.launch();
    await program.halt();
  });
});

/** The bytes of a seed in base 32. */
function decoded(secret: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
