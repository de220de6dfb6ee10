// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { mounted, serve, unmount_all } from '@/testing/mounted';
import RefusalList from './RefusalList.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

it('gives every code its anchor, its clauses and what to do', async () => {
  const one = { meaning_en: '', sentence_en: '', remedy_en: '', status: 409 };
  serve(() => ({
    json: {
      items: [
        { ...one, order: 1, code: 'not-yours', meaning_zh: '无权办理', sentence_zh: '不归您办理。', remedy_zh: '请核对。', clauses: [] },
        { ...one, order: 2, code: 'cap-exceeded', meaning_zh: '超过上限', sentence_zh: '调减合计…人。', remedy_zh: '请减少。', clauses: ['二(二)3'] },
      ],
    },
  }));
  const { host } = await mounted(RefusalList, {}, '/help/refusals#cap-exceeded');
  const rows = [...host.querySelectorAll('tbody tr')];
  expect(rows.map((row) => [row.id, row.classList.contains('chosen')])).toEqual([['not-yours', false], ['cap-exceeded', true]]);
  for (const part of ['超过上限', '二(二)3', '请减少。']) expect(rows[1]!.textContent).toContain(part);
});
