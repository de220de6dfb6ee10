import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { wordsOf } from './harness/paper.ts';
import { programPath } from './harness/program.ts';
import { COLLEGE, done, FINAL, GONGYI, line, PRELIMINARY, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';
import { readBook, unzip } from './harness/xlsx.ts';

const box = sandbox();
const spring = { year: 2026, round: 'spring' };
const folder = mkdtempSync(join(tmpdir(), 'kaoji-bundles-'));
afterAll(() => rmSync(folder, { recursive: true }));

let school: Json;
let college: Json;
let refused: Json;

beforeAll(async () => {
  school = await box.submit(SCHOOL, 'new', [line(WEB, '初级', 40), line('物流管理', '中级', 20)]);
  refused = await box.submit(SCHOOL, 'new', [line('智能财税', '初级', 15)]);
  college = await box.submit(COLLEGE, 'decrease', [line(WEB, '中级', 100, { year: 2025, reason: '参加考核学生减少' })]);
  await box.at(PRELIMINARY);
  await box.review(GONGYI, school.id, 'pass');
  await box.review(GONGYI, refused.id, 'reject');
  await box.at(FINAL);
  await box.review('department', school.id, 'pass', { except: [{ line: 1, reason: '人数与学籍不符' }] });
  await box.review('department', college.id, 'pass');
});

async function get(actor: string, path: string, query: Record<string, string | number> = {}): Promise<Answer> {
  return (await box.as(actor)).get(path, { query });
}
function bare(answer: Answer): [number, string] {
  return [answer.status, answer.text.replace(/"request_id":"[^"]*"/, '')];
}

/** The members of a bundle, each of which must have the digests that the manifest names. */
function members(answer: Answer): Map<string, Buffer> {
  expect([answer.status, answer.header('content-type')]).toEqual([200, 'application/zip']);
  const files = unzip(answer.raw);
  const manifest = files.get('校验清单.txt')?.toString() ?? '';
  const lines = [...files].filter(([name]) => name !== '校验清单.txt').flatMap(([name, bytes]) => {
    const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
    return [`SM3 (${name}) = ${digest('sm3')}`, `SHA256 (${name}) = ${digest('sha256')}`];
  });
  expect(manifest).toBe(`${lines.join('\n')}\n`);
  return files;
}

describe("a round's package as ZIP", () => {
  const path = '/rounds/package.zip';

  test('holds cover, list, forms and scans of what the bureau passed on', async () => {
    const answer = await get(GONGYI, path, spring);
    expect(answer.header('content-disposition')).toContain(encodeURIComponent('初审材料 巩义市教育局 2026年春季学期.zip'));
    const files = members(answer);
    const own = `申报/${SCHOOL} 演练巩义中专/${school.number}`;
    expect([...files.keys()]).toEqual(['说明.txt', '封面.pdf', '清单.xlsx', `${own} 汇总表.pdf`, `${own} 扫描件.pdf`, '校验清单.txt']);
    expect(wordsOf(files.get('封面.pdf') as Buffer)).toContain(school.number);
    const form = await get(GONGYI, `/applications/${school.id}/form.pdf`);
    expect(files.get(`${own} 汇总表.pdf`)?.equals(form.raw)).toBe(true);
    const scan = await get(GONGYI, `/applications/${school.id}/scan`);
    expect(files.get(`${own} 扫描件.pdf`)?.equals(scan.raw)).toBe(true);
    const [list, totals] = readBook(files.get('清单.xlsx') as Buffer);
    expect(list?.rows[1]?.map((cell) => cell.text ?? cell.number)).toEqual(expect.arrayContaining([school.number, '演练巩义中专', 60, `${own} 扫描件.pdf`]));
    expect(totals?.rows[1]?.map((cell) => cell.text ?? cell.number)).toEqual(['新增申报', 1, 1, 2, 60]);
  });

  test('is the same, byte for byte, when it is asked for again', async () => {
    const once = await get(GONGYI, path, spring);
    expect((await get(GONGYI, path, spring)).raw.equals(once.raw)).toBe(true);
  });

  test('of the whole province holds what the bureaus passed on and what came directly', async () => {
    const files = members(await get('department', path, spring));
    const names = [...files.keys()].join('\n');
    expect(names).toContain(school.number);
    expect(names).toContain(college.number);
    expect(names).not.toContain(refused.number);
    expect(wordsOf(files.get('封面.pdf') as Buffer)).toContain('河南省教育厅');
  });

  test("is a reviewer's own bureau's alone, and leaves a row in the audit trail", async () => {
    const theirs = await get(ZHENGZHOU, path, { ...spring, bureau: GONGYI });
    expect(bare(theirs)).toEqual(bare(await get(ZHENGZHOU, path, { ...spring, bureau: '419999' })));
    expect(theirs.status).toBe(404);
    expect((await get(SCHOOL, path, spring)).status).toBe(403);
    expect((await get(GONGYI, path, { year: 2026, round: 'summer' })).code).toBe('parameter-invalid');
    await get(GONGYI, path, spring);
    const rows = done(200, await get('auditor', '/audit', { act: 'package-print', object_kind: 'export' }));
    expect(rows.items[0]).toMatchObject({ object: `package-2026-spring-${GONGYI}.zip`, detail: 'rows 1' });
  });
});

/** Runs the checker: its status and what it says. */
function verify(file: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    execFile(programPath(), ['archive', 'verify', file], (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });
}

describe("a round's archive", () => {
  const path = '/rounds/archive.zip';
  let archive: Answer;

  beforeAll(async () => {
    archive = await get('office', path, spring);
  });

  test('is made by the office alone, and leaves a row in the audit trail', async () => {
    for (const actor of [SCHOOL, GONGYI, 'department', 'auditor', 'system']) expect((await get(actor, path, spring)).status).toBe(403);
    expect((await get('office', path, { year: 2026, round: 'summer' })).code).toBe('parameter-invalid');
    const rows = done(200, await get('auditor', '/audit', { act: 'archive-make', result: 'done' }));
    expect(rows.items.at(-1)).toMatchObject({ object: '2026-spring', detail: 'applications 3 scans 3' });
  });

  test('holds every application of the round with its decision, entries and files', async () => {
    const files = members(archive);
    const rows = (name: string): Json[] => (files.get(name)?.toString() ?? '').split('\n').filter(Boolean).map((text) => JSON.parse(text) as Json);
    expect(rows('data/applications.jsonl').map((row) => [row.number, row.status])).toEqual([
      [school.number, 'partly-approved'],
      [refused.number, 'rejected'],
      [college.number, 'approved'],
    ]);
    const entries = rows('data/ledger.jsonl').filter((row) => row.application !== 0);
    expect(entries.map((row) => [row.application, row.kind, row.headcount])).toEqual(expect.arrayContaining([
      [school.id, 'declared', 20],
      [college.id, 'decreased', 100],
    ]));
    expect(files.get('policy/henan-2021-628.toml')?.equals(readFileSync(join(import.meta.dirname, '../../policies/henan-2021-628.toml')))).toBe(true);
    const scan = await get('office', `/applications/${college.id}/scan`);
    expect(files.get(`files/${college.number}/扫描件 r${college.revision}-1.pdf`)?.equals(scan.raw)).toBe(true);
    expect(readBook(files.get('表格.xlsx') as Buffer).map((sheet) => sheet.name)).toEqual(['申报', '明细', '计划', '台账']);
    expect(rows('data/audit.jsonl').some((row) => row.act === 'application-review' && row.object === `application/${college.id}`)).toBe(true);
  });

  test('is checked without a server and without a database', async () => {
    const file = join(folder, 'archive.zip');
    writeFileSync(file, archive.raw);
    const { status, text } = await verify(file);
    expect([status, text]).toEqual([0, expect.stringContaining('归档完好 The archive is whole')]);
    expect(text).toContain('申报 3 件，件数与合计相符');
  });

  test('that was touched is named with the first fault', async () => {
    const file = join(folder, 'touched.zip');
    const touched = Buffer.from(archive.raw);
    const at = touched.indexOf('"headcount":20');
    touched.write('"headcount":21', at);
    writeFileSync(file, touched);
    const { status, text } = await verify(file);
    expect(status).toBe(1);
    expect(text).toContain('data/applications.jsonl: ');
    expect(text).toContain('归档有误 The archive is not as it should be');
    writeFileSync(file, touched.subarray(0, touched.length / 2));
    expect((await verify(file)).status).toBe(1);
    expect((await verify(join(folder, 'absent.zip'))).status).toBe(1);
  });

  test('is made at the terminal as well, and holds the same', async () => {
    await box.program.halt();
    const file = join(folder, 'made.zip');
    const said = await box.program.command('archive', 'make', '--year', '2026', '--round', 'spring', file);
    await box.program.launch();
    expect(said).toContain('申报 3 件，扫描件 3 份');
    expect((await verify(file)).status).toBe(0);
    const [here, there] = [unzip(readFileSync(file)), unzip(archive.raw)];
    for (const name of ['data/applications.jsonl', 'data/plans.jsonl', 'data/ledger.jsonl', 'data/audit.jsonl']) {
      expect([name, here.get(name)?.toString()]).toEqual([name, there.get(name)?.toString()]);
    }
    expect([...here.keys()]).toEqual([...there.keys()]);
  });
});
