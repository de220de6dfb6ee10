import type { ProblemError } from '@/api/problem';
import { i18n } from '@/i18n';

export const is_zh = (): boolean => i18n.global.locale.value === 'zh-CN';

/** The server's sentence in the person's language. */
export function say(said: { zh?: string | null; en?: string | null }): string {
  return (is_zh() ? said.zh : said.en) || said.zh || '';
}

export function say_problem(error: ProblemError): string {
  const p = error.problem;
  return say({ zh: p.detail_zh ?? p.title, en: p.detail_en ?? p.title }) || error.code;
}

/** A whole number with thousands separators; «—» for none. */
export function count_text(n: number | null | undefined): string {
  return n === null || n === undefined ? '—' : n.toLocaleString('en-US').replaceAll('-', '−');
}
