import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A cell as LibreOffice understood it. */
export interface OfficeCell {
  type: string;
  value: string;
  text: string;
  formula: string | undefined;
}
/** A sheet as LibreOffice understood it: its cells by row, empty ones and repeated blanks left out. */
export interface OfficeSheet {
  name: string;
  locked: boolean;
  rules: number;
  rows: OfficeCell[][];
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string) => xml.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
const attribute = (xml: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1];

/** Equal neighbours are written once, with their number. */
const times = (head: string, what: string) => Array.from({ length: Number(attribute(head, `table:number-${what}-repeated`) ?? 1) });

function cellsOf(row: string): OfficeCell[] {
  return [...row.matchAll(/<table:table-cell\b([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, head = '', body = '']) => {
    const type = attribute(head, 'office:value-type');
    if (type === undefined) return [];
    const value = attribute(head, 'office:date-value') ?? attribute(head, 'office:value') ?? '';
    const text = [...body.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map((part) => plain(part[1] ?? '')).join('\n');
    const cell = { type, value, text, formula: attribute(head, 'table:formula') };
    return times(head, 'columns').map(() => cell);
  });
}

function sheetsOf(xml: string): OfficeSheet[] {
  return [...xml.matchAll(/<table:table\b([^>]*)>(.*?)<\/table:table>/gs)].map(([, head = '', body = '']) => ({
    name: plain(attribute(head, 'table:name') ?? ''),
    locked: attribute(head, 'table:protected') === 'true',
    rules: new Set([...body.matchAll(/content-validation-name="([^"]*)"/g)].map((match) => match[1])).size,
    rows: [...body.matchAll(/<table:table-row\b([^>]*)>(.*?)<\/table:table-row>/gs)].flatMap(([, row = '', cells = '']) => {
      const read = cellsOf(cells);
      return read.length > 0 ? times(row, 'rows').map(() => read) : [];
    }),
  }));
}

/** Opens books with one start of LibreOffice and gives what it understood of each. Throws when it complains of any. */
export function openedByOffice(books: Map<string, Buffer>): Map<string, OfficeSheet[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-office-'));
  try {
    const out = join(folder, 'out');
    mkdirSync(out);
    const files = [...books].map(([name, bytes]) => {
      const path = join(folder, `${name}.xlsx`);
      writeFileSync(path, bytes);
      return path;
    });
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    execFileSync('soffice', [profile, '--headless', '--norestore', '--convert-to', 'fods', '--outdir', out, ...files], { stdio: 'pipe', timeout: 240_000 });
    return new Map([...books.keys()].map((name) => [name, sheetsOf(readFileSync(join(out, `${name}.fods`), 'utf8'))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
