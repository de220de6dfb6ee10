import { api, unwrap } from './client';
import type { RefusalMeaning } from './types';

let asked: Promise<RefusalMeaning[]> | null = null;

/** Every refusal code in its order, in the server's words; asked once, and again after a failure. */
export function refusals(): Promise<RefusalMeaning[]> {
  asked ??= unwrap(api.GET('/refusals')).then(
    ({ items }) => items,
    (error: unknown) => {
      asked = null;
      throw error;
    },
  );
  return asked;
}
