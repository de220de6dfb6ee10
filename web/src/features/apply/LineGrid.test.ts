// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { computed, defineComponent, h, nextTick, ref } from 'vue';
import type { Certificate, Check, Finding, Plan } from '@/api/types';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import { use_content } from './draft_content';
import LineGrid from './LineGrid.vue';
import type { Draft } from './use_draft';

const levels = (['初级', '中级', '高级'] as const).map((level) => ({ level, open: level !== '高级', closed_from: null }));
const unchanged = { version: 1, changed_at: null, changed_by: null };
const book: Certificate[] = [
  { ...unchanged, id: 1, name: '物流管理', pinyin: 'wu liu guan li', initials: 'wlgl', organisation: '演练组织', levels },
  { ...unchanged, id: 2, name: '智能财税', pinyin: 'zhi neng cai shui', initials: 'zncs', organisation: '演练组织', levels: levels.slice(0, 2) },
];
const plan = { id: 7, certificate: '物流管理', level: '初级', year: 2025, live: 100 } as unknown as Plan;
let draft: Draft;
let host: HTMLElement;
const findings = ref<Finding[]>([]);
const check = ref<Check | null>(null);

/** The grid over a draft that is not yet saved; what the server says is set by hand. */
async function grid(kind: 'new' | 'decrease' = 'new') {
  const Holder = defineComponent(() => {
    const typed = use_content(() => ({ other_reason: '其他', reasons: { decrease: ['经费预算不足'], increase: [] } }) as never);
    typed.kind.value = kind;
    typed.fill({ lines: [] }, true);
    typed.on_change(() => undefined);
    draft = { ...typed, check, editable: computed(() => true) } as unknown as Draft;
    return () => h(LineGrid, { draft, book, plans: [plan], findings: findings.value });
  });
  host = (await mounted(Holder)).host;
}

const cells = <E extends HTMLElement = HTMLInputElement>(column: string) => [...host.querySelectorAll<E>(`[data-col=${column}]`)];
const typed = () => draft.filled.value.map((row) => [row.certificate, row.level, row.headcount].join(' ').trim());
async function type(cell: HTMLInputElement, text: string) {
  cell.focus();
  cell.value = text;
  cell.dispatchEvent(new Event('input'));
  await nextTick();
}
async function press(key: string, more: KeyboardEventInit = {}) {
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await settled();
}
async function paste(text: string) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  document.activeElement!.dispatchEvent(event);
  await settled();
}

beforeEach(() => {
  findings.value = [];
  check.value = null;
});
afterEach(unmount_all);

it.each(['物流', 'wlgl', 'wuliu', 'guanli'])('finds a certificate by %s and goes on to its level', async (text) => {
  await grid();
  await type(cells('certificate')[0]!, text);
  expect(host.querySelector('[role=option][aria-selected=true] b')?.textContent).toBe('物流管理');
  await press('Enter');
  expect(typed()).toEqual(['物流管理']);
  expect(document.activeElement).toBe(cells('level')[0]);
});

it('offers the levels of the certificate, closed ones not to be chosen', async () => {
  await grid();
  await type(cells('certificate')[0]!, '物流管理');
  await settled();
  const offered = [...cells<HTMLSelectElement>('level')[0]!.options].filter((o) => o.value).map((o) => `${o.value}${o.disabled ? ' closed' : ''}`);
  expect(offered).toEqual(['初级', '中级', '高级 closed']);
});

it('limits a decrease to the levels that have a plan', async () => {
  await grid('decrease');
  await type(cells('certificate')[0]!, '物流管理');
  await settled();
  const open = [...cells<HTMLSelectElement>('level')[0]!.options].filter((o) => o.value && !o.disabled).map((o) => o.value);
  expect(open).toEqual(['初级']);
});

it('walks by Enter and arrows and makes rows as they are needed', async () => {
  await grid();
  const before = cells('headcount').length;
  cells('headcount').at(-1)!.focus();
  await press('Enter');
  expect(cells('headcount')).toHaveLength(before + 1);
  expect(document.activeElement).toBe(cells('headcount').at(-1));
  await press('ArrowUp');
  expect(document.activeElement).toBe(cells('headcount').at(-2));
});

it('takes thirty lines of a pasted annex at once, and shows what it could not read', async () => {
  await grid();
  const head = '序号\t证书名称\t证书级别\t申报考核计划人数\n';
  const lines = Array.from({ length: 30 }, (_, i) => `${i + 1}\t${i % 3 ? '' : '物流管理'}\t${['初级', '中级', '高级'][i % 3]}\t${i + 1}`);
  cells('certificate')[0]!.focus();
  await paste(`${head}${lines.join('\n')}\n合计\t\t\t465`);
  expect(typed()).toHaveLength(30);
  expect(typed()[1]).toBe('物流管理 中级 2');
  expect(host.textContent).toContain('已粘贴 30 行');
  expect(host.querySelector('[data-test=unread]')?.textContent).toContain('合计 465');
});

it('undoes a paste and a removal, and does them again', async () => {
  await grid();
  cells('certificate')[0]!.focus();
  await paste('物流管理\t初级\t50\n智能财税\t中级\t20');
  host.querySelector<HTMLButtonElement>('.row-acts button')!.click();
  await settled();
  expect(typed()).toEqual(['智能财税 中级 20']);
  cells('certificate')[0]!.focus();
  await press('z', { ctrlKey: true });
  expect(typed()).toEqual(['物流管理 初级 50', '智能财税 中级 20']);
  await press('z', { ctrlKey: true });
  expect(typed()).toEqual([]);
  host.querySelector<HTMLButtonElement>('[data-test=redo]')!.click();
  await settled();
  expect(typed()).toEqual(['物流管理 初级 50', '智能财税 中级 20']);
});

it('puts each finding under its row with clause and remedy, and marks its cell', async () => {
  await grid();
  cells('certificate')[0]!.focus();
  await paste('物流管理\t初级\t50\n智能财税\t中级\t0');
  (document.activeElement as HTMLElement).blur();
  findings.value = [
    {
      code: 'headcount-invalid', clause: '二(二)', field: 'lines[1].headcount', numbers: {}, next_window: null,
      zh: '人数须为 1 至 99999 的整数。', en: '', remedy_zh: '请改正人数。', remedy_en: '',
    } as unknown as Finding,
  ];
  await settled();
  const said = host.querySelector('[data-code=headcount-invalid]')!;
  expect(said.textContent).toContain('人数须为');
  expect(said.textContent).toContain('二(二)');
  expect(said.textContent).toContain('请改正人数');
  expect(cells('headcount').map((cell) => cell.getAttribute('aria-invalid'))).toEqual([null, 'true', null]);
});

it('shows before and after as the server computed them', async () => {
  await grid();
  cells('certificate')[0]!.focus();
  await paste('物流管理\t初级\t1,200');
  check.value = { lines: [{ line: 1, before: 300, after: 1500, plan_year: 2026, block: 'right' }] } as unknown as Check;
  await settled();
  expect(host.querySelector('tbody tr')!.textContent).toContain('300');
  expect(host.querySelector('td[data-col=after]')!.textContent).toBe('1,500');
  expect(host.querySelector('tbody tr')!.textContent).toContain('已开展');
});
