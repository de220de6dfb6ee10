/** PDFs made by hand, so that each says exactly what its test needs. */

export interface PdfShape {
  pages?: number;
  box?: string;
  catalog?: string; // more of the catalog's dictionary
  page?: string; // more of every page's dictionary
  trailer?: string; // more of the trailer's dictionary
  extra?: string[]; // further objects, numbered from 4
  count?: number; // a /Count of one's own
  padding?: number; // bytes of comment, to grow the file
}

/** A whole PDF 1.4 with a right cross-reference table. Objects: 1 catalog, 2 pages, 3 the one page that all kids are. */
export function pdf(shape: PdfShape = {}): Buffer {
  const pages = shape.pages ?? 1;
  const box = shape.box ?? '[0 0 595 842]';
  const first = 4 + (shape.extra?.length ?? 0);
  const kids = Array.from({ length: pages }, (_, i) => `${first + i} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${shape.catalog ?? ''} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${shape.count ?? pages} >>`,
    '<< >>',
    ...(shape.extra ?? []),
    ...Array.from({ length: pages }, () => `<< /Type /Page /Parent 2 0 R /MediaBox ${box} ${shape.page ?? ''} >>`),
  ];
  let body = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  if (shape.padding) body += `%${'x'.repeat(shape.padding)}\n`;
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = body.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${shape.trailer ?? ''} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** A clean one-page scan; another mark makes another file. */
export function scan(mark = ''): Buffer {
  return pdf({ trailer: mark ? `/Mark (${mark})` : '' });
}
