import type { ActionNow, ApplicationKind, ApplicationSummary } from '@/api/types';

/** What an institution still has to do with one of its applications. */
export interface NextStep {
  application: ApplicationSummary;
  /** What comes next: fill in the lines, have the form signed and uploaded, submit, or mend what was returned. */
  step: 'fill' | 'sign' | 'submit' | 'mend';
  /** The instant until which it can be handed in; null: at any time, or not at present. */
  until: string | null;
  /** Why it cannot be handed in yet; it can still be worked on. */
  barred: ActionNow | null;
}

function step_of(application: ApplicationSummary): NextStep['step'] {
  if (application.status === 'returned') return 'mend';
  if (application.line_count === 0) return 'fill';
  return application.has_current_scan ? 'submit' : 'sign';
}

/**
 * Drafts and returned applications as a list of tasks: those that can be handed in first, by their end; then those without an
 * end; last those that cannot be handed in yet. `submit_of` is the server's word on submissions of a kind.
 */
export function next_steps(
  applications: ApplicationSummary[],
  submit_of: (kind: ApplicationKind) => ActionNow | null,
): NextStep[] {
  const steps = applications.map((application): NextStep => {
    const returned = application.status === 'returned';
    const submit = submit_of(application.kind);
    const barred = !returned && submit && !submit.allowed ? submit : null;
    const until = returned ? application.due_at : barred ? null : (submit?.closes_at ?? null);
    return { application, step: step_of(application), until, barred };
  });
  const rank = (s: NextStep) => (s.barred ? Number.MAX_SAFE_INTEGER : s.until ? Date.parse(s.until) : Number.MAX_SAFE_INTEGER - 1);
  return steps.sort((a, b) => rank(a) - rank(b) || b.application.id - a.application.id);
}
