import { i18n } from '@/i18n';
import { day_of } from '@/ui/instants';
import { scope_text } from './scope_text';

/** Whose figures a part of the page shows: a scope, and of it all certificates, one, or those of an organisation. */
export interface RatesOf {
  scope: string;
  certificate?: string;
  organisation?: string;
}

/** What a ranking keeps apart. */
export type RankedBy = 'kind' | 'bureau' | 'institution' | 'certificate' | 'organisation';

/** The steps of a round's new declarations. */
export const funnel_steps = ['declared', 'reviewed', 'approved', 'examined', 'passed'] as const;

/** As the parameters of a question. */
export const query_of = (of: RatesOf) => ({
  scope: of.scope,
  certificate: of.certificate || undefined,
  organisation: of.organisation || undefined,
});

/** What is watched to ask anew. */
export const watch_of = (of: RatesOf) => [of.scope, of.certificate, of.organisation].join('|');

/** 全省 · Web前端开发 · 2026 · 实时 2026-11-26: what a saved picture says of its figures. */
export function subject_of(of: RatesOf, label: string, year: number, as_of: string | undefined): string {
  const parts = [scope_text(of.scope, label), of.certificate, of.organisation, String(year)];
  const state = as_of ? `${i18n.global.t('rates.live')} ${day_of(Date.parse(as_of))}` : '';
  return [...parts, state].filter(Boolean).join(' · ');
}
