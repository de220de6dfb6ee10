// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { serve, settled, type Asked } from '@/testing/mounted';
import type { ApplicationSummary } from '@/api/types';
import { begin_run, bulk_run, forget_run, go_on, piece } from './bulk_run';

const applications = Array.from({ length: piece * 2 + 3 }, (_, i) => ({ id: i + 1, version: 4 })) as ApplicationSummary[];
const results_of = (asked: Asked) =>
  (asked.body as { items: { application: number }[] }).items.map(({ application }) => ({ application, status: 200, outcome: null, problem: null }));

afterEach(() => {
  forget_run();
  vi.unstubAllGlobals();
});

it('decides piece by piece and has a result for each', async () => {
  const asked = serve((a) => ({ json: { results: results_of(a) } }));
  begin_run(applications, 'pass', '');
  expect(bulk_run.value?.state).toBe('running');
  await settled();
  expect(bulk_run.value?.state).toBe('done');
  expect(asked.map((a) => results_of(a).length)).toEqual([piece, piece, 3]);
  expect(bulk_run.value?.results.size).toBe(applications.length);
});

it('stops where the server refuses, and goes on there without deciding anything twice', async () => {
  let well = false;
  const asked = serve((a) =>
    well || results_of(a)[0]!.application === 1 ? { json: { results: results_of(a) } } : { status: 500, json: { code: 'internal' } },
  );
  begin_run(applications, 'return', '请核对');
  await settled();
  expect(bulk_run.value?.state).toBe('stopped');
  expect(bulk_run.value?.results.size).toBe(piece);
  expect(bulk_run.value?.refused?.code).toBe('internal');
  well = true;
  const before = asked.length;
  await go_on();
  expect(bulk_run.value?.state).toBe('done');
  expect(asked.slice(before).map((a) => results_of(a)[0]!.application)).toEqual([piece + 1, piece * 2 + 1]);
});

it('is not begun a second time while it is under way, and not forgotten', async () => {
  serve((a) => ({ json: { results: results_of(a) } }));
  begin_run(applications, 'pass', '');
  begin_run(applications.slice(0, 1), 'reject', 'x');
  forget_run();
  expect(bulk_run.value?.decision).toBe('pass');
  await settled();
});
