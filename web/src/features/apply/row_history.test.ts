import { expect, it } from 'vitest';
import { ref } from 'vue';
import { use_row_history } from './row_history';
import { blank_row, type Row } from './rows';

function history() {
  const rows = ref<Row[]>([blank_row(), blank_row()]);
  let now = 0;
  const made = use_row_history(rows, () => now);
  const type = (i: number, field: 'certificate' | 'headcount', text: string, after = 100) => {
    now += after;
    rows.value[i]![field] = text;
    made.record();
  };
  const seen = () => rows.value.map((r) => r.certificate + r.headcount).join('|');
  return { rows, type, seen, ...made };
}

it('goes back by what was typed in one go, and forth again', () => {
  const h = history();
  for (const text of ['物', '物流', '物流管理']) h.type(0, 'certificate', text);
  h.type(0, 'headcount', '5');
  h.type(0, 'headcount', '50', 5000);
  h.undo();
  expect(h.seen()).toBe('物流管理5|');
  h.undo();
  expect(h.seen()).toBe('物流管理|');
  h.undo();
  expect([h.seen(), h.can_undo.value]).toEqual(['|', false]);
  h.redo();
  h.redo();
  h.redo();
  expect([h.seen(), h.can_redo.value]).toEqual(['物流管理50|', false]);
});

it('brings back a removed row and a paste as one change each', () => {
  const h = history();
  h.type(1, 'certificate', '智能财税');
  h.rows.value = [...h.rows.value, { ...blank_row(), certificate: '物流管理' }];
  h.record();
  h.rows.value.splice(1, 1);
  h.record();
  h.undo();
  expect(h.seen()).toBe('|智能财税|物流管理');
  h.undo();
  expect(h.seen()).toBe('|智能财税');
});

it('forgets what was ahead once something else is typed', () => {
  const h = history();
  h.type(0, 'certificate', '甲');
  h.undo();
  h.type(0, 'certificate', '乙');
  expect(h.can_redo.value).toBe(false);
});
