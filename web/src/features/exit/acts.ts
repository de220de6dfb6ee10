import { api, write_headers } from '@/api/client';
import type { Hold, LedgerEntry, Plan } from '@/api/types';
import { level_text } from '@/ui/say';

/** What a plan is called in a dialog. */
export const plan_text = (plan: Pick<Plan | Hold | LedgerEntry, 'institution' | 'certificate' | 'level' | 'year'>): string =>
  [plan.institution.name, plan.certificate, level_text(plan.level), plan.year].join(' · ');

export const place_hold = (plan: Plan) => (key: string, reason: string) =>
  api.POST('/holds', {
    params: { header: write_headers(key) },
    body: { institution: plan.institution.code, certificate: plan.certificate, level: plan.level, year: plan.year, reason },
  });

export const lift_hold = (id: number) => (key: string, reason: string) =>
  api.POST('/holds/{id}/lifting', { params: { path: { id }, header: write_headers(key) }, body: { reason } });

export const reverse_exit = (id: number) => (key: string, reason: string) =>
  api.POST('/exit/entries/{id}/reversal', { params: { path: { id }, header: write_headers(key) }, body: { reason } });
