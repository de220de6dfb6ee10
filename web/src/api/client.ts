import createClient from 'openapi-fetch';
import { heard, unheard } from './connection';
import { with_fresh_factor } from './fresh_factor';
import { Intent } from './intent';
import { ProblemError, offline } from './problem';
import type { paths } from './schema';
import { session } from './session_state';
import type { Problem } from './types';

const attempts = 3;
const retried_status = new Set([429, 503]);

const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

/**
 * fetch that repeats what may be repeated: a request that carries an Idempotency-Key (or only reads) and got no
 * answer, or 503. Every attempt carries the same key. Sign-in is never repeated: it counts failures.
 */
async function patient_fetch(request: Request): Promise<Response> {
  const repeatable = request.method === 'GET' || request.headers.has('Idempotency-Key');
  for (let attempt = 1; ; ++attempt) {
    const last = !repeatable || attempt >= attempts;
    try {
      const response = await fetch(last ? request : request.clone());
      heard();
      if (last || !retried_status.has(response.status)) return response;
      await pause(Math.min(Number(response.headers.get('Retry-After') ?? attempt), 5));
    } catch (error) {
      if (request.signal.aborted) throw error;
      if (last) {
        unheard();
        throw offline();
      }
      await pause(attempt);
    }
  }
}

export const api = createClient<paths>({
  baseUrl: '/api',
  fetch: patient_fetch,
  querySerializer: { array: { style: 'form', explode: false } },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Awaits an answer of `api`; returns its data or throws a ProblemError. A 401 marks the session as expired. */
export async function unwrap<T>(promise: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await promise;
  if (response.ok) return data as T;
  const problem = (error && typeof error === 'object' ? error : {}) as Partial<Problem>;
  const failure = new ProblemError({
    ...problem,
    status: response.status,
    code: problem.code ?? 'internal',
  });
  if (failure.code === 'not-authenticated' && session.me) session.expired = true;
  if (failure.code === 'password-change-required' && session.me) session.me.must_change_password = true;
  throw failure;
}

/** Headers of a write: the key of the intent and the session's CSRF token. */
export const write_headers = (key: string) => ({
  'Idempotency-Key': key,
  'X-Kaoji-CSRF': session.me?.csrf_token ?? '',
});

export const csrf_header = () => ({ 'X-Kaoji-CSRF': session.me?.csrf_token ?? '' });

export const if_match = (version: number) => ({ 'If-Match': `"${version}"` });

/** Runs one attempt of an intent and settles it unless the outcome is unknown. */
export async function attempt<T>(
  intent: Intent,
  content: unknown,
  send: (key: string) => Promise<Answer<T>>,
): Promise<T> {
  try {
    const key = intent.key(content);
    const result = await with_fresh_factor(() => unwrap(send(key)));
    intent.settle();
    return result;
  } catch (error) {
    if (error instanceof ProblemError && error.settled) intent.settle();
    throw error;
  }
}
