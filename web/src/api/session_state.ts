import { reactive } from 'vue';
import type { Me, SignInStep } from './types';

/** Who is signed in. `expired`: the server no longer knows the session; the page stays and asks to sign in again. */
export const session = reactive({
  me: null as Me | null,
  /** The password was right; this is still to come. */
  step: null as SignInStep | null,
  expired: false,
});

/** True when the role may ever do this act (`x-kaoji-act`); what it may do to one object, the server says there. */
export const may = (act: string): boolean => session.me?.acts.includes(act) ?? false;
