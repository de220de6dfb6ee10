import type { Line } from '@/api/types';

const bare = (text: string) => text.replace(/\s/g, '');
const enough = 8;

/**
 * The page of the printed form on which each line stands, by line number: found by the beginning of the certificate's name in
 * the words of the pages. The lines of a block are printed in order, so a name that stands on several pages is taken from
 * the first of them that is not before the page of the block's line above. A line that is not found has no entry.
 */
export function line_pages(pages: string[], lines: Pick<Line, 'number' | 'certificate' | 'block'>[]): Map<number, number> {
  const texts = pages.map(bare);
  const found = new Map<number, number>();
  if (texts.length === 1) {
    for (const line of lines) found.set(line.number, 1);
    return found;
  }
  const from = new Map<string | null, number>();
  for (const line of lines) {
    const name = bare(line.certificate).slice(0, enough);
    const page = texts.findIndex((text, at) => at >= (from.get(line.block) ?? 0) && text.includes(name));
    if (page < 0) continue;
    found.set(line.number, page + 1);
    from.set(line.block, page);
  }
  return found;
}
