import { computed, type Ref } from 'vue';
import { api, unwrap } from '@/api/client';
import type { ApplicationKind } from '@/api/types';
import { use_filters } from '@/ui/use_filters';
import { use_load } from '@/ui/use_load';

/** What a reviewer filters by, at the queue and while going through it. */
export const use_queue_filters = () =>
  use_filters({ kind: '', bureau: '', q: '', scope: 'mine' }, (chosen) => ({
    kind: chosen.kind as ApplicationKind | undefined,
    bureau: chosen.bureau,
    q: chosen.q,
    awaiting_me: chosen.scope === 'mine' ? true : undefined,
  }));

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
