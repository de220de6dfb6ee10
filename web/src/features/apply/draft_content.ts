import { computed, nextTick, ref, watch } from 'vue';
import type { Application, ApplicationKind, LineInput, Policy } from '@/api/types';
import { use_row_history } from './row_history';
import { blank_row, is_blank, line_of_row, row_of, type Row } from './rows';

const first_rows = 5;

/** A declaration's text as the browser keeps it until the server has it. */
export interface KeptText {
  lines: LineInput[];
  contact_name?: string;
  contact_phone?: string;
}

/** What is typed into a declaration: its rows and contact. `policy` gives the reasons that may be chosen. */
export function use_content(policy: () => Policy | null) {
  const kind = ref<ApplicationKind>('new');
  const rows = ref<Row[]>([]);
  const contact_name = ref('');
  const contact_phone = ref('');
  const history = use_row_history(rows);
  let quiet = false;

  const other = () => policy()?.other_reason ?? '其他';
  const choices = () => (kind.value === 'new' ? [] : (policy()?.reasons[kind.value] ?? []));
  const filled = computed(() => rows.value.filter((row) => !is_blank(row)));
  const lines = (): LineInput[] => filled.value.map((row) => line_of_row(row, kind.value, other()));
  const content = () => ({
    lines: lines(),
    contact_name: contact_name.value,
    contact_phone: contact_phone.value,
  });

  /** Shows a text in place of what is typed, with blank rows under it if it may be changed; no change of the person's. */
  function fill(text: KeptText, editable: boolean) {
    quiet = true;
    rows.value = text.lines.map((line) => row_of(line, choices(), other()));
    while (rows.value.length < first_rows && editable) rows.value.push(blank_row());
    contact_name.value = text.contact_name ?? '';
    contact_phone.value = text.contact_phone ?? '';
    history.begin();
    void nextTick(() => (quiet = false));
  }

  const on_change = (changed: () => void) =>
    watch(
      [rows, contact_name, contact_phone],
      () => {
        if (quiet) return;
        history.record();
        changed();
      },
      { deep: true },
    );

  return { kind, rows, filled, contact_name, contact_phone, other, choices, lines, content, fill, on_change, history };
}

export type Content = ReturnType<typeof use_content>;

/** True when the person may change this application, or begin it. */
export const is_editable = (application: Application | null): boolean =>
  !application || application.actions.some((a) => a.act === 'save' && a.allowed);
