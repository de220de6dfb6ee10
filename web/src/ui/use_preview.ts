import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { as_problem, type ProblemError } from '@/api/problem';

const after_ms = 300;

/**
 * What an act would do, asked again a moment after anything that `watched` names has changed. An answer to an older question is
 * dropped; `drop` drops the one that is under way.
 */
export function use_preview<T>(ask: () => Promise<T>, watched: Parameters<typeof watch>[0]) {
  const answer = shallowRef<T | null>(null) as Ref<T | null>;
  const refused = shallowRef<ProblemError | null>(null);
  const asking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function ask_now() {
    clearTimeout(timer);
    const mine = ++asked;
    asking.value = true;
    try {
      const said = await ask();
      if (mine !== asked) return;
      answer.value = said;
      refused.value = null;
    } catch (error) {
      if (mine === asked) refused.value = as_problem(error);
    } finally {
      if (mine === asked) asking.value = false;
    }
  }

  function drop() {
    clearTimeout(timer);
    ++asked;
    asking.value = false;
  }

  watch(
    watched,
    () => {
      clearTimeout(timer);
      timer = setTimeout(ask_now, after_ms);
    },
    { deep: true },
  );
  onScopeDispose(drop);
  return { answer, refused, asking, ask_now, drop };
}
