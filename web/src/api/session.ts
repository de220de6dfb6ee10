import { api, csrf_header, unwrap } from './client';
import { with_fresh_factor } from './fresh_factor';
import { ProblemError } from './problem';
import { session } from './session_state';
import type { FactorEnrolment, Me } from './types';

function begin(me: Me): Me {
  session.me = me;
  // The form of the step is still to say that it is done; where a password comes first, it is gone at once.
  if (me.must_change_password) session.step = null;
  session.expired = false;
  return me;
}

/** Asks who is signed in; null when nobody is. */
export async function resume(): Promise<Me | null> {
  try {
    return begin(await unwrap(api.GET('/me')));
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null when a step is still to come, which `session.step` then names. */
export async function sign_in(login: string, password: string): Promise<Me | null> {
  const answer = await unwrap(api.POST('/session', { body: { login, password } }));
  if (!('next' in answer)) return begin(answer);
  session.step = answer;
  return null;
}

/** Ends a sign-in with a code of the authenticator or a recovery code. */
export const prove_sign_in = async (code: string): Promise<Me> =>
  begin(await unwrap(api.POST('/session/second-factor', { params: { header: step_header() }, body: { code } })));

/** The token of the session that is there, or of the one begun. */
const step_header = () => ({ 'X-Kaoji-CSRF': session.step?.csrf_token ?? session.me?.csrf_token ?? '' });

export const offer_factor = (): Promise<FactorEnrolment> =>
  with_fresh_factor(() => unwrap(api.POST('/me/second-factor/enrolment', { params: { header: step_header() } })));

/** Takes the offered second factor into use; its recovery codes. Every session ends, and a new one takes their place. */
export async function confirm_factor(code: string): Promise<string[]> {
  const answer = await with_fresh_factor(() =>
    unwrap(api.PUT('/me/second-factor', { params: { header: step_header() }, body: { code } })),
  );
  if (session.me) session.me.csrf_token = answer.csrf_token;
  return answer.recovery_codes;
}

export const renew_recovery_codes = async (): Promise<string[]> =>
  (await with_fresh_factor(() => unwrap(api.POST('/me/second-factor/recovery-codes', { params: { header: csrf_header() } }))))
    .recovery_codes;

/** Shows a factor again within the session. */
export const prove_factor = (proof: { password: string } | { code: string }): Promise<unknown> =>
  unwrap(api.POST('/me/proof', { params: { header: csrf_header() }, body: proof }));

export const sign_in_sandbox = async (account: string): Promise<Me> =>
  begin(await unwrap(api.POST('/sandbox/session', { body: { account } })));

export const change_password = async (current: string, next: string): Promise<Me> =>
  begin(
    await unwrap(
      api.POST('/me/password', { params: { header: csrf_header() }, body: { current, new: next } }),
    ),
  );

export async function sign_out(): Promise<void> {
  await unwrap(api.DELETE('/session', { params: { header: csrf_header() } }));
  session.me = null;
  session.step = null;
  session.expired = false;
}
