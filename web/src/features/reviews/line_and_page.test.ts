import { expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { Application } from '@/api/types';
import { reading } from '@/testing/scan_reading';
import { use_line_and_page } from './line_and_page';

const line = (number: number, certificate: string) => ({ number, certificate, block: null });
const lines = [line(1, '物流管理'), line(2, '老年照护')];
const application = { id: 7, lines, scan: { revision: 3, reading } } as unknown as Application;

async function in_step(shown: Application | null, words: string[]) {
  const read_words = vi.fn(async () => words);
  const both = effectScope().run(() => use_line_and_page(ref(shown), read_words))!;
  for (let i = 0; i < 3; ++i) await nextTick();
  return { ...both, read_words };
}

it('brings the page of the line that is chosen, and tells the lines of the page that is shown', async () => {
  const { page, near, choose, read_words } = await in_step(application, ['物流管理', '老年照护']);
  expect(read_words).toHaveBeenCalledWith('/api/applications/7/form.pdf?revision=3');
  expect([...near.value]).toEqual([2]);
  choose(1);
  expect(page.value).toBe(2);
  expect([...near.value]).toEqual([1]);
});

it('stays at the page when the line is found on none', async () => {
  const { page, chosen, choose } = await in_step(application, ['物流管理', '']);
  choose(2);
  expect([page.value, chosen.value]).toEqual([1, 2]);
});

it('reads no words where no page could be told', async () => {
  const { near, choose, page, read_words } = await in_step({ ...application, scan: { revision: 3, reading: null } } as unknown as Application, []);
  choose(1);
  expect(read_words).not.toHaveBeenCalled();
  expect([page.value, near.value.size]).toEqual([1, 0]);
});
