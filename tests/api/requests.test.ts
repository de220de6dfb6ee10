import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { COLLEGE, done, line, sandbox, WEB } from './harness/world.ts';

const box = sandbox();

async function check(raw: Buffer | string) {
  return (await box.as(COLLEGE)).post('/applications/check', { raw });
}

/** Sends bytes as they are and returns the first line of what comes back. */
function speak(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(box.program.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let said = '';
    socket.setTimeout(15_000, () => (socket.destroy(), resolve(said)));
    socket.on('data', (part) => {
      said += part.toString('latin1');
      if (said.includes('\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(said.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

describe('JSON', () => {
  const good = JSON.stringify({ kind: 'new', lines: [line()] });
  const cases: [string, Buffer | string, number, string][] = [
    ['a duplicate name', '{"kind":"new","kind":"decrease","lines":[]}', 400, 'json-duplicate-key'],
    ['a duplicate name, escaped', '{"kind":"new","k\\u0069nd":"new","lines":[]}', 400, 'json-duplicate-key'],
    ['a duplicate name far down', '{"kind":"new","lines":[{"certificate":"a","certificate":"b","level":"c","headcount":1}]}', 400, 'json-duplicate-key'],
    ['33 levels', `{"kind":"new","lines":${'['.repeat(33)}${']'.repeat(33)}}`, 400, 'json-depth'],
    ['a hundred thousand levels', '['.repeat(100_000), 400, 'json-depth'],
    ['nothing', '', 400, 'json-syntax'],
    ['half of it', good.slice(0, -5), 400, 'json-syntax'],
    ['something after it', `${good} x`, 400, 'json-syntax'],
    ['a comment', `/* */ ${good}`, 400, 'json-syntax'],
    ['a trailing comma', '{"kind":"new","lines":[],}', 400, 'json-syntax'],
    ['NaN', '{"kind":"new","lines":[{"certificate":"a","level":"b","headcount":NaN}]}', 400, 'json-syntax'],
    ['a byte order mark', `\ufeff${good}`, 400, 'json-syntax'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xff, 0xfe]), Buffer.from('","lines":[]}')]), 400, 'json-encoding'],
    ['an overlong encoding', Buffer.concat([Buffer.from('{"kind":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('","lines":[]}')]), 400, 'json-encoding'],
    ['GBK', Buffer.from([0x7b, 0x22, 0xd6, 0xd0, 0x22, 0x3a, 0x31, 0x7d]), 400, 'json-encoding'],
    ['half a surrogate pair', '{"kind":"\\ud800","lines":[]}', 400, 'json-encoding'],
    ['an array at the top', '[]', 422, 'field-invalid'],
    ['an unknown field', '{"kind":"new","lines":[],"status":"approved"}', 422, 'field-unknown'],
    ['an unknown field in a line', '{"kind":"new","lines":[{"certificate":"a","level":"b","headcount":1,"live":9}]}', 422, 'field-unknown'],
    ['a missing field', '{"kind":"new"}', 422, 'field-missing'],
    ['a wrong type', '{"kind":"new","lines":{}}', 422, 'field-invalid'],
    ['a word that is none', '{"kind":"change","lines":[]}', 422, 'field-invalid'],
    ['an invisible character', '{"kind":"new","lines":[{"certificate":"Web\u200b前端开发","level":"初级","headcount":1}]}', 422, 'char-invisible'],
    ['a turned direction', '{"kind":"new","lines":[{"certificate":"Web\u202e前端开发","level":"初级","headcount":1}]}', 422, 'char-invisible'],
    ['a NUL', '{"kind":"new","lines":[{"certificate":"Web\\u0000","level":"初级","headcount":1}]}', 422, 'char-invisible'],
  ];

  test.each(cases)('with %s is refused', async (_, raw, status, code) => {
    const answer = await check(raw);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  test('names the field at fault', async () => {
    const fields = async (raw: string) => (await check(raw)).json.field;
    expect(await fields('{"kind":"new","lines":[],"status":"approved"}')).toBe('status');
    expect(await fields('{"kind":"new","lines":[{"certificate":"a","level":"b","headcount":1,"live":9}]}')).toBe('lines[0].live');
    expect(await fields('{"kind":"new"}')).toBe('lines');
    expect((await check('{"kind": nonsense}')).json.position).toBe(9);
  });

  test('at most 1 MiB of it is read', async () => {
    const pad = (bytes: number) => `{"kind":"new","lines":[]${' '.repeat(bytes - 25)}}`;
    expect((await check(pad(1024 * 1024))).status).toBe(200);
    const large = await check(pad(1024 * 1024 + 1));
    expect([large.status, large.code]).toEqual([413, 'body-too-large']);
  });

  test('2000 lines are judged, 2001 are not', async () => {
    const lines = (n: number) => JSON.stringify({ kind: 'new', lines: Array(n).fill(line()) });
    expect((await check(lines(2000))).status).toBe(200);
    expect([(await check(lines(2001))).code]).toEqual(['field-invalid']);
  });

  test('a headcount may be any number; the domain judges it', async () => {
    for (const headcount of [0, -1, 1.5, 100_000, 1e300, 99_999.5]) {
      const answer = done(200, await (await box.as(COLLEGE)).post('/applications/check', { json: { kind: 'new', lines: [line(WEB, '初级', headcount)] } }));
      expect(answer.findings.map((finding: { code: string }) => finding.code)).toContain('headcount-invalid');
    }
    const whole = done(200, await check('{"kind":"new","lines":[{"certificate":"Web前端开发","level":"初级","headcount":4e1}]}'));
    expect(whole.findings.map((finding: { code: string }) => finding.code)).not.toContain('headcount-invalid');
  });

  test('a charset of UTF-8 is accepted, another is not', async () => {
    const clerk = await box.as(COLLEGE);
    const ask = { json: { kind: 'new', lines: [] } };
    expect((await clerk.post('/applications/check', { ...ask, type: 'application/json; charset=utf-8' })).status).toBe(200);
    expect((await clerk.post('/applications/check', { ...ask, type: 'application/json; charset=gbk' })).status).toBe(415);
  });
});

describe('addresses and parameters', () => {
  test('an unknown one is 404, an unfitting method 405 with Allow', async () => {
    const clerk = await box.as(COLLEGE);
    expect((await clerk.get('/nowhere')).code).toBe('not-found');
    const answer = await clerk.send('PUT', '/plans', { json: {} });
    expect([answer.status, answer.code]).toEqual([405, 'method-not-allowed']);
    expect(answer.header('allow')).toMatch(/GET/);
    expect((await clerk.send('GET', '/reviews')).status).toBe(405);
    expect((await clerk.send('TRACE', '/plans')).status).toBeGreaterThanOrEqual(400);
  });

  test('an unknown or malformed parameter is named', async () => {
    const clerk = await box.as(COLLEGE);
    const cases: [string, Record<string, string>, string, string][] = [
      ['/plans', { yaer: '2026' }, 'parameter-unknown', 'yaer'],
      ['/plans', { year: 'next' }, 'parameter-invalid', 'year'],
      ['/plans', { year: '1999' }, 'parameter-invalid', 'year'],
      ['/plans', { limit: '0' }, 'parameter-invalid', 'limit'],
      ['/plans', { limit: '201' }, 'parameter-invalid', 'limit'],
      ['/plans', { level: '特级' }, 'parameter-invalid', 'level'],
      ['/plans', { live_only: 'yes' }, 'parameter-invalid', 'live_only'],
      ['/plans', { as_of: '2026-03-12' }, 'parameter-invalid', 'as_of'],
      ['/plans', { cursor: 'made-up' }, 'parameter-invalid', 'cursor'],
      ['/applications', { status: 'approved,unheard' }, 'parameter-invalid', 'status'],
      ['/applications', { q: 'x'.repeat(65) }, 'parameter-invalid', 'q'],
      ['/calendar', {}, 'parameter-invalid', 'year'],
      ['/me', { whoever: '1' }, 'parameter-unknown', 'whoever'],
    ];
    for (const [path, query, code, field] of cases) {
      const answer = await clerk.get(path, { query });
      expect([path, query, answer.status, answer.code, answer.json.field]).toEqual([path, query, 400, code, field]);
    }
  });

  test('an id that is no number is like one that is not there', async () => {
    const clerk = await box.as(COLLEGE);
    for (const id of ['0', '-1', 'x', '1e3', '99999999999999999999', '1%00', '%2e%2e']) {
      const answer = await clerk.get(`/applications/${id}`);
      expect([id, [400, 404].includes(answer.status)]).toEqual([id, true]);
    }
  });

  test('broken escapes and long targets are refused', async () => {
    const clerk = await box.as(COLLEGE);
    for (const path of ['/plans?q=%zz', '/plans?q=%ff', '/plans?q=%00']) {
      expect([path, (await clerk.exchange('GET', path)).status]).toEqual([path, 400]);
    }
    expect((await clerk.exchange('GET', `/plans?q=${'x'.repeat(9000)}`)).status).toBe(414);
    expect((await clerk.exchange('GET', '/plans', { headers: { 'X-Long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe('the wire', () => {
  const head = 'Host: x\r\n';
  test('two lengths, a length and chunks, a broken chunk: 400 or the end of the connection', async () => {
    const requests = [
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n`,
      `GET /api/livez\r\n\r\n`,
      `GET /livez FTP/1.1\r\n\r\n`,
      `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03`,
    ];
    for (const request of requests) expect(await speak(request)).toMatch(/^(HTTP\/1\.[01] 4\d\d .*)?$/);
    expect((await box.visitor.get('/livez')).status).toBe(200);
  });

  test('paths that climb are refused', async () => {
    for (const path of ['/../../etc/passwd', '/assets/../../../etc/passwd', '/assets/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd']) {
      const said = await speak(`GET ${path} HTTP/1.1\r\n${head}\r\n`);
      expect([path, said]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
    }
  });

  test('101 header fields are too many', async () => {
    const fields = Array.from({ length: 101 }, (_, i) => `X-F${i}: 1\r\n`).join('');
    expect(await speak(`GET /livez HTTP/1.1\r\n${head}${fields}\r\n`)).toMatch(/^HTTP\/1\.1 (400|431) /);
  });
});
