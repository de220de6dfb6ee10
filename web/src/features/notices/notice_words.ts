import { i18n } from '@/i18n';
import type { Notice } from '@/api/types';
import { may, session } from '@/api/session_state';
import { actor_text, count_text, round_text } from '@/ui/say';

/** What a notice says, in the person's language. */
export function notice_text(notice: Notice): string {
  const { t } = i18n.global;
  const sender = actor_text(notice.sender);
  if (notice.kind === 'application-voided') {
    return t('notice.application_voided', { year: notice.year ?? '', number: notice.application?.number ?? '' });
  }
  if (notice.kind === 'plan-exited') {
    return t('notice.plan_exited', { year: notice.year ?? '', plans: count_text(notice.plans), headcount: count_text(notice.headcount) });
  }
  if (notice.kind === 'exit-ahead') {
    const figures = { plans: count_text(notice.plans), headcount: count_text(notice.headcount) };
    return t('notice.exit_ahead', { year: notice.year ?? '', days: notice.days_left ?? '', ...figures });
  }
  if (notice.kind === 'exit-reversed' && notice.plan) {
    const { certificate, level, year } = notice.plan;
    const plan = `${certificate} ${level} ${year}`;
    return t('notice.exit_reversed', { year: notice.year ?? '', plan, headcount: count_text(notice.headcount) });
  }
  const round = notice.round ? round_text(notice.round) : '';
  return notice.standing
    ? t('notice.reminder', { sender, round, standing: t(`standing.${notice.standing}`) })
    : t('notice.reminder_bureau', { sender, round });
}

/** Where a notice leads: a page of the client, or a paper of the server; nothing when there is nowhere to go. */
export function notice_place(notice: Notice): { to?: string; href?: string; word: string } | null {
  if (notice.kind === 'application-voided' && notice.application) {
    return { to: `/applications/${notice.application.id}`, word: 'notice.see' };
  }
  const code = session.me?.account.institution?.code;
  if (notice.kind === 'plan-exited' && code) {
    return { href: `/api/institutions/${code}/exit-letter.pdf?year=${notice.year}`, word: 'notice.letter' };
  }
  if (notice.kind === 'exit-ahead') return { to: '/exit', word: 'notice.see_plans' };
  if (notice.kind === 'exit-reversed' && notice.plan) return { to: `/plans/${notice.plan.id}`, word: 'notice.see_plan' };
  if (notice.kind !== 'reminder') return null;
  if (may('application-review')) return { to: '/reviews', word: 'notice.go_review' };
  const where: Record<string, string> = { 'not-begun': '/', returned: '/applications?status=returned' };
  return { to: where[notice.standing ?? ''] ?? '/applications?status=draft', word: 'notice.go' };
}
