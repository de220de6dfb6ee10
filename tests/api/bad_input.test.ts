import { readdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bookParts, zipped } from './harness/books.ts';
import type { Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { scan } from './harness/pdf.ts';
import { onceOnly } from './harness/wire.ts';
import { readBook } from './harness/xlsx.ts';
import { COLLEGE, done, line, sandbox, SCHOOL, WEB } from './harness/world.ts';

// trust.md §5, row by row, where requests.test.ts, scans.test.ts, hostile_books.test.ts and csv.test.ts do not have it: each limit at its
// last good value and one beyond, with status, code and words in both languages.

const box = sandbox();
const KIB = 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Raw {
  status: number;
  code: string | null;
  json: Json;
  text: string;
}

/** Everything that comes back for these bytes, until the server closes or the answer is whole. */
function speak(bytes: Buffer | string, wait = 15_000): Promise<Raw> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket: Socket = connect(box.program.port, '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      const text = Buffer.concat(parts).toString('utf8');
      const at = text.indexOf('\r\n\r\n');
      const json = at >= 0 && text.slice(at + 4).startsWith('{') ? JSON.parse(text.slice(at + 4)) : null;
      resolve({ status: Number(text.slice(9, 12)) || 0, code: json?.code ?? null, json, text });
    };
    socket.setTimeout(wait, end);
    socket.on('data', (part) => {
      parts.push(part);
      const text = Buffer.concat(parts).toString('latin1');
      const at = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (at >= 0 && length !== undefined && text.length >= at + 4 + Number(length)) end();
    });
    socket.on('error', () => undefined);
    socket.on('close', end);
  });
}

const get = (target: string, fields = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${fields}\r\n`;
/** A request whose head is exactly so many bytes long. */
function headOf(bytes: number): string {
  const fields: string[] = [];
  const rest = () => bytes - get('/livez', fields.join('')).length;
  while (rest() > 2000) fields.push(`X-${fields.length}: ${'x'.repeat(1000)}\r\n`);
  fields.push(`X-L: ${'x'.repeat(rest() - 7)}\r\n`);
  return get('/livez', fields.join(''));
}
const fieldsOf = (count: number) => get('/livez', Array.from({ length: count - 1 }, (_, i) => `X-${i}: 1\r\n`).join(''));
const target = (bytes: number) => `/livez?${'x'.repeat(bytes - 7)}`;

describe('HTTP', () => {
  // "GET " and the blank behind it count towards the first line, whose limit is the address's.
  test.each([
    ['a head of 16 KiB', () => headOf(16 * KIB), 200, null],
    ['a head of one byte more', () => headOf(16 * KIB + 1), 431, 'parameter-invalid'],
    ['a hundred fields', () => fieldsOf(100), 200, null],
    ['one field more', () => fieldsOf(101), 431, 'parameter-invalid'],
    ['an address of 8 KiB and more', () => get(target(8 * KIB + 1)), 414, 'uri-too-long'],
    ['a length and chunks', () => get('/livez', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n') + '0\r\n\r\n', 400, 'parameter-invalid'],
    ['two lengths', () => get('/livez', 'Content-Length: 5\r\nContent-Length: 5\r\n') + '12345', 400, 'parameter-invalid'],
    ['no HTTP', () => 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400, 'parameter-invalid'],
    ['more than 20 MiB announced', () => get('/livez', `Content-Length: ${20 * KIB * KIB + 1}\r\n`), 413, 'body-too-large'],
    ['a length that no number holds', () => get('/livez', 'Content-Length: 99999999999999999999999\r\n'), 413, 'body-too-large'],
    ['a name of a field with a blank', () => get('/livez', 'Bad Name: x\r\n'), 400, 'parameter-invalid'],
    ['a line that ends without CR', () => 'GET /livez HTTP/1.1\nHost: x\r\n\r\n', 400, 'parameter-invalid'],
    ['another protocol', () => get('/livez', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'), 400, 'parameter-invalid'],
    ['a bad chunk', () => get('/livez', 'Transfer-Encoding: chunked\r\n') + 'zz\r\n', 400, 'parameter-invalid'],
    ['chunks that cost more than they bring', () => get('/livez', 'Transfer-Encoding: chunked\r\n') + '1\r\nx\r\n'.repeat(330_000), 413, 'body-too-large'],
    ['%00 in the address', () => get('/api/applications/%00'), 400, 'parameter-invalid'],
    ['%00 in a parameter', () => get('/api/windows?q=%00'), 400, null],
    ['an address that climbs', () => get('/assets/../../etc/passwd'), 404, 'not-found'],
    ['an address that climbs in disguise', () => get('/assets/%2e%2e%2f%2e%2e%2fetc/passwd'), 404, 'not-found'],
  ])('%s', async (_, bytes, status, code) => {
    const answer = await speak(bytes());
    expect(answer.status).toBe(status);
    if (code !== null) expect(answer.code).toBe(code);
    if (status < 400) return;
    expect(answer.json.detail_zh).toMatch(/[一-龥]/);
    expect(answer.json.detail_en).toMatch(/[a-z]/);
    expect(answer.text).not.toMatch(/root:|terminate|\.cpp/);
  });

  test('a bad chunk is answered, without an act', async () => {
    const clerk = await box.as(COLLEGE);
    const head = clerk.bytesOf('POST', '/applications', { json: {} }).toString('latin1').replace(/Content-Length: \d+\r\n/, 'Transfer-Encoding: chunked\r\n').split('\r\n\r\n')[0];
    for (const chunks of ['zz\r\nabc\r\n0\r\n\r\n', '5\r\nabc', 'ffffffffffffffffffff\r\n', '-1\r\nx\r\n0\r\n\r\n']) {
      const answer = await onceOnly(box.program.port, Buffer.from(`${head}\r\n\r\n${chunks}`));
      expect([chunks, answer.slice(0, 13)]).toEqual([chunks, 'HTTP/1.1 400 ']);
    }
    expect(done(200, await clerk.get('/applications')).total).toBe(0);
  });

  test('a NUL in a header field or the first line is no request', async () => {
    for (const bytes of [get('/livez', 'X-A: a\0b\r\n'), get('/liv\0ez')]) expect((await speak(bytes)).status).toBe(400);
  });

  test('a head cut anywhere is answered', async () => {
    const head = get('/livez', 'Accept: text/plain\r\n');
    for (let length = 1; length < head.length; length += 1) {
      const answer = await onceOnly(box.program.port, Buffer.from(head.slice(0, length)));
      expect([length, answer.slice(0, 13), /"detail_zh":"[^"]/.test(answer)]).toEqual([length, 'HTTP/1.1 400 ', true]);
    }
  });

  test('ranges are not served: many of them cost no more than the whole', async () => {
    const clerk = await box.as(COLLEGE);
    const draft = await box.draft(COLLEGE, 'new', [line(WEB)]);
    await box.sign(COLLEGE, draft);
    const path = `/applications/${draft.id}/scan`;
    const whole = await clerk.get(path);
    const ranges = Array.from({ length: 200 }, (_, i) => `${i}-${i + 1000}`).join(',');
    for (const range of ['bytes=0-9', `bytes=${ranges}`]) {
      const answer = await clerk.get(path, { headers: { Range: range } });
      expect([range, answer.status, answer.raw.length]).toEqual([range, 200, whole.raw.length]);
    }
  });

  test('a slow head and a slow body are told 408, while others are answered', async () => {
    const told: string[] = [];
    const closed = (bytes: string, drip: string) =>
      new Promise<void>((resolve) => {
        const socket = connect(box.program.port, '127.0.0.1', () => socket.write(bytes));
        const timer = setInterval(() => socket.write(drip), 500);
        socket.on('error', () => undefined);
        socket.on('data', (part) => told.push(part.toString('utf8')));
        socket.on('close', () => (clearInterval(timer), resolve()));
      });
    const slow: Promise<void>[] = [];
    for (let i = 0; i < 200; ++i) {
      slow.push(closed('GET /livez HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'));
      slow.push(closed('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n', ' '));
    }
    let over = false;
    const all = Promise.all(slow).then(() => (over = true));
    let answered = 0;
    while (!over) {
      expect((await box.visitor.get('/livez')).status).toBe(200);
      answered += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await all;
    expect(answered).toBeGreaterThan(1);
    expect(told.length).toBe(slow.length);
    for (const answer of told) expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*"code":"request-timeout"/);
  }, 60_000);
});

describe('bodies in memory', () => {
  test('forty scans on their way hold no more than the budget; the others are told to come again, and nothing stays', async () => {
    const before = box.program.residentKiB();
    const head = `PUT /api/applications/1/scan?revision=1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/pdf\r\nContent-Length: ${20 * KIB * KIB}\r\n\r\n`;
    const most = Buffer.alloc(20 * KIB * KIB - 1);
    const sockets: Socket[] = [];
    const answers: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      const socket = connect(box.program.port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (part) => answers.push(part.toString('utf8')));
      await new Promise<void>((resolve) => {
        socket.on('data', () => resolve());
        socket.write(head);
        socket.write(most, () => resolve());
      });
    }
    // 256 MiB hold twelve of them; a smaller body passes meanwhile.
    await expect.poll(() => answers.length).toBe(28);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: [^]*"code":"busy"/);
    expect((await (await box.as(COLLEGE)).post('/applications/check', { json: { kind: 'new', lines: [line()] } })).status).toBe(200);
    expect(box.program.residentKiB() - before).toBeLessThan((256 + 64) * KIB);
    for (const socket of sockets) socket.destroy();
    // What was cut off has left room for one that is whole.
    await expect
      .poll(async () => {
        const draft = await box.draft(COLLEGE, 'new', [line()]);
        await box.sign(COLLEGE, draft);
        return box.program.residentKiB() - before;
      })
      .toBeLessThan(128 * KIB);
    expect(readdirSync(join(box.program.data, 'files', 'unfinished'))).toEqual([]);
  }, 120_000);
});

describe('the quota of scans', () => {
  test('is told with its numbers in both languages, and a scan within it is taken', async () => {
    await box.program.halt();
    writeFileSync(join(box.program.data, 'kaoji.toml'), '[scans]\nquota_mib = 1\n');
    await box.program.launch();
    await box.begin();
    const draft = await box.draft(COLLEGE, 'new', [line()]);
    const clerk = await box.as(COLLEGE);
    const put = (raw: Buffer) => clerk.put(`/applications/${draft.id}/scan`, { query: { revision: draft.revision }, raw, type: 'application/pdf' });
    const large = await put(Buffer.concat([scan(draft.number), Buffer.alloc(KIB * KIB, '\n')]));
    expect([large.status, large.code]).toEqual([413, 'body-too-large']);
    expect(large.json.detail_zh).toMatch(/已有 0\.0 MiB.*1\.0 MiB.*限额 1 MiB/);
    expect(large.json.detail_en).toMatch(/0\.0 MiB.*1\.0 MiB.*quota of 1 MiB/);
    expect((await clerk.get(`/applications/${draft.id}`)).json.scan).toBeNull();
    await box.sign(COLLEGE, draft);
    // What is there counts, the other school's does not.
    const kept = (await clerk.get(`/applications/${draft.id}/scan`)).raw.length;
    const second = await put(Buffer.concat([scan(draft.number), Buffer.alloc(KIB * KIB - 2 * kept + 1, '\n')]));
    expect([second.status, second.code]).toEqual([413, 'body-too-large']);
    await box.sign(SCHOOL, await box.draft(SCHOOL, 'new', [line()]));
  });
});

describe('JSON', () => {
  test.each([
    ['a name that comes twice', '{"kind":"new","kind":"new","lines":[]}', 'json-duplicate-key'],
    ['33 levels', `{"kind":"new","lines":${'['.repeat(33)}${']'.repeat(33)}}`, 'json-depth'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xff]), Buffer.from('","lines":[]}')]), 'json-encoding'],
    ['a raw NUL', Buffer.from('{"kind":"n\0ew","lines":[]}'), 'json-encoding'],
    ['half of it', '{"kind":"new"', 'json-syntax'],
  ])('%s: the code, where, and words in both languages', async (_, raw, code) => {
    const answer = await (await box.as(COLLEGE)).post('/applications/check', { raw });
    expect([answer.status, answer.code]).toEqual([400, code]);
    expect(answer.json.position).toBeGreaterThan(0);
    expect(answer.json.detail_zh).toMatch(/[一-龥]/);
    expect(answer.json.detail_en).toMatch(/[a-z]/);
  });

  test('a NUL written out is refused in every kind of text, and in a name', async () => {
    const clerk = await box.as(COLLEGE);
    const written = (text: string) => clerk.post('/applications/check', { raw: text });
    const inText = await written('{"kind":"new","lines":[{"certificate":"Web\\u0000","level":"初级","headcount":1}]}');
    expect(inText.json).toMatchObject({ status: 422, code: 'char-invisible', field: 'lines[0].certificate', position: 3 });
    expect((await written('{"kind":"new","lines":[],"a\\u0000b":1}')).code).toBe('field-unknown');
    const secret = await box.visitor.post('/session', { raw: '{"login":"x","password":"pass\\u0000word"}' });
    expect(secret.json).toMatchObject({ status: 422, code: 'char-invisible', field: 'password' });
  });
});

describe('names', () => {
  const find = async (certificate: string) => done(200, await (await box.as(COLLEGE)).post('/applications/check', { json: { kind: 'new', lines: [line(certificate)] } })).findings.map((one: Json) => one.code);
  let office: Awaited<ReturnType<typeof box.as>>;
  const DOTTED = '演练·多媒体é';

  beforeAll(async () => {
    office = await box.as('office');
    const made = await office.post('/certificates', { json: { name: '演练•多媒体e\u0301', organisation: '演练评价组织', levels: ['初级'] } });
    expect(done(201, made).name).toBe(DOTTED);
  });

  test.each(['·', '•', '‧', '・', '･', '∙', '⋅'])('a middle dot written %s is one and the same', async (dot) => {
    expect(await find(`演练${dot}多媒体é`)).not.toContain('certificate-unknown');
  });

  test('composed and decomposed are one name (NFC)', async () => {
    expect(await find('演练·多媒体e\u0301')).not.toContain('certificate-unknown');
  });

  test('several lines of words keep their bullets', async () => {
    const text = { title_zh: '通知', title_en: '', body_zh: '• 一\n• 二', body_en: '', from: '2026-03-11', for_visitors: false };
    expect(done(201, await office.post('/announcements', { json: text })).body_zh).toBe('• 一\n• 二');
  });

  test('logins are compared after NFKC and case folding', async () => {
    const system = await box.as('system');
    const add = (login: string) => system.post('/accounts', { json: { login, name: '演练人员', role: 'office' } });
    expect(done(201, await add('ＡＢ１２')).account.login).toBe('ab12');
    expect((await add('aB12')).code).toBe('already-exists');
  });

  test.each(['\u200b', '\u202e', '\u2066', '\ufeff', '\u00ad', '\u0007', '\u2028'])('the invisible %j is refused, with its place', async (character) => {
    const answer = await (await box.as('office')).post('/certificates', { json: { name: `演练${character}甲`, organisation: '演练', levels: ['初级'] } });
    expect(answer.json).toMatchObject({ status: 422, code: 'char-invisible', field: 'name', position: 6 });
    expect(answer.json.detail_zh).toContain('U+');
  });

  test('characters of GB 18030-2022 beyond the first plane come back as they went', async () => {
    const rare = '𠀀𪜀𫝀𬺰𮯰龦鿿㐀䶿〇';
    expect(done(201, await office.post('/certificates', { json: { name: `演练${rare}`, organisation: rare, levels: ['初级'] } })).name).toBe(`演练${rare}`);
    expect(await find(`演练${rare}`)).not.toContain('certificate-unknown');
  });
});

describe('characters of GB 18030-2022, level 3', () => {
  // One or two of each block: plane 0 with its late additions, extensions B to G, and those of Amendment 1 (U+9FF0 to U+9FFF, U+4DB6 to U+4DBF, extension B's end).
  const RARE = '㐀䶵䶿鿰鿿𠀀𠮷𪛖𪛝𪜀𪜴𫝀𫠝𫠠𬺡𬺰𮯠𰀀𱍊';
  const NAME = `演练${RARE}`;

  test('round-trip to a spreadsheet and back from it', async () => {
    const office = await box.as('office');
    done(201, await office.post('/certificates', { json: { name: NAME, organisation: RARE, levels: ['初级'] } }));
    const exported = await office.get('/certificates.xlsx', { query: { q: '演练' } });
    const cells = readBook(exported.raw).flatMap((sheet) => sheet.rows.flat().map((cell) => cell.text));
    expect(cells).toContain(NAME);
    expect(cells).toContain(RARE);
    const book = zipped(bookParts({ 新增申报汇总表: [['新增申报汇总表'], ['证书名称', '证书级别', '人数'], [NAME, '初级', 12]] }));
    const read = done(200, await (await box.as(COLLEGE)).post('/applications/import', { query: { dry_run: true }, raw: book, type: XLSX }));
    expect(JSON.stringify(read)).toContain(NAME);
  });

  test('on paper each is there, or 〓 stands where the fonts have none: nothing is left out', async () => {
    const draft = await box.draft(COLLEGE, 'new', [line(NAME, '初级', 12)]);
    const words = wordsOf((await (await box.as(COLLEGE)).get(`/applications/${draft.id}/form.pdf`)).raw).replace(/\s/g, '');
    const missing = [...RARE].filter((letter) => !words.includes(letter));
    expect(words.split('〓').length - 1).toBeGreaterThanOrEqual(missing.length);
    expect(missing).not.toContain('𠮷');
  });
});

describe('files', () => {
  test('a scan of a stranger is no part of a path, whatever its name', async () => {
    const draft = await box.draft(SCHOOL, 'new', [line(WEB)]);
    await box.sign(SCHOOL, draft);
    const kept = await (await box.as(SCHOOL)).get(`/applications/${draft.id}/scan`);
    expect(kept.header('content-disposition')).toMatch(/^inline; filename/);
    expect(kept.header('content-disposition')).not.toMatch(/\.\.|\/|\\/);
    expect(kept.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect(scan(draft.number).length).toBe(kept.raw.length);
  });

  test('a policy of more than 256 KiB is refused before it is read, one with a NUL too', async () => {
    const office = await box.as('office');
    const put = (text: string) => office.post('/policies', { json: { text } });
    const large = await put('#'.repeat(256 * KIB + 1));
    expect([large.status, large.json.field]).toEqual([422, 'text']);
    expect(large.json.detail_zh).toContain('262144');
    expect((await put('id = "a\0b"')).json).toMatchObject({ status: 422, code: 'char-invisible', field: 'text' });
    const unknown = await put('id = "x"\nno_such_key = 1\n');
    expect(unknown.code).toBe('policy-invalid');
    expect(unknown.json.detail_zh).toMatch(/行/);
  });
});
