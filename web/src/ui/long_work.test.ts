import { beforeEach, expect, it } from 'vitest';
import { session } from '@/api/session_state';
import { begin_work, forget_work, leave_work, look_at_work, work_of, works } from './long_work';

const what = { title: 'exit.run', about: '2026', to: '/exit' };
const as = (login: string) => (session.me = { account: { login } } as typeof session.me);

beforeEach(() => {
  works.clear();
  as('department');
});

/** Something that is over when `end` is called. */
function held<T>() {
  let end!: (result: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((done, failed) => ([end, fail] = [done, failed]));
  return { promise, end, fail };
}

it('keeps the result for whoever comes back', async () => {
  const run = held<number>();
  const over = begin_work('exit-run', what, () => run.promise);
  expect(works.get('exit-run')).toMatchObject({ state: 'running', seen: true });
  leave_work('exit-run');
  expect(works.get('exit-run')).toMatchObject({ state: 'running', seen: false });
  run.end(7);
  expect(await over).toBe(true);
  expect(works.get('exit-run')).toMatchObject({ state: 'done', seen: false, result: 7 });
  look_at_work('exit-run');
  leave_work('exit-run');
  expect(works.get('exit-run')).toMatchObject({ state: 'done', seen: true });
  forget_work('exit-run');
  expect(works.size).toBe(0);
});

it('does not begin again what is under way, and keeps why it failed', async () => {
  const run = held<number>();
  const over = begin_work('exit-run', what, () => run.promise);
  expect(await begin_work('exit-run', what, () => Promise.resolve(1))).toBe(false);
  forget_work('exit-run');
  expect(works.get('exit-run')?.state).toBe('running');
  run.fail(new Error('away'));
  expect(await over).toBe(false);
  expect(works.get('exit-run')).toMatchObject({ state: 'failed', error: { code: 'internal' } });
});

it('is found by whoever waited for it before it was begun', async () => {
  as('auditor');
  const found = work_of(() => 'policy-trial');
  expect(found.value).toBeNull();
  await begin_work('policy-trial', what, () => Promise.resolve(3));
  expect(found.value).toMatchObject({ state: 'done', result: 3 });
});

it('shows nobody what another account began', async () => {
  const run = held<number>();
  const over = begin_work('exit-run', what, () => run.promise);
  const found = work_of(() => 'exit-run');
  as('office');
  expect(found.value).toBeNull();
  await begin_work('other', what, () => Promise.resolve(1));
  run.end(7);
  expect(await over).toBe(true);
  expect([...works.keys()]).toEqual(['other']);
});
