import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { CERTIFICATES, COLLEGE, day, done, FEWER, GONGYI, line, OTHER_COLLEGE, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';

const box = sandbox();
const LEVELS = ['初级', '中级', '高级'];
let used = 0;

/** A line for a plan that no other application of this file touches. */
function fresh(): Json {
  used += 1;
  return line(CERTIFICATES[used % CERTIFICATES.length], LEVELS[used % 3 === 1 ? 2 : 0], 20);
}

/** Does a signed new declaration go through at that instant? */
async function submits(now: string, actor = COLLEGE): Promise<Json> {
  await box.begin();
  const draft = await box.draft(actor, 'new', [fresh()]);
  await box.sign(actor, draft);
  await box.at(now);
  return (await box.as(actor)).post(`/applications/${draft.id}/submission`);
}

describe('the submit window', () => {
  const edges: [string, string, number][] = [
    ['the last millisecond before it', '2026-03-10T23:59:59.999+08:00', 409],
    ['its first millisecond', '2026-03-11T00:00:00.000+08:00', 200],
    ['its first millisecond, said in UTC', '2026-03-10T16:00:00Z', 200],
    ['its last millisecond', '2026-03-20T23:59:59.999+08:00', 200],
    ['the first millisecond after it', '2026-03-21T00:00:00.000+08:00', 409],
    ['the first millisecond of autumn', '2026-09-11T00:00:00+08:00', 200],
  ];

  test.each(edges)('at %s (%s): %i', async (_, now, status) => {
    const answer = await submits(now);
    expect([answer.status, answer.code]).toEqual([status, status === 200 ? null : 'window-closed']);
  });

  test.each([edges[0]!, edges[1]!, edges[3]!, edges[4]!])('for decreases at %s (%s): %i', async (_, now, status) => {
    await box.begin();
    const draft = await box.draft(COLLEGE, 'decrease', [line(WEB, '中级', 5, { reason: FEWER, year: 2025 })]);
    await box.sign(COLLEGE, draft);
    await box.at(now);
    const answer = await (await box.as(COLLEGE)).post(`/applications/${draft.id}/submission`);
    expect([answer.status, answer.code]).toEqual([status, status === 200 ? null : 'window-closed']);
  });

  test.each([edges[3]!, edges[4]!])('for what is drawn up and submitted in one request, at %s (%s): %i', async (_, now, status) => {
    await box.begin();
    await box.at(now);
    const answer = await (await box.as(COLLEGE)).post('/applications', { json: { kind: 'new', lines: [fresh()], submit: true } });
    // Open: what is missing is the signature, which no such request can bring.
    expect(answer.code).toBe(status === 200 ? 'form-unsigned' : 'window-closed');
  });

  test('closed: the problem names the clause, the moment and the next window; the draft is kept', async () => {
    const answer = await submits('2026-03-21T00:00:00+08:00');
    expect(answer.json).toMatchObject({ code: 'window-closed', clause: '二(一)', server_time: '2026-03-21T00:00:00+08:00' });
    expect(answer.json.findings[0].next_window).toMatchObject({
      stage: 'submit',
      round: { name: 'autumn', year: 2026 },
      opens: '2026-09-11',
      closes: '2026-09-20',
      opens_at: '2026-09-11T00:00:00+08:00',
      closes_at: '2026-09-21T00:00:00+08:00',
    });
    expect(done(200, await (await box.as(COLLEGE)).get('/applications')).items[0].status).toBe('draft');
  });

  test('the calendar of windows says the same at each edge', async () => {
    const open = async (now: string) => {
      await box.at(now);
      const { items } = done(200, await box.visitor.get('/windows'));
      return items.find((row: Json) => row.kind === 'new' && row.stage === 'submit').open;
    };
    await box.begin();
    for (const [, now, status] of edges) expect([now, await open(now)]).toEqual([now, status === 200]);
  });

  test('counts the moment at which the headers were complete', async () => {
    await box.begin();
    const clerk = await box.as(COLLEGE);
    await box.visitor.put('/sandbox/clock', { json: { now: '2026-03-20T23:59:59.000+08:00', running: false } });
    const late = await box.another(COLLEGE);
    const body = JSON.stringify({ kind: 'new', lines: [fresh()], submit: true });
    const head = [
      'POST /api/applications HTTP/1.1',
      'Host: 127.0.0.1',
      `Cookie: ${late.cookie}`,
      `X-Kaoji-CSRF: ${late.csrf}`,
      `Origin: ${clerk.origin}`,
      'Sec-Fetch-Site: same-origin',
      'Idempotency-Key: headers-before-the-end',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    const said = await new Promise<string>((resolve, reject) => {
      const socket = connect(box.program.port, '127.0.0.1');
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(`${head.join('\r\n')}\r\n\r\n`.replace('Host: 127.0.0.1', `Host: 127.0.0.1:${box.program.port}`));
      setTimeout(() => {
        box.visitor.put('/sandbox/clock', { json: { now: '2026-03-21T00:00:01.000+08:00', running: false } }).then(() => socket.write(body), reject);
      }, 300);
    });
    // The window was open, so what is missing is the signature; a moment later it would have been the window.
    expect(said).toContain('form-unsigned');
    expect(said).not.toContain('window-closed');
  });
});

/** A submitted declaration of the school, and one of the college, with the clock at `now`. */
async function submitted(now: string): Promise<{ school: number; college: number }> {
  await box.begin();
  const school = (await box.submit(SCHOOL, 'new', [fresh()])).id;
  const college = (await box.submit(COLLEGE, 'new', [fresh()])).id;
  await box.at(now);
  return { school, college };
}

async function judged(actor: string, id: number, decision: string): Promise<[number, string | null]> {
  const json = { decision, note: '请核对' };
  const answer = await (await box.as(actor)).post(`/applications/${id}/review`, { json });
  return [answer.status, answer.code];
}

describe('the windows of the reviews', () => {
  test.each([
    ['2026-03-20T23:59:59.999+08:00', 409],
    ['2026-03-21T00:00:00+08:00', 200],
    ['2026-03-24T23:59:59.999+08:00', 200],
    ['2026-03-25T00:00:00+08:00', 409],
  ])('a bureau passes at %s: %i', async (now, status) => {
    const { school } = await submitted(now);
    expect(await judged(GONGYI, school, 'pass')).toEqual([status, status === 200 ? null : 'window-closed']);
  });

  test.each([
    ['2026-03-24T23:59:59.999+08:00', 409],
    ['2026-03-25T00:00:00+08:00', 200],
    ['2026-03-28T23:59:59.999+08:00', 200],
    ['2026-03-29T00:00:00+08:00', 409],
  ])('the department approves and rejects at %s: %i', async (now, status) => {
    const { college } = await submitted(now);
    const wanted = [status, status === 200 ? null : 'window-closed'];
    expect(await judged('department', college, 'reject')).toEqual(wanted);
    if (status === 409) expect(await judged('department', college, 'pass')).toEqual(wanted);
  });

  test.each([
    ['2026-03-28T23:59:59.999+08:00', null],
    ['2026-03-29T00:00:00+08:00', 'window-closed'],
  ])('several at once at %s: %s', async (now, code) => {
    const { college } = await submitted(now);
    const json = { items: [{ application: college, decision: 'pass' }] };
    const { results } = done(200, await (await box.as('department')).post('/reviews', { json }));
    expect(results[0].problem?.code ?? null).toBe(code);
  });

  test('a return is possible as soon as it awaits, until the window ends', async () => {
    const { school, college } = await submitted(day('03-12'));
    expect(await judged(GONGYI, school, 'return')).toEqual([200, null]);
    expect(await judged('department', college, 'return')).toEqual([200, null]);
    const late = await submitted('2026-03-29T00:00:00+08:00');
    expect(await judged('department', late.college, 'return')).toEqual([409, 'window-closed']);
  });

  test('what was returned comes back until the returning stage ends', async () => {
    for (const [now, status] of [['2026-03-24T23:59:59.999+08:00', 200], ['2026-03-25T00:00:00+08:00', 409]] as const) {
      const { school } = await submitted(day('03-22'));
      await judged(GONGYI, school, 'return');
      await box.at(now);
      expect((await (await box.as(SCHOOL)).post(`/applications/${school}/submission`)).status).toBe(status);
    }
  });
});

describe('an extension', () => {
  test('lets in whom it names, and nobody else; one audit row', async () => {
    await box.begin();
    const drafts: Record<string, number> = {};
    for (const actor of [COLLEGE, OTHER_COLLEGE]) {
      const draft = await box.draft(actor, 'new', [fresh()]);
      await box.sign(actor, draft);
      drafts[actor] = draft.id;
    }
    await box.at(day('03-21'));
    const json = { stage: 'submit', until: '2026-03-22', reason: '停电', institution: COLLEGE };
    done(201, await (await box.as('office')).post('/extensions', { json }));
    const tries = async () => {
      const answers = [];
      for (const actor of [COLLEGE, OTHER_COLLEGE]) {
        answers.push((await (await box.as(actor)).post(`/applications/${drafts[actor]}/submission`)).code);
      }
      return answers;
    };
    await box.at('2026-03-23T00:00:00+08:00');
    expect(await tries()).toEqual(['window-closed', 'window-closed']);
    await box.at('2026-03-22T23:59:59.999+08:00');
    const mine = done(200, await (await box.as(COLLEGE)).get('/windows')).items;
    expect(mine.find((row: Json) => row.kind === 'new' && row.stage === 'submit')).toMatchObject({
      open: false,
      extended_until: '2026-03-22',
      extended_until_at: '2026-03-23T00:00:00+08:00',
    });
    expect(await tries()).toEqual([null, 'window-closed']);
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'extension-grant' } }));
    expect(rows.total).toBe(1);
  });

  test("of a bureau's review reopens it for that bureau", async () => {
    await box.begin();
    const mine = (await box.submit(SCHOOL, 'new', [fresh()])).id;
    const other = (await box.submit('Z001', 'new', [fresh()])).id;
    await box.at(day('03-25'));
    const json = { stage: 'preliminary', until: '2026-03-26', reason: '系统维护', bureau: GONGYI };
    done(201, await (await box.as('office')).post('/extensions', { json }));
    expect(await judged(ZHENGZHOU, other, 'pass')).toEqual([409, 'window-closed']);
    expect(await judged(GONGYI, mine, 'pass')).toEqual([200, null]);
  });
});

describe('the forced exit', () => {
  test.each([
    ['2026-11-10T23:59:59.999+08:00', 409],
    ['2026-11-11T00:00:00+08:00', 200],
    ['2026-11-20T23:59:59.999+08:00', 200],
    ['2026-11-21T00:00:00+08:00', 409],
  ])('runs at %s: %i', async (now, status) => {
    await box.begin();
    await box.at(now);
    const department = await box.as('department');
    const dry = done(200, await department.post('/exit/runs', { json: { dry_run: true } }));
    expect([dry.allowed, dry.id]).toEqual([status === 200, null]);
    const answer = await department.post('/exit/runs', { json: {} });
    expect([answer.status, answer.code]).toEqual([status, status === 200 ? null : 'window-closed']);
  });
});

describe('an admission', () => {
  test('counts to the last millisecond of its last day', async () => {
    for (const [now, code] of [['2026-05-10T23:59:59.999+08:00', null], ['2026-05-11T00:00:00+08:00', 'not-admitted']] as const) {
      await box.begin();
      done(201, await (await box.as('office')).post(`/institutions/${COLLEGE}/admissions`, { json: { until: '2026-05-10' } }));
      const draft = await box.draft(COLLEGE, 'increase', [line(WEB, '中级', 5, { reason: '参加考核学生增加', year: 2025 })]);
      await box.sign(COLLEGE, draft);
      await box.at(now);
      expect((await (await box.as(COLLEGE)).post(`/applications/${draft.id}/submission`)).code).toBe(code);
    }
  });

  test('has nothing to do with decreases', async () => {
    await box.begin();
    const answer = await box.submit(COLLEGE, 'decrease', [line(WEB, '中级', 5, { reason: FEWER, year: 2025 })]);
    expect(answer.status).toBe('submitted');
  });
});
