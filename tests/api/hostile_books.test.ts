import { describe, expect, test } from 'vitest';
import { bookParts, zip, zipped } from './harness/books.ts';
import type { Answer } from './harness/client.ts';
import { COLLEGE, done, sandbox, WEB } from './harness/world.ts';

// Bombs, and XML that wants to read or fetch something, on every operation that takes a book. None is opened, each is
// refused in words that say what to do, and the server goes on.
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const box = sandbox();

interface Door {
  path: string;
  actor: string;
  query: Record<string, string>;
  /** What it calls every book that it does not take; without one, each by its reason. */
  code?: string;
}
const DOORS: Door[] = [
  { path: '/assessments/import', actor: COLLEGE, query: { dry_run: 'true' } },
  { path: '/assessments/import', actor: COLLEGE, query: {} },
  { path: '/assessments/import/failed-rows', actor: COLLEGE, query: {} },
  { path: '/applications/import', actor: COLLEGE, query: { dry_run: 'true' } },
  { path: '/reconciliations', actor: 'office', query: { name: '平台导出.xlsx' }, code: 'table-invalid' },
];

const parts = () => bookParts({ 考核结果: [['证书', '级别'], [WEB, '中级']] });
const SHEET = 'xl/worksheets/sheet1.xml';
/** The book with one part changed. */
function spoiled(name: string, change: (text: string) => string): Buffer {
  const all = parts();
  all.set(name, change(all.get(name) ?? ''));
  return zipped(all);
}
const declared = (name: string, doctype: string, entity = '') =>
  spoiled(name, (text) => text.replace('?>\n', `?>\n${doctype}\n`).replace(WEB, entity));
const laughs = (depth: number) =>
  `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: depth }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};&a${i};&a${i};">`).join('')}]>`;
const zeroes = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024);

const ACTIVE: [string, () => Buffer][] = [
  ['an entity that is a file of the server', () => declared(SHEET, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;')],
  ['an entity that lies elsewhere', () => declared(SHEET, '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>', '&e;')],
  ['a DTD that lies elsewhere', () => declared(SHEET, '<!DOCTYPE worksheet PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">')],
  ['a parameter entity', () => declared(SHEET, '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>')],
  ['an empty DOCTYPE', () => declared(SHEET, '<!DOCTYPE worksheet>')],
  ['a billion laughs', () => declared(SHEET, laughs(15), '&a15;')],
  ['a billion laughs in an attribute', () => spoiled(SHEET, (text) => text.replace('?>\n', `?>\n${laughs(15)}\n`).replace('<sheetData>', '<sheetData x="&a15;">'))],
  ['a DTD among the relations', () => declared('_rels/.rels', laughs(4))],
  ['a DTD in the styles', () => declared('xl/styles.xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')],
  ['a DTD in a part that nothing names', () => zipped(parts(), [{ name: 'docProps/custom.xml', bytes: Buffer.from(`<?xml version="1.0"?>${laughs(15)}<x>&a15;</x>`) }])],
];
const BOMBS: [string, () => Buffer][] = [
  ['60 MiB of nothing beside the sheets', () => zipped(parts(), [{ name: 'xl/media/a.bin', bytes: zeroes(60) }])],
  ['a sheet of blanks', () => spoiled(SHEET, (text) => text.replace('<sheetData>', `${' '.repeat(60 * 1024 * 1024)}<sheetData>`))],
  ['a ZIP of many small bombs', () => zip(Array.from({ length: 20 }, (_, i) => ({ name: `xl/media/${i}.bin`, bytes: zeroes(1) })))],
  ['more entries than a book has', () => zipped(parts(), Array.from({ length: 1000 }, (_, i) => ({ name: `${i}.txt`, bytes: Buffer.from('x') })))],
];

const DAMAGED: [string, () => Buffer][] = [
  ['a row that no spreadsheet has', () => spoiled(SHEET, (text) => text.replace('</sheetData>', '<row r="2147483647"/><row><c><v>1</v></c></row></sheetData>'))],
  ['a number that is none', () => spoiled(SHEET, (text) => text.replace('</sheetData>', '<row><c><v>nan</v></c></row></sheetData>'))],
];

const made = new Map<() => Buffer, Buffer>();
/** Sends the book, which is made once for all doors. */
async function send(door: Door, make: () => Buffer): Promise<Answer> {
  const bytes = made.get(make) ?? make();
  made.set(make, bytes);
  return (await box.as(door.actor)).post(door.path, { raw: bytes, type: XLSX, query: door.query });
}

describe.each(DOORS)('a book from a stranger at $path $query', (door) => {
  test.each(ACTIVE)('%s is refused unread', async (_, make) => {
    const answer = await send(door, make);
    expect([answer.status, answer.code]).toEqual([422, door.code ?? 'sheet-active']);
    expect(answer.json.detail_zh).toMatch(/宏、外部链接.*未予读取.*请/);
    expect(answer.json.detail_en).toMatch(/macros, external links.* was not read\. Paste/);
    expect(answer.text).not.toContain('root:');
  });

  test.each(BOMBS)('%s is refused while it grows', async (_, make) => {
    const answer = await send(door, make);
    expect([answer.status, answer.code]).toEqual([422, door.code ?? 'sheet-bomb']);
    expect(answer.json.detail_zh).toMatch(/解压后过大，未予读取。请/);
    expect(answer.json.detail_en).toMatch(/too large when unpacked and was not read\. Copy/);
  });

  test.each(DAMAGED)('%s is damage', async (_, make) => {
    const answer = await send(door, make);
    expect([answer.status, answer.code]).toEqual([422, door.code ?? 'sheet-damaged']);
    expect(answer.json.detail_zh).toMatch(/已损坏.*请/);
    expect(answer.json.detail_en).toMatch(/damaged/);
  });

  test('nothing of them was recorded, and the server goes on', async () => {
    expect(done(200, await (await box.as(COLLEGE)).get('/assessments')).total).toBe(0);
  });
});
