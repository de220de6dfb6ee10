import { computed, ref, shallowReactive } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { as_problem, type ProblemError } from '@/api/problem';
import { session } from '@/api/session_state';

/** Something that takes a while, under way or over. It lives beside the pages: whoever leaves finds it again. */
export interface LongWork {
  /** What is done, as a key: `policies.tab_trial`. */
  title: string;
  /** What it is done to, in words. */
  about: string;
  /** Where its result is shown. */
  to: RouteLocationRaw;
  state: 'running' | 'done' | 'failed';
  began: number;
  /** Seen where it belongs, it needs no more telling. */
  seen: boolean;
  result: unknown;
  error: ProblemError | null;
}

/** By name, in the order in which they were begun. */
export const works = shallowReactive(new Map<string, LongWork>());
// Of the account that began them: nobody else finds them.
const whose = ref<string | null>(null);

const put = (name: string, work: LongWork) => works.set(name, work);

/**
 * Begins `run` under a name and keeps what comes of it; one of that name that is under way is not begun again. Gives the work's
 * promise: false when it failed, which the kept work then explains.
 */
export async function begin_work(
  name: string,
  what: Pick<LongWork, 'title' | 'about' | 'to'>,
  run: () => Promise<unknown>,
): Promise<boolean> {
  const account = session.me?.account.login ?? null;
  if (account !== whose.value) works.clear();
  whose.value = account;
  if (works.get(name)?.state === 'running') return false;
  const work: LongWork = { ...what, state: 'running', began: Date.now(), seen: true, result: null, error: null };
  put(name, work);
  // A later one under the same name, or another account's, is not overwritten.
  const over = (change: Partial<LongWork>) => {
    const now = works.get(name);
    if (now?.began === work.began) put(name, { ...now, ...change });
  };
  try {
    const result = await run();
    over({ state: 'done', result });
    return true;
  } catch (error) {
    over({ state: 'failed', error: as_problem(error) });
    return false;
  }
}

export function forget_work(name: string): void {
  if (works.get(name)?.state !== 'running') works.delete(name);
}

/** The work of a name, as long as its account is the one that is signed in. */
export const work_of = (name: () => string) =>
  computed(() => (whose.value === (session.me?.account.login ?? null) ? (works.get(name()) ?? null) : null));

/** Somebody looks at it where it belongs. */
export function look_at_work(name: string): void {
  const work = works.get(name);
  if (work && !work.seen) put(name, { ...work, seen: true });
}

/** Nobody looks any more: what is still under way is told of elsewhere from now on, and what comes of it. */
export function leave_work(name: string): void {
  const work = works.get(name);
  if (work?.state === 'running') put(name, { ...work, seen: false });
}
