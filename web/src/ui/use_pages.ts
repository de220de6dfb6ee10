import { computed, ref, watch, type Ref } from 'vue';
import { use_load, type Loaded } from './use_load';

export interface Page<T> {
  items: T[];
  total: number;
  next_cursor: string | null;
}

/** A list with its pages, for PagedList. `page` counts from 0. */
export interface PagedList<T, P extends Page<T> = Page<T>> extends Loaded<P> {
  items: Ref<T[]>;
  total: Ref<number>;
  page: Ref<number>;
  has_next: Ref<boolean>;
  has_previous: Ref<boolean>;
  next: () => void;
  previous: () => void;
}

/** A list that is read page by page: `load(cursor)` answers a page; `watched` going elsewhere starts again. */
export function use_pages<T, P extends Page<T> = Page<T>>(
  load: (cursor: string | undefined) => Promise<P>,
  watched: () => unknown = () => null,
): PagedList<T, P> {
  const cursors = ref<(string | undefined)[]>([undefined]);
  const at = ref(0);
  const state = use_load<P>(
    () => load(cursors.value[at.value]),
    () => at.value,
  );
  watch(
    () => JSON.stringify(watched()),
    () => {
      cursors.value = [undefined];
      if (at.value === 0) void state.reload();
      else at.value = 0;
    },
  );
  const has_next = computed(() => Boolean(state.data.value?.next_cursor));
  const has_previous = computed(() => at.value > 0);
  function next() {
    const cursor = state.data.value?.next_cursor;
    if (!cursor) return;
    cursors.value = [...cursors.value.slice(0, at.value + 1), cursor];
    at.value += 1;
  }
  function previous() {
    if (at.value > 0) at.value -= 1;
  }
  const items = computed(() => (state.data.value?.items ?? []) as T[]);
  const total = computed(() => state.data.value?.total ?? 0);
  return { ...state, items, total, page: at, has_next, has_previous, next, previous };
}
