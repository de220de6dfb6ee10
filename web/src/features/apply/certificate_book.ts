import { api, unwrap } from '@/api/client';
import type { Certificate, Plan } from '@/api/types';

const page_size = 200;
const suffix = '职业技能等级证书';
const most_offered = 12;

/** The whole catalogue, read once for a page: a few hundred names, so that search answers while typing. */
export async function read_catalogue(): Promise<Certificate[]> {
  const all: Certificate[] = [];
  let cursor: string | undefined;
  do {
    const page = await unwrap(api.GET('/certificates', { params: { query: { limit: page_size, cursor } } }));
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

/** All live plans of the institution: what an increase or decrease can name. */
export async function read_live_plans(institution: string): Promise<Plan[]> {
  const all: Plan[] = [];
  let cursor: string | undefined;
  do {
    const query = { institution, live_only: true, limit: page_size, cursor };
    const page = await unwrap(api.GET('/plans', { params: { query } }));
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

const folded = (text: string) =>
  text.normalize('NFKC').toLowerCase().replace(/\s/g, '').replaceAll('〔', '(').replaceAll('〕', ')');

/** Does the pinyin, whose syllables stand apart, hold this text from the beginning of one of them on? */
function begins_a_syllable(pinyin: string, text: string): boolean {
  const syllables = pinyin.toLowerCase().split(' ');
  return syllables.some((_, i) => syllables.slice(i).join('').startsWith(text));
}

/**
 * Certificates for what was typed: characters anywhere in the name, its pinyin or their initials, or its organisation; those that
 * begin with it first.
 */
export function matching(book: Certificate[], typed: string): Certificate[] {
  const text = folded(typed);
  if (text === '') return book.slice(0, most_offered);
  const tests: ((c: Certificate) => boolean)[] = [
    (c) => folded(c.name).startsWith(text),
    (c) => c.initials.startsWith(text),
    (c) => folded(c.pinyin).startsWith(text),
    (c) => folded(c.name).includes(text),
    (c) => c.initials.includes(text),
    (c) => begins_a_syllable(c.pinyin, text),
    (c) => folded(c.organisation).includes(text),
  ];
  return book
    .map((c) => ({ c, rank: tests.findIndex((test) => test(c)) }))
    .filter((x) => x.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most_offered)
    .map((x) => x.c);
}

/** The catalogue's spelling of a pasted name: with or without the common suffix, other brackets, spaces. */
export function spelled(book: Certificate[], name: string): string {
  const bare = (text: string) => folded(text).replace(suffix, '');
  return book.find((c) => c.name === name)?.name ?? book.find((c) => bare(c.name) === bare(name))?.name ?? name;
}
