import { computed, onScopeDispose, watch } from 'vue';
import { begin_work, forget_work, leave_work, look_at_work, work_of, type LongWork } from './long_work';
import { use_leave_guard } from './use_leave_guard';

/**
 * Work of a page that goes on when the page is left, and whose result is there on coming back: `result` once it is done, `running`
 * and `error` else. The browser asks before it is closed meanwhile.
 */
export function use_long_work<T>(name: () => string, what: () => Pick<LongWork, 'title' | 'about' | 'to'>) {
  const work = work_of(name);
  watch(
    [name, () => work.value?.state],
    ([now], [before]) => {
      if (before !== undefined && before !== now) leave_work(before);
      look_at_work(now);
    },
    { immediate: true },
  );
  onScopeDispose(() => leave_work(name()));
  use_leave_guard(() => work.value?.state === 'running');
  return {
    work,
    running: computed(() => work.value?.state === 'running'),
    result: computed(() => (work.value?.state === 'done' ? (work.value.result as T) : null)),
    error: computed(() => work.value?.error ?? null),
    begin: (run: () => Promise<T>) => begin_work(name(), what(), run),
    forget: () => forget_work(name()),
  };
}
