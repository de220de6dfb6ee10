import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import smCrypto from 'sm-crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scan } from './harness/pdf.ts';
import { Program, status } from './harness/program.ts';
import { COLLEGE, day, done, GONGYI, line, OTHER_COLLEGE, PRELIMINARY, sandbox, SCHOOL, WEB } from './harness/world.ts';

// The second implementation: SM2 and SM3 by another library, and a reader of its own after docs/audit.md.

const { sm2, sm3 } = smCrypto;
const box = sandbox();
const folder = mkdtempSync(join(tmpdir(), 'kaoji-receipts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sm3Hex = (bytes: Buffer | string) => sm3(typeof bytes === 'string' ? bytes : Array.from(bytes));

/** The values of a receipt by their words; throws when it is not written as docs/audit.md says. */
function fieldsOf(receipt: string): Map<string, string> {
  const lines = receipt.split('\n');
  if (lines.shift() !== '考计申报回执 kaoji receipt 1' || lines.pop() !== '') throw new Error('no receipt');
  return new Map(
    lines.map((text) => {
      const found = /^[\u4e00-\u9fff]+ ([a-z0-9-]+): (.*)$/.exec(text);
      if (!found) throw new Error(`no line of a receipt: ${text}`);
      return [found[1] ?? '', found[2] ?? ''];
    }),
  );
}

function fits(receipt: string): boolean {
  const fields = fieldsOf(receipt);
  const signed = receipt.slice(0, receipt.lastIndexOf('签名 signature: '));
  return sm2.doVerifySignature(signed, fields.get('signature') ?? '', fields.get('public-key') ?? '', { hash: true });
}

async function receiptOf(actor: string, id: number): Promise<string> {
  const answer = await (await box.as(actor)).get(`/applications/${id}/receipt.txt`);
  expect(answer.status).toBe(200);
  return answer.raw.toString('utf8');
}

function kept(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('the signed receipt of a submission', () => {
  let id = 0;
  let receipt = '';
  let pages: Buffer;

  beforeAll(async () => {
    const draft = await box.draft(SCHOOL, 'new', [line(WEB, '初级', 40)]);
    id = draft.id;
    pages = scan(draft.number); // what sign() uploads
    await box.sign(SCHOOL, draft);
    done(200, await (await box.as(SCHOOL)).post(`/applications/${id}/submission`));
    receipt = await receiptOf(SCHOOL, id);
  });

  test('is verified by another implementation, down to the row of the trail', async () => {
    expect(fits(receipt)).toBe(true);
    const fields = fieldsOf(receipt);
    const application = await box.read(id);
    expect(fields.get('application')).toBe(application.number);
    expect(fields.get('revision')).toBe(String(application.revision));
    expect(fields.get('institution')).toBe(SCHOOL);
    expect(fields.get('form-sm3')).toBe(application.form.digest);
    expect(fields.get('scan-sm3')).toBe(sm3Hex(pages));
    expect(fields.get('received')).toBe(application.submitted_at);
    const key = fields.get('public-key') ?? '';
    expect(fields.get('key-id')).toBe(sm3Hex(Buffer.from(key, 'hex')).slice(0, 16));
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'application-submit', limit: '1' } })).items;
    expect([fields.get('audit-seq'), fields.get('audit-sm3')]).toEqual([String(rows[0].seq), rows[0].hash]);
    const head = done(200, await box.visitor.get('/audit/head'));
    expect([head.key_id, head.public_key]).toEqual([fields.get('key-id'), key]);
    expect(head.head).toContain(`chain=${fields.get('chain')} `);
    const [signed = '', signature = ''] = head.head.split(' sig=');
    expect(sm2.doVerifySignature(signed, signature, key, { hash: true })).toBe(true);
  });

  test('comes again byte for byte, and to nobody beyond those who may read the application', async () => {
    expect(await receiptOf(SCHOOL, id)).toBe(receipt);
    expect(await receiptOf(GONGYI, id)).toBe(receipt);
    const bare = async (actor: string, which: number) => {
      const answer = await (await box.as(actor)).get(`/applications/${which}/receipt.txt`);
      return [answer.status, answer.text.replace(/"request_id":"[^"]*"/, '')];
    };
    expect(await bare(COLLEGE, id)).toEqual(await bare(COLLEGE, 9_000_000));
    expect(await bare(OTHER_COLLEGE, id)).toEqual(await bare(OTHER_COLLEGE, 9_000_000));
    const draft = await box.draft(SCHOOL, 'new', [line(WEB, '高级', 3)]);
    expect((await bare(SCHOOL, draft.id))[0]).toBe(404);
  });

  test('is verified offline by the program, which says INVALID for changed bytes and another key', async () => {
    const file = kept('receipt.txt', receipt);
    const key = kept('key.txt', fieldsOf(receipt).get('public-key') ?? '');
    expect(await status('receipt', 'verify', file, '--key', key)).toMatchObject({ status: 0, said: expect.stringContaining('有效 VALID') });
    expect((await status('receipt', 'verify', file)).said).toContain('--key');
    const other = kept('other.txt', sm2.generateKeyPairHex().publicKey);
    expect(await status('receipt', 'verify', file, '--key', other)).toMatchObject({ status: 1, said: expect.stringContaining('INVALID') });
    const bytes = Buffer.from(receipt);
    for (let at = 7; at < bytes.length; at += Math.ceil(bytes.length / 8)) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await status('receipt', 'verify', kept('changed.txt', changed))).said, `byte ${at}`).toContain('INVALID');
    }
  });

  test('is another one after a submission anew', async () => {
    await box.at(PRELIMINARY);
    await box.review(GONGYI, id, 'return');
    await box.at(day('03-12'));
    const school = await box.as(SCHOOL);
    const { version } = await box.read(id, SCHOOL);
    const saved = done(200, await school.put(`/applications/${id}`, { json: { lines: [line(WEB, '初级', 41)] }, ifMatch: version }));
    await box.sign(SCHOOL, saved);
    done(200, await school.post(`/applications/${id}/submission`));
    const second = await receiptOf(SCHOOL, id);
    expect(fits(second)).toBe(true);
    expect(fieldsOf(second).get('revision')).toBe(String(saved.revision));
    expect(fieldsOf(second).get('form-sm3')).not.toBe(fieldsOf(receipt).get('form-sm3'));
  });
});

describe('the heads of an installation', () => {
  let program: Program;
  beforeAll(async () => {
    ({ program } = await Program.install());
    await program.launch();
    await program.halt();
  });
  afterAll(() => program.remove());

  const heads = () => join(program.data, 'heads', 'heads.txt');
  const publicKey = async () => (await program.command('receipt', 'key')).trim().split(' ')[1] ?? '';

  test('lie beside the database, signed with a key of its owner alone', async () => {
    expect(statSync(join(program.data, 'signing.key')).mode & 0o777).toBe(0o600);
    const [head = ''] = readFileSync(heads(), 'utf8').split('\n');
    const [signed = '', signature = ''] = head.split(' sig=');
    expect(sm2.doVerifySignature(signed, signature, await publicKey(), { hash: true })).toBe(true);
    expect(await program.commandStatus('audit', 'verify')).toMatchObject({ status: 0, said: expect.stringMatching(/^ok \d+ [0-9a-f]{64}\n/) });
  });

  test('are added when rows came, and not when none did', async () => {
    const lines = () => readFileSync(heads(), 'utf8').trimEnd().split('\n').length;
    const before = lines();
    await program.command('user', 'add', 'office1', '--name', '演练推进办', '--role', 'office');
    await program.launch();
    await program.halt();
    expect(lines()).toBe(before + 1);
    await program.launch();
    await program.halt();
    expect(lines()).toBe(before + 1);
  });

  test('tell of another trail and of a cut one, as heads kept elsewhere do', async () => {
    const { program: stranger } = await Program.install();
    try {
      const key = kept('stranger.txt', await stranger.command('receipt', 'key'));
      await stranger.launch();
      await stranger.halt();
      const theirs = kept('theirs.txt', readFileSync(join(stranger.data, 'heads', 'heads.txt')));
      expect(await program.commandStatus('audit', 'verify', '--heads', theirs)).toMatchObject({ status: 1, said: expect.stringContaining(`${theirs}:1`) });
      const otherTrail = await program.commandStatus('audit', 'verify', '--heads', theirs, '--key', key);
      expect(otherTrail).toMatchObject({ status: 1, said: expect.stringContaining('Audit row 1 is not that of the head') });
    } finally {
      await stranger.remove();
    }
    const mine = readFileSync(heads(), 'utf8');
    writeFileSync(heads(), mine.replace(/seq=(\d)/, 'seq=9$1'));
    expect(await program.commandStatus('audit', 'verify')).toMatchObject({ status: 1, said: expect.stringContaining('heads.txt:1') });
    writeFileSync(heads(), mine);
    expect((await program.commandStatus('audit', 'verify')).status).toBe(0);
  });
});
