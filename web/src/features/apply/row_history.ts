import { computed, ref, type Ref } from 'vue';
import type { Row } from './rows';

const one_go_ms = 1500;
const most_steps = 200;

/** The cell that differs between two states of the rows; '' when it is more than one cell. */
function changed_cell(before: Row[], after: Row[]): string {
  if (before.length !== after.length) return '';
  const cells = after.flatMap((row, i) =>
    (Object.keys(row) as (keyof Row)[]).filter((field) => row[field] !== before[i]![field]).map((field) => `${i}.${field}`),
  );
  return cells.length === 1 ? cells[0]! : '';
}

/** What the rows were before each change, to go back and forth; typing in one cell without a pause is one change. */
export function use_row_history(rows: Ref<Row[]>, now: () => number = () => performance.now()) {
  const past = ref<string[]>([]);
  const future = ref<string[]>([]);
  let present = JSON.stringify(rows.value);
  let last = { cell: '', at: 0 };

  /** The rows are others altogether: nothing leads back. */
  function begin() {
    past.value = [];
    future.value = [];
    present = JSON.stringify(rows.value);
    last = { cell: '', at: 0 };
  }

  /** The rows were changed by the person. */
  function record() {
    const next = JSON.stringify(rows.value);
    if (next === present) return;
    const cell = changed_cell(JSON.parse(present) as Row[], rows.value);
    const goes_on = cell !== '' && cell === last.cell && now() - last.at < one_go_ms;
    if (!goes_on) past.value = [...past.value, present].slice(-most_steps);
    future.value = [];
    present = next;
    last = { cell, at: now() };
  }

  function go(from: Ref<string[]>, to: Ref<string[]>) {
    const state = from.value.at(-1);
    if (state === undefined) return;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, present];
    present = state;
    last = { cell: '', at: 0 };
    rows.value = JSON.parse(state) as Row[];
  }

  return {
    begin,
    record,
    undo: () => go(past, future),
    redo: () => go(future, past),
    can_undo: computed(() => past.value.length > 0),
    can_redo: computed(() => future.value.length > 0),
  };
}
