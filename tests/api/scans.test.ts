import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { pdf, scan } from './harness/pdf.ts';
import { COLLEGE, done, FEWER, line, OTHER_COLLEGE, sandbox, SCHOOL, WEB } from './harness/world.ts';

const MIB = 1024 * 1024;
const box = sandbox();
let draft: Json;

beforeAll(async () => {
  draft = await box.draft(COLLEGE, 'new', [line()]);
});

async function upload(raw: Buffer, more: { type?: string; revision?: number } = {}) {
  const clerk = await box.as(COLLEGE);
  const query = { revision: more.revision ?? draft.revision };
  return clerk.put(`/applications/${draft.id}/scan`, { raw, query, type: more.type ?? 'application/pdf' });
}

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const hostile: [string, Buffer, string][] = [
  ['nothing', Buffer.of(), 'pdf-invalid'],
  ['words', Buffer.from('not a PDF at all'), 'pdf-invalid'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'pdf-invalid'],
  ['a PDF with something before it', Buffer.concat([Buffer.from('x'), scan()]), 'pdf-invalid'],
  ['half a PDF', scan().subarray(0, 60), 'pdf-invalid'],
  ['a PDF without pages', pdf({ pages: 0 }), 'pdf-pages'],
  ['201 pages', pdf({ pages: 201 }), 'pdf-pages'],
  ['a page of 14401 points', pdf({ box: '[0 0 14401 842]' }), 'pdf-box'],
  ['a script that opens', pdf({ catalog: `/OpenAction ${script}` }), 'pdf-active'],
  ['a script whose name is disguised', pdf({ catalog: `/Open#41ction << /S /Java#53cript /J#53 (x) >>` }), 'pdf-active'],
  ['a script on a page', pdf({ page: `/AA << /O ${script} >>` }), 'pdf-active'],
  ['a program to launch', pdf({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }), 'pdf-active'],
  ['an embedded file', pdf({ catalog: '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) >>] >> >>' }), 'pdf-active'],
  ['an XFA form', pdf({ catalog: '/AcroForm << /Fields [] /XFA (x) >>' }), 'pdf-active'],
  [
    'encryption',
    pdf({ trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >> /ID [<00> <00>]` }),
    'pdf-encrypted',
  ],
];

describe('a scan', () => {
  test.each(hostile)('that is %s is refused and not stored', async (_, raw, code) => {
    const answer = await upload(raw);
    expect([answer.status, answer.code]).toEqual([422, code]);
    expect(answer.json.detail_zh).toMatch(/[一-龥]/);
    expect((await box.read(draft.id, COLLEGE)).scan).toBeNull();
  });

  test('whose page count lies is judged by its pages, soon', async () => {
    const begun = Date.now();
    const answer = await upload(pdf({ count: 999_999_999 }));
    expect([200, 422]).toContain(answer.status);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  test('of 200 pages, and of large paper, is taken', async () => {
    expect(done(200, await upload(pdf({ pages: 200 }))).pages).toBe(200);
    expect(done(200, await upload(pdf({ box: '[0 0 14400 14400]' }))).pages).toBe(1);
  });

  test('of 20 MiB is taken, one byte more is 413', async () => {
    const empty = pdf({ padding: 1 }).length - 1;
    const largest = pdf({ padding: 20 * MIB - empty });
    // The table's offset grows with the file; what counts is that it is just below and just above.
    expect(largest.length).toBeGreaterThanOrEqual(20 * MIB);
    const fitting = pdf({ padding: 20 * MIB - empty - (largest.length - 20 * MIB) });
    expect(fitting.length).toBe(20 * MIB);
    expect(done(200, await upload(fitting)).bytes).toBe(20 * MIB);
    const large = await upload(pdf({ padding: 20 * MIB }));
    expect([large.status, large.code]).toEqual([413, 'body-too-large']);
  });

  test('of another type is 415', async () => {
    for (const type of ['application/octet-stream', 'multipart/mixed; boundary=x', 'text/html']) {
      expect([type, (await upload(scan(), { type })).code]).toEqual([type, 'media-type-unsupported']);
    }
  });

  test('is given back as it came, and can do nothing in a browser', async () => {
    const clerk = await box.as(COLLEGE);
    const mine = scan('mine');
    const stored = done(200, await upload(mine));
    expect(stored).toMatchObject({ revision: 1, current: true, bytes: mine.length, pages: 1 });
    expect(stored.digest).toMatch(/^[0-9a-f]{64}$/);
    const answer = await clerk.get(`/applications/${draft.id}/scan`);
    expect(answer.raw.equals(mine)).toBe(true);
    expect(answer.header('content-disposition')).toMatch(/^inline/);
    expect(answer.header('content-security-policy')).toContain('sandbox');
  });

  test('of two institutions that are the same file is one digest', async () => {
    const other = await box.draft(OTHER_COLLEGE, 'new', [line()]);
    const ask = { raw: scan('same'), query: { revision: 1 }, type: 'application/pdf' };
    const theirs = done(200, await (await box.as(OTHER_COLLEGE)).put(`/applications/${other.id}/scan`, ask));
    expect(done(200, await upload(scan('same'))).digest).toBe(theirs.digest);
  });

  test('of another revision than the one that stands is stale', async () => {
    const answer = await upload(scan(), { revision: 2 });
    expect([answer.status, answer.code]).toEqual([409, 'form-stale']);
    const missing = await (await box.as(COLLEGE)).put(`/applications/${draft.id}/scan`, { raw: scan(), type: 'application/pdf' });
    expect([missing.status, missing.code]).toEqual([400, 'parameter-invalid']);
  });

  test('is absent until there is one', async () => {
    const fresh = await box.draft(COLLEGE, 'new', [line(WEB, '高级')]);
    expect((await (await box.as(COLLEGE)).get(`/applications/${fresh.id}/scan`)).status).toBe(404);
  });

  test('of an earlier revision no longer carries a submission', async () => {
    const clerk = await box.as(SCHOOL);
    const mine = await box.draft(SCHOOL, 'new', [line()]);
    await box.sign(SCHOOL, mine);
    done(200, await clerk.put(`/applications/${mine.id}`, { json: { lines: [line(WEB, '初级', 77)] }, ifMatch: (await box.read(mine.id, SCHOOL)).version }));
    const whole = await box.read(mine.id, SCHOOL);
    expect(whole).toMatchObject({ revision: 2, has_current_scan: false, scan: { revision: 1, current: false } });
    const refused = await clerk.post(`/applications/${mine.id}/submission`);
    expect([refused.status, refused.code]).toEqual([409, 'form-stale']);
    expect((await clerk.get(`/applications/${mine.id}/scan`, { query: { revision: 1 } })).status).toBe(200);
  });
});

describe('the printed form', () => {
  test('is a PDF, and another one after a save', async () => {
    const clerk = await box.as(COLLEGE);
    const mine = await box.draft(COLLEGE, 'decrease', [line(WEB, '中级', 10, { reason: FEWER, year: 2025 })]);
    const first = await clerk.get(`/applications/${mine.id}/form.pdf`);
    const json = { lines: [line(WEB, '中级', 20, { reason: FEWER, year: 2025 })] };
    const saved = done(200, await clerk.put(`/applications/${mine.id}`, { json, ifMatch: mine.version }));
    expect(saved.form).toMatchObject({ annex: 3, revision: 2 });
    expect(saved.form.digest).not.toBe(mine.form.digest);
    const again = await clerk.get(`/applications/${mine.id}/form.pdf`, { query: { revision: 2 } });
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.raw.equals(first.raw)).toBe(false);
    expect((await clerk.get(`/applications/${mine.id}/form.pdf`, { query: { revision: 3 } })).status).toBe(404);
  });

  test('of two thousand lines is still one PDF', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => line(WEB, '初级', 1 + (i % 50)));
    const mine = await box.draft(COLLEGE, 'new', lines);
    const form = await (await box.as(COLLEGE)).get(`/applications/${mine.id}/form.pdf`);
    expect(form.raw.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
