import { shallowRef, triggerRef } from 'vue';
import { api, attempt, write_headers } from '@/api/client';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';
import type { ApplicationSummary, Decision, ReviewResult } from '@/api/types';

/** One decision for several applications, under way or over. It lives beside the pages: whoever leaves finds it again. */
export interface BulkRun {
  applications: ApplicationSummary[];
  decision: Decision;
  note: string;
  results: Map<number, ReviewResult>;
  state: 'running' | 'stopped' | 'done';
  /** Why it stopped before the end; it can go on. */
  refused: ProblemError | null;
}

// So many are sent at once that the progress is seen to move, and no more than one answer is waited for.
export const piece = 10;
export const bulk_run = shallowRef<BulkRun | null>(null);
// One intent for each piece: what was sent and not answered is sent again under its own key.
const intents = new Map<number, Intent>();

async function decide_piece(run: BulkRun, from: number): Promise<void> {
  const items = run.applications.slice(from, from + piece).map((a) => ({
    application: a.id,
    version: a.version,
    decision: run.decision,
    note: run.note,
  }));
  const body = { dry_run: false, items };
  const intent = intents.get(from) ?? new Intent();
  intents.set(from, intent);
  const answer = await attempt(intent, body, (key) =>
    api.POST('/reviews', { params: { header: write_headers(key) }, body }),
  );
  for (const result of answer.results) run.results.set(result.application, result);
}

/** Goes on with the run where it stands, piece by piece. */
export async function go_on(): Promise<void> {
  const run = bulk_run.value;
  if (!run || run.state === 'done') return;
  run.state = 'running';
  run.refused = null;
  triggerRef(bulk_run);
  try {
    for (let from = 0; from < run.applications.length; from += piece) {
      const open = run.applications.slice(from, from + piece).some((a) => !run.results.has(a.id));
      if (!open) continue;
      await decide_piece(run, from);
      triggerRef(bulk_run);
    }
    run.state = 'done';
  } catch (error) {
    run.state = 'stopped';
    run.refused = as_problem(error);
  }
  triggerRef(bulk_run);
}

/** Begins a run; nothing while another one is under way. */
export function begin_run(applications: ApplicationSummary[], decision: Decision, note: string): void {
  if (bulk_run.value?.state === 'running') return;
  intents.clear();
  bulk_run.value = { applications, decision, note, results: new Map(), state: 'running', refused: null };
  void go_on();
}

export function forget_run(): void {
  if (bulk_run.value?.state !== 'running') bulk_run.value = null;
}
