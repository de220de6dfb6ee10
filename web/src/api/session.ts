import { api, csrf_header, unwrap } from './client';
import { ProblemError } from './problem';
import { session } from './session_state';
import type { Me } from './types';

function begin(me: Me): Me {
  session.me = me;
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

export const sign_in = async (login: string, password: string): Promise<Me> =>
  begin(await unwrap(api.POST('/session', { body: { login, password } })));

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
  session.expired = false;
}
