import type { ProblemError } from '@/api/problem';
import { level_names } from '@/api/terms';
import type { RoundRef } from '@/api/types';
import { i18n } from '@/i18n';

const is_zh = (): boolean => i18n.global.locale.value === 'zh-CN';

/** The server's sentence in the person's language. */
export function say(said: { zh?: string | null; en?: string | null }): string {
  return (is_zh() ? said.zh : said.en) || said.zh || '';
}

export function say_problem(error: ProblemError): string {
  const p = error.problem;
  return say({ zh: p.detail_zh ?? p.title, en: p.detail_en ?? p.title }) || error.code;
}

/** `label: text` with the language's colon. */
export const labelled = (label: string, text: string): string => i18n.global.t('punctuation.labelled', { label, text });

/** `text (more)` with the language's brackets. */
export const bracketed = (text: string, more: string): string => i18n.global.t('punctuation.bracketed', { text, more });

/** Words as a list. */
export const listed = (words: string[]): string => words.join(i18n.global.t('punctuation.comma'));

/** Sentences after one another. */
export const sentences = (said: string[]): string => said.join(i18n.global.t('punctuation.semicolon'));

/** A level in the person's language; one that the client does not know as it is written. */
export function level_text(level: string): string {
  const name = level_names[level];
  return name ? i18n.global.t(`level.${name}`) : level;
}

/** A round as people say it: its label is Chinese, its name in the policy file English. */
export function round_text(round: RoundRef): string {
  const name = is_zh() ? round.label : round.name.replaceAll('-', ' ');
  return name.includes(String(round.year)) ? name : `${round.year} ${name}`;
}

/** A whole number with thousands separators; «—» for none. */
export function count_text(n: number | null | undefined): string {
  return n === null || n === undefined ? '—' : n.toLocaleString('en-US').replaceAll('-', '−');
}

/**
 * Who did something, in the person's language as far as it has one: the server names a desk by its Chinese name; a school's or a
 * bureau's name is its own and stays as it is.
 */
export function actor_text(name: string | null | undefined): string {
  const desk = Object.entries(i18n.global.messages.value['zh-CN'].desk_name).find(([, called]) => called === name);
  return desk ? i18n.global.t(`desk_name.${desk[0]}`) : (name ?? '—');
}
