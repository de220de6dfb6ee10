import { shallowRef } from 'vue';
import type { Content, KeptText } from './draft_content';
import { forget_kept, kept } from '@/ui/kept_text';

/** What the browser kept from before and the server does not have: offered until it is taken back or dropped. */
export function use_restorable(typed: Content, kept_under: () => string) {
  const restorable = shallowRef<KeptText | null>(null);

  /** Looks whether something else is kept than what is shown. */
  function look() {
    const old = kept<KeptText>(kept_under());
    restorable.value = old && JSON.stringify(old) !== JSON.stringify(typed.content()) ? old : null;
  }

  /** Shows what was kept in place of what is typed; true when there was something. */
  function take_back(editable: boolean): boolean {
    if (!restorable.value) return false;
    typed.fill(restorable.value, editable);
    restorable.value = null;
    return true;
  }

  function forget() {
    forget_kept(kept_under());
    restorable.value = null;
  }
  return { restorable, look, take_back, forget };
}
