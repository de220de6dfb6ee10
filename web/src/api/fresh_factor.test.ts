// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { serve, settled } from '@/testing/mounted';
import { api, attempt, write_headers } from './client';
import { asked_factor } from './fresh_factor';
import { Intent } from './intent';
import { ProblemError } from './problem';

afterEach(() => vi.unstubAllGlobals());

const switch_off = () =>
  attempt(new Intent(() => 'key-of-the-wish'), {}, (key) =>
    api.PUT('/platform', { params: { header: write_headers(key) }, body: { open: false } }),
  );

/** A server that wants a fresh factor the first time; the keys that it was sent. */
function serve_stale_once(): (string | null)[] {
  const keys: (string | null)[] = [];
  serve(({ headers }) => {
    keys.push(headers.get('Idempotency-Key'));
    return keys.length === 1 ? { status: 403, json: { status: 403, code: 'factor-stale' } } : { json: { open: false } };
  });
  return keys;
}

it('asks for a factor and repeats the very same request under the same key', async () => {
  const keys = serve_stale_once();
  const done = switch_off();
  await settled();
  expect(asked_factor.settle).not.toBeNull();
  asked_factor.settle!(true);
  await expect(done).resolves.toMatchObject({ open: false });
  expect(keys).toEqual(['key-of-the-wish', 'key-of-the-wish']);
  expect(asked_factor.settle).toBeNull();
});

it('gives the refusal when none is shown', async () => {
  const keys = serve_stale_once();
  const done = switch_off().catch((error: unknown) => error);
  await settled();
  asked_factor.settle!(false);
  expect(await done).toBeInstanceOf(ProblemError);
  expect(keys).toHaveLength(1);
});
