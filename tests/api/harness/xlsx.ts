import { inflateRawSync } from 'node:zlib';

/** What a cell of a sheet holds: a text, a number, or a date (as in Excel: days since 1899-12-30) with its format. */
export interface Cell {
  text?: string;
  number?: number;
  format?: string;
  formula?: string;
}
export interface Sheet {
  name: string;
  rows: Cell[][];
}

/** The files of a ZIP by its central directory. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    files.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string) => xml.replace(/&(\w+);/g, (_, name: string) => NAMED[name] ?? '').replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const attribute = (xml: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(xml)?.[1];

function columnOf(place: string): number {
  return [...(/^[A-Z]+/.exec(place)?.[0] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Built-in formats that we use, by their number. */
const BUILT_IN: Record<string, string> = { '0': 'General', '1': '0', '3': '#,##0', '10': '0.00%', '49': '@' };

function formatsOf(styles: string): string[] {
  const own = new Map([...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map((match) => [match[1], plain(match[2] ?? '')]));
  const cells = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  return [...cells.matchAll(/<xf\b[^>]*numFmtId="(\d+)"/g)].map((match) => own.get(match[1]) ?? BUILT_IN[match[1] ?? ''] ?? `#${match[1]}`);
}

function rowsOf(sheet: string, formats: string[], shared: string[]): Cell[][] {
  return [...sheet.matchAll(/<row\b[^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map((row) => {
    const cells: Cell[] = [];
    for (const match of (row[1] ?? '').matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const [, head = '', body = ''] = match;
      const cell: Cell = { format: formats[Number(attribute(head, 's') ?? 0)] };
      const value = /<v>(.*?)<\/v>/s.exec(body)?.[1];
      const type = attribute(head, 't');
      if (/<f\b/.test(body)) cell.formula = /<f\b[^>]*>(.*?)<\/f>/s.exec(body)?.[1] ?? '';
      if (type === 'inlineStr') cell.text = plain([...body.matchAll(/<t\b[^>]*>(.*?)<\/t>/gs)].map((part) => part[1]).join(''));
      else if (type === 's') cell.text = shared[Number(value)];
      else if (value !== undefined) cell.number = Number(value);
      cells[columnOf(attribute(head, 'r') ?? 'A1')] = cell;
    }
    return cells;
  });
}

/** The sheets of an XLSX book in their order. */
export function readBook(bytes: Buffer): Sheet[] {
  const files = unzip(bytes);
  const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
  const formats = formatsOf(text('xl/styles.xml'));
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((match) => plain((match[1] ?? '').replace(/<[^>]*>/g, '')));
  return [...text('xl/workbook.xml').matchAll(/<sheet\b[^>]*name="([^"]*)"/g)].map((match, i) => ({
    name: plain(match[1] ?? ''),
    rows: rowsOf(text(`xl/worksheets/sheet${i + 1}.xml`), formats, shared),
  }));
}

/** The day of a date cell. */
export function dayOf(cell: Cell | undefined): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.round((cell?.number ?? 0) * 86_400_000)).toISOString().slice(0, 10);
}
