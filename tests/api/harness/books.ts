import { deflateRawSync } from 'node:zlib';
import { unzip } from './xlsx.ts';

/** An entry of a ZIP. `claimed`: the size that its head names instead of the true one. */
export interface Entry {
  name: string;
  bytes: Buffer;
  stored?: boolean;
  encrypted?: boolean;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function head(signature: number, numbers: [number, 2 | 4][]): Buffer {
  const bytes = Buffer.alloc(4 + numbers.reduce((sum, [, size]) => sum + size, 0));
  bytes.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [value, size] of numbers) {
    if (size === 2) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt32LE(value >>> 0, at);
    at += size;
  }
  return bytes;
}

/** A ZIP of these entries. */
export function zip(entries: Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored, encrypted } of entries) {
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 });
    const words = Buffer.from(name);
    const flags = (encrypted ? 1 : 0) | 0x800;
    const common: [number, 2 | 4][] = [[20, 2], [flags, 2], [stored ? 0 : 8, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [packed.length, 4], [bytes.length, 4], [words.length, 2], [0, 2]];
    const local = Buffer.concat([head(0x04034b50, common), words, packed]);
    directory.push(head(0x02014b50, [[20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), words);
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = head(0x06054b50, [[0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [central.length, 4], [offset, 4], [0, 2]]);
  return Buffer.concat([...files, central, end]);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letters = (column: number): string => (column > 25 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** What a cell of a made book holds; a Date is a day in a date format, `formula` a formula with its last value. */
export type Made = string | number | boolean | Date | null | { formula: string; value: number | string };

function cellXml(made: Made, row: number, column: number): string {
  const place = `r="${letters(column)}${row}"`;
  if (made === null) return '';
  if (made instanceof Date) return `<c ${place} s="1"><v>${Math.round((made.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)}</v></c>`;
  if (typeof made === 'number') return `<c ${place}><v>${made}</v></c>`;
  if (typeof made === 'boolean') return `<c ${place} t="b"><v>${made ? 1 : 0}</v></c>`;
  if (typeof made === 'string') return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(made)}</t></is></c>`;
  const type = typeof made.value === 'string' ? ' t="str"' : '';
  return `<c ${place}${type}><f>${escaped(made.formula)}</f><v>${made.value}</v></c>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a book with these sheets, to be zipped as they are or after one was spoiled. */
export function bookParts(sheets: Record<string, Made[][]>): Map<string, string> {
  const names = Object.keys(sheets);
  const rows = (table: Made[][]) =>
    table.map((row, r) => `<row r="${r + 1}">${row.map((made, c) => cellXml(made, r + 1, c)).join('')}</row>`).join('');
  const parts = new Map([
    ['[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`],
    ['_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId99" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', `${HEAD}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`],
  ]);
  names.forEach((name, i) => parts.set(`xl/worksheets/sheet${i + 1}.xml`, `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows(sheets[name] ?? [])}</sheetData></worksheet>`));
  return parts;
}

export const zipped = (parts: Map<string, string>, more: Entry[] = []): Buffer =>
  zip([...[...parts].map(([name, text]) => ({ name, bytes: Buffer.from(text) })), ...more]);

export const book = (sheets: Record<string, Made[][]>): Buffer => zipped(bookParts(sheets));

/** The same book with these cells of its first sheet holding something else, in their looks; an absent cell is refused. */
export function filled(bytes: Buffer, cells: Record<string, Made>): Buffer {
  const parts = new Map([...unzip(bytes)].map(([name, part]) => [name, part.toString('utf8')]));
  let sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  for (const [place, made] of Object.entries(cells)) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(place) ?? [];
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const cell = new RegExp(`<c r="${place}"( s="\\d+")?(?: t="\\w+")?(?:/>|>.*?</c>)`);
    if (!cell.test(sheet)) throw new Error(`the book has no cell ${place}`);
    sheet = sheet.replace(cell, (_, style: string | undefined) => cellXml(made, Number(digits), column).replace('<c ', `<c${style ?? ''} `).replace(/( s="\d+") (r="\w+") s="1"/, '$1 $2'));
  }
  return zipped(parts.set('xl/worksheets/sheet1.xml', sheet));
}
