import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { as_problem, type ProblemError } from '@/api/problem';
import { session } from '@/api/session_state';
import { epoch } from './server_clock';

export interface Loaded<T> {
  data: Ref<T | null>;
  error: Ref<ProblemError | null>;
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

/**
 * Loads what a page shows: at once, when `watched` changes, when the sandbox clock moves and after a new sign-in. What was
 * shown stays while the new answer is on its way; an answer that comes after a newer question is dropped.
 */
export function use_load<T>(load: () => Promise<T>, watched: () => unknown = () => null): Loaded<T> {
  const data = shallowRef<T | null>(null) as Ref<T | null>;
  const error = shallowRef<ProblemError | null>(null);
  const loading = ref(false);
  let asked = 0;

  async function reload() {
    const mine = ++asked;
    loading.value = true;
    try {
      const answer = await load();
      if (mine !== asked) return;
      data.value = answer;
      error.value = null;
    } catch (failure) {
      if (mine === asked) error.value = as_problem(failure);
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch([watched, epoch, () => session.me?.csrf_token], reload, { immediate: true });
  onScopeDispose(() => ++asked);
  return { data, error, loading, reload };
}
