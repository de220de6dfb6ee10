import type { ApplicationSummary, Windows } from '@/api/types';

export type Nearness = 'day' | 'hour';

/** Declarations that can still be handed in, but only until an instant that is near. */
export interface Closing {
  closes_at: string;
  nearness: Nearness;
  /** Still to be submitted, or returned and to be submitted again. */
  applications: ApplicationSummary[];
}

const hour_ms = 3_600_000;

function nearness_of(left_ms: number): Nearness | null {
  if (left_ms <= 0 || left_ms > 24 * hour_ms) return null;
  return left_ms <= hour_ms ? 'hour' : 'day';
}

/** The instant until which this kind can be submitted, what was granted included; null when it cannot, or at any time. */
export function submit_until(windows: Windows | null, kind: ApplicationSummary['kind']): string | null {
  const window = windows?.items.find((w) => w.kind === kind && w.stage === 'submit');
  if (!window || window.always) return null;
  return window.extended_until_at ?? window.closes_at;
}

/**
 * What of these drafts and returned applications must be handed in within a day, the nearest end first. `now` is the server's
 * instant in ms. A draft goes by its kind's window, a returned one by the day that the server set for it.
 */
export function closing(applications: ApplicationSummary[], windows: Windows | null, now: number): Closing[] {
  const by_end = new Map<string, Closing>();
  for (const application of applications) {
    const draft = application.status === 'draft';
    if (!draft && application.status !== 'returned') continue;
    const closes_at = draft ? submit_until(windows, application.kind) : application.due_at;
    const nearness = closes_at === null ? null : nearness_of(Date.parse(closes_at) - now);
    if (closes_at === null || nearness === null) continue;
    const found = by_end.get(closes_at) ?? { closes_at, nearness, applications: [] };
    found.applications.push(application);
    by_end.set(closes_at, found);
  }
  return [...by_end.values()].sort((a, b) => Date.parse(a.closes_at) - Date.parse(b.closes_at));
}
