import { is_pdf, is_photo, most_bytes, most_photos } from '@/api/upload';

/** Why chosen files cannot be a scan: a key of the client's own sentences, and the figure in it. */
export interface FileTrouble {
  key: 'scan.neither' | 'scan.mixed' | 'scan.too_large' | 'scan.too_many';
  n: number;
}

/** What is wrong with these files before they are sent; null when they may go. What is in them, the server judges. */
export function trouble_of(files: File[]): FileTrouble | null {
  if (!files.every((file) => is_pdf(file) || is_photo(file))) return { key: 'scan.neither', n: 0 };
  if (files.length > 1 && files.some(is_pdf)) return { key: 'scan.mixed', n: 0 };
  if (files.length > most_photos) return { key: 'scan.too_many', n: most_photos };
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return bytes > most_bytes ? { key: 'scan.too_large', n: Math.ceil(bytes / 1024 / 1024) } : null;
}

/** The list with the item at `from` put before or after its neighbour; as it was at either end. */
export function moved<T>(items: T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  if (to < 0 || to >= items.length) return items;
  const list = [...items];
  [list[from], list[to]] = [list[to]!, list[from]!];
  return list;
}
