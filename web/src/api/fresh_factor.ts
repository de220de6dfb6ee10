import { reactive } from 'vue';
import { ProblemError } from './problem';

/** Whoever waits for a factor to be shown again; the dialog in App settles it. */
export const asked_factor = reactive({ settle: null as ((shown: boolean) => void) | null });

let asking: Promise<boolean> | null = null;

/** Asks the person to show a factor again; true when it was shown. One dialog for all who wait. */
function ask_factor(): Promise<boolean> {
  asking ??= new Promise<boolean>((settle) => (asked_factor.settle = settle)).finally(() => {
    asking = null;
    asked_factor.settle = null;
  });
  return asking;
}

/** Asks for a factor unless one is `fresh` still; false when none was shown. */
export const made_fresh = async (fresh: boolean): Promise<boolean> => fresh || ask_factor();

/** Runs a request; where it needs a fresh factor, asks for it and runs the very same request once more. */
export async function with_fresh_factor<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'factor-stale' || !(await ask_factor())) throw error;
    return run();
  }
}
