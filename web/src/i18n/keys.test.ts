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

it('says everything in both languages', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort());
});

it('names the same figures in both languages', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  const english = new Map(keys(en).map((key, i) => [key, texts(en)[i]!]));
  keys(zh).forEach((key, i) => expect(holes(english.get(key)!), key).toEqual(holes(texts(zh)[i]!)));
});
