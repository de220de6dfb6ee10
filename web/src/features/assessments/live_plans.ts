import { api, unwrap } from '@/api/client';
import type { Plan } from '@/api/types';

/** All live plans of the institution that is signed in. */
export async function live_plans(): Promise<Plan[]> {
  const all: Plan[] = [];
  let cursor: string | undefined;
  do {
    const page = await unwrap(api.GET('/plans', { params: { query: { live_only: true, limit: 200, cursor } } }));
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}
