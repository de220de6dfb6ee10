import { expect, it } from 'vitest';
import en from './en';
import zh from './zh';

type Tree = { [key: string]: string | Tree };

const keys = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value, `${path}${key}.`),
  );
const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));

const sources = Object.entries(
  import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../i18n/**', '!../testing/**', '!../**/*.test.ts', '!../api/schema.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const found = (pattern: RegExp) =>
  sources.flatMap(([file, text]) => [...text.matchAll(pattern)].map((match) => ({ file, key: match[1]! })));
// `t(`status.${s}`)` says any key that begins with `status.`; all other keys are written out.
const beginnings = found(/`(\w+\.[\w-]*)\$\{/g).map(({ key }) => key);
const written = found(/['"](\w+(?:\.[\w-]+)+)['"]/g).map(({ key }) => key);

it('says everything in both languages', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort());
});

it('names the same figures in both languages, in the singular and in the plural', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  const [said_in_english, said_in_chinese] = [texts(en), texts(zh)];
  const english = new Map(keys(en).map((key, i) => [key, said_in_english[i]!]));
  keys(zh).forEach((key, i) => {
    for (const form of english.get(key)!.split(' | ')) expect(holes(form), key).toEqual(holes(said_in_chinese[i]!));
  });
});

it('has a plural in English only where one counts, and none in Chinese', () => {
  expect(texts(zh).filter((text) => text.includes('|'))).toEqual([]);
  for (const text of texts(en).filter((t) => t.includes('|'))) expect(text).toMatch(/^[^|]*\{n\}[^|]* \| [^|]*\{n\}[^|]*$/);
});

it('holds no sentence that nothing says', () => {
  const said = new Set(written);
  const idle = keys(zh).filter((key) => !said.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)));
  expect(idle).toEqual([]);
});

it('has every sentence that is said', () => {
  const known = keys(zh);
  for (const { file, key } of found(/\bt\('([^']+)'/g)) expect(known, `${file}: ${key}`).toContain(key);
  for (const { file, key } of found(/\bt\(`(\w+\.[\w-]*)\$\{/g)) {
    expect(known.some((k) => k.startsWith(key)), `${file}: ${key}…`).toBe(true);
  }
});

// The words of the notice that the client must know to read a table, and what is no word at all.
const may_hold_chinese = new Set(['../api/problem.ts', '../api/terms.ts', '../features/apply/paste.ts', '../features/apply/certificate_book.ts', '../features/apply/draft_content.ts', '../ui/instants.ts']);

it('leaves no Chinese sentence outside the two languages', () => {
  const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');
  const chinese = sources.filter(([file, text]) => !may_hold_chinese.has(file) && /[\u4e00-\u9fff]/.test(code(text)));
  expect(chinese.map(([file]) => file)).toEqual([]);
});
