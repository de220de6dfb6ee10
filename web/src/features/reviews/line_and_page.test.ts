import { expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { Application, FormPages } from '@/api/types';
import { reading } from '@/testing/scan_reading';
import { use_line_and_page } from './line_and_page';

// The same certificate on both pages: its name would not tell them apart.
const line = (number: number) => ({ number, certificate: '物流管理', block: null });
const application = { id: 7, lines: [line(1), line(2)], scan: { revision: 3, reading } } as unknown as Application;
const form = (page_of_line: number[], pages = 2): FormPages => ({ revision: 3, pages, page_of_line });

async function in_step(shown: Application | null, answer: FormPages) {
  const ask = vi.fn(async () => answer);
  const both = effectScope().run(() => use_line_and_page(ref(shown), ask))!;
  for (let i = 0; i < 3; ++i) await nextTick();
  return { ...both, ask };
}

it('brings the page of the line that is chosen, and tells the lines of the page that is shown', async () => {
  const { page, near, choose, ask } = await in_step(application, form([1, 2]));
  expect(ask).toHaveBeenCalledWith(7, 3);
  expect([...near.value]).toEqual([2]);
  choose(1);
  expect(page.value).toBe(2);
  expect([...near.value]).toEqual([1]);
});

it('stays at the page when the paper has another number of pages than the form that the server sets', async () => {
  const { page, chosen, near, choose } = await in_step(application, form([1, 3], 3));
  choose(1);
  expect([page.value, chosen.value, near.value.size]).toEqual([1, 1, 0]);
});

it('asks nothing where no page could be told', async () => {
  const { near, choose, page, ask } = await in_step({ ...application, scan: { revision: 3, reading: null } } as unknown as Application, form([1, 2]));
  choose(1);
  expect(ask).not.toHaveBeenCalled();
  expect([page.value, near.value.size]).toEqual([1, 0]);
});

it('follows a line that was chosen before its page was known', async () => {
  let answer!: (pages: FormPages) => void;
  const asked = new Promise<FormPages>((done) => (answer = done));
  const { page, choose } = effectScope().run(() => use_line_and_page(ref(application), () => asked))!;
  choose(1);
  expect(page.value).toBe(1);
  answer(form([1, 2]));
  for (let i = 0; i < 3; ++i) await nextTick();
  expect(page.value).toBe(2);
});
