import { ref, shallowRef } from 'vue';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';

/** One act of a form: its intent, whether it is under way, and why it was refused. */
export function use_act() {
  const intent = new Intent();
  const busy = ref(false);
  const refused = shallowRef<ProblemError | null>(null);

  /** Runs `act`; true when it was done. A refusal is kept in `refused`. */
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    refused.value = null;
    try {
      await act();
      return true;
    } catch (error) {
      refused.value = as_problem(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { intent, busy, refused, run };
}
