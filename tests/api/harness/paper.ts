import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a school does with a print between printer and upload, done with poppler's tools. */

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'kaoji-paper-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pages of a PDF put together in this order, counted from 1, from one print or from several. */
export function bound(...sheets: [Buffer, number][]): Buffer {
  return inFolder((folder) => {
    const parts = sheets.map(([print, page], i) => {
      const source = join(folder, `print-${i}.pdf`);
      const part = join(folder, `part-${i}.pdf`);
      writeFileSync(source, print);
      execFileSync('pdfseparate', ['-f', String(page), '-l', String(page), source, part]);
      return part;
    });
    const whole = join(folder, 'whole.pdf');
    if (parts.length === 1) return readFileSync(parts[0] as string);
    execFileSync('pdfunite', [...parts, whole]);
    return readFileSync(whole);
  });
}

/** Each page of a print photographed from straight above. */
export function photographed(print: Buffer, format: 'jpeg' | 'png', dpi = 150): Buffer[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'print.pdf'), print);
    execFileSync('pdftoppm', [`-${format}`, '-r', String(dpi), join(folder, 'print.pdf'), join(folder, 'photo')]);
    const photos = readdirSync(folder).filter((name) => name.startsWith('photo'));
    return photos.sort().map((name) => readFileSync(join(folder, name)));
  });
}

/** The words of a PDF. */
export function wordsOf(print: Buffer): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: print }).toString('utf8');
}

export interface Part {
  name?: string;
  type?: string;
  bytes: Buffer;
}

export const BOUNDARY = 'photos-7d4a6d158c9';
export const PHOTOS = `multipart/form-data; boundary=${BOUNDARY}`;

/** Parts as a browser sends them. */
export function multipart(parts: Part[]): Buffer {
  const pieces = parts.flatMap((part, i) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part.name ?? 'photo'}"; filename="p${i}.jpg"\r\n`),
    Buffer.from(`Content-Type: ${part.type ?? 'image/jpeg'}\r\n\r\n`),
    part.bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
