import { computed, type Ref } from 'vue';
import { api, unwrap } from '@/api/client';
import type { ApplicationKind, ApplicationStatus } from '@/api/types';
import { round_query } from '@/ui/round_value';
import { use_filters } from '@/ui/use_filters';
import { use_load } from '@/ui/use_load';

/** 待办, 已办, and everything that may be seen. */
export const queue_scopes = ['mine', 'done', 'all'] as const;
/** What belongs to the filter of the queue in the page's address. */
export const queue_filter_names = ['scope', 'status', 'kind', 'round', 'bureau', 'q'];

/** What a reviewer filters by, at the queue and while going through it. */
export function use_queue_filters() {
  const { fields, query } = use_filters(
    { kind: '', bureau: '', q: '', scope: 'mine', status: '', round: '' },
    (chosen) => ({
      kind: chosen.kind as ApplicationKind | undefined,
      bureau: chosen.bureau,
      q: chosen.q,
      ...round_query(chosen.round),
      status: chosen.status?.split(',') as ApplicationStatus[] | undefined,
      awaiting_me: chosen.scope === 'mine' ? true : undefined,
      done_by_me: chosen.scope === 'done' ? true : undefined,
    }),
  );
  /** What the counts are narrowed by: the filter without the state and the desk. */
  const narrowing = computed(() => {
    const { status: _status, awaiting_me: _mine, done_by_me: _done, ...rest } = query.value;
    return rest;
  });
  return { fields, query, narrowing };
}

const most = 200;

/** The applications before and after this one in the queue; one that is not in it stands before its first. */
export function use_neighbours(id: Ref<number>) {
  const { query } = use_queue_filters();
  const { data } = use_load(() => unwrap(api.GET('/applications', { params: { query: { ...query.value, limit: most } } })));
  const ids = computed(() => data.value?.items.map((a) => a.id) ?? []);
  const at = computed(() => ids.value.indexOf(id.value));
  const next = computed(() => (at.value < 0 ? ids.value[0] : ids.value[at.value + 1]) ?? null);
  const previous = computed(() => ids.value[at.value - 1] ?? null);
  return { next, previous };
}
