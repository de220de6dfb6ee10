import { computed, nextTick, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { api, attempt, if_match, unwrap, write_headers } from '@/api/client';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';
import { session } from '@/api/session_state';
import type { Application, ApplicationKind, Check, Policy } from '@/api/types';
import { epoch } from '@/ui/server_clock';
import { forget_kept, keep, kept } from './kept_text';
import { blank_row, is_blank, line_of_row, row_of, type Row } from './rows';

export type SaveState = 'none' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';

const save_after_ms = 1000;
const check_after_ms = 350;
const first_rows = 5;

/**
 * A declaration being filled in: rows as typed, saved as a draft while typing, and judged by the server's dry run. What was typed
 * is kept in the browser until the server has it.
 */
export function use_draft(policy: () => Policy | null) {
  const kind = ref<ApplicationKind>('new');
  const application = shallowRef<Application | null>(null);
  const rows = ref<Row[]>([]);
  const contact_name = ref('');
  const contact_phone = ref('');
  const save_state = ref<SaveState>('none');
  const save_error = shallowRef<ProblemError | null>(null);
  const saved_at = ref<number | null>(null);
  const check = shallowRef<Check | null>(null);
  const check_error = shallowRef<ProblemError | null>(null);
  const restorable = shallowRef<ReturnType<typeof kept>>(null);
  const create_intent = new Intent();
  const save_intent = new Intent();
  let quiet = false;
  let save_timer: ReturnType<typeof setTimeout> | undefined;
  let check_timer: ReturnType<typeof setTimeout> | undefined;
  let checks = 0;
  let saving: Promise<boolean> | null = null;

  const other = () => policy()?.other_reason ?? '其他';
  const choices = () => (kind.value === 'new' ? [] : (policy()?.reasons[kind.value] ?? []));
  const filled = computed(() => rows.value.filter((row) => !is_blank(row)));
  const content = () => ({
    lines: filled.value.map((row) => line_of_row(row, kind.value, other())),
    contact_name: contact_name.value,
    contact_phone: contact_phone.value,
  });
  const kept_under = () => (application.value ? String(application.value.id) : `${kind.value}-new`);
  const editable = computed(
    () => !application.value || application.value.actions.some((a) => a.act === 'save' && a.allowed),
  );

  function fill(lines: Parameters<typeof row_of>[0][], name: string, phone: string) {
    quiet = true;
    rows.value = lines.map((line) => row_of(line, choices(), other()));
    while (rows.value.length < first_rows && editable.value) rows.value.push(blank_row());
    contact_name.value = name;
    contact_phone.value = phone;
    void nextTick(() => (quiet = false));
  }

  /** Starts an empty declaration. */
  function start(new_kind: ApplicationKind) {
    kind.value = new_kind;
    application.value = null;
    check.value = null;
    save_state.value = 'none';
    fill([], '', '');
    restorable.value = kept(kept_under());
  }

  /** Shows a stored application; offers what the browser kept, if that is something else. */
  function show(loaded: Application) {
    kind.value = loaded.kind;
    application.value = loaded;
    fill(loaded.lines, loaded.contact_name, loaded.contact_phone);
    save_state.value = 'saved';
    saved_at.value = Date.parse(loaded.updated_at);
    const old = kept(kept_under());
    restorable.value = old && JSON.stringify(old) !== JSON.stringify(content()) ? old : null;
    void run_check();
  }

  function restore() {
    const old = restorable.value;
    if (!old) return;
    fill(old.lines, old.contact_name ?? '', old.contact_phone ?? '');
    restorable.value = null;
    changed();
  }

  function forget() {
    forget_kept(kept_under());
    restorable.value = null;
  }

  async function load(id: number) {
    show(await unwrap(api.GET('/applications/{id}', { params: { path: { id } } })));
  }

  /** Reads the stored state again after an act that leaves the lines alone. */
  async function refresh() {
    const id = application.value?.id;
    if (id === undefined) return;
    application.value = await unwrap(api.GET('/applications/{id}', { params: { path: { id } } }));
    void run_check();
  }

  async function run_check() {
    clearTimeout(check_timer);
    const mine = ++checks;
    const lines = content().lines;
    if (lines.length === 0 && !application.value) {
      check.value = null;
      return;
    }
    try {
      const id = application.value?.id;
      const headers = { 'X-Kaoji-CSRF': session.me?.csrf_token ?? '' };
      const answer = await unwrap(
        id === undefined
          ? api.POST('/applications/check', { params: { header: headers }, body: { kind: kind.value, lines } })
          : api.POST('/applications/{id}/check', { params: { path: { id }, header: headers }, body: { lines } }),
      );
      if (mine !== checks) return;
      check.value = answer;
      check_error.value = null;
    } catch (error) {
      if (mine === checks) check_error.value = as_problem(error);
    }
  }

  async function send(): Promise<void> {
    const body = content();
    const current = application.value;
    if (!current) {
      const whole = { kind: kind.value, ...body };
      application.value = await attempt(create_intent, whole, (key) =>
        api.POST('/applications', { params: { header: write_headers(key) }, body: whole }),
      );
      forget_kept(`${kind.value}-new`);
      return;
    }
    const header = (key: string) => ({ ...write_headers(key), ...if_match(current.version) });
    application.value = await attempt(save_intent, { body, version: current.version }, (key) =>
      api.PUT('/applications/{id}', { params: { path: { id: current.id }, header: header(key) }, body }),
    );
  }

  /** Saves now what is unsaved; true when the server has everything. */
  async function save(): Promise<boolean> {
    clearTimeout(save_timer);
    if (saving) await saving;
    if (save_state.value === 'saved' || save_state.value === 'none') return true;
    saving = (async () => {
      save_state.value = 'saving';
      const sent = JSON.stringify(content());
      try {
        await send();
        save_error.value = null;
        saved_at.value = application.value ? Date.parse(application.value.updated_at) : null;
        const same = sent === JSON.stringify(content());
        save_state.value = same ? 'saved' : 'dirty';
        if (same) forget_kept(kept_under());
        else save_timer = setTimeout(save, save_after_ms);
        return same;
      } catch (error) {
        const problem = as_problem(error);
        save_error.value = problem;
        save_state.value = problem.status === 412 ? 'conflict' : 'failed';
        return false;
      } finally {
        saving = null;
      }
    })();
    return saving;
  }

  function changed() {
    if (quiet || !editable.value) return;
    keep(kept_under(), content());
    if (save_state.value !== 'conflict') save_state.value = 'dirty';
    clearTimeout(save_timer);
    clearTimeout(check_timer);
    if (save_state.value === 'dirty' && (filled.value.length > 0 || application.value)) {
      save_timer = setTimeout(save, save_after_ms);
    }
    check_timer = setTimeout(run_check, check_after_ms);
  }

  /** After someone else's save: take theirs, or put one's own over it. */
  async function settle_conflict(mine: boolean) {
    const id = application.value?.id;
    if (id === undefined) return;
    const theirs = await unwrap(api.GET('/applications/{id}', { params: { path: { id } } }));
    if (!mine) {
      forget();
      show(theirs);
      return;
    }
    application.value = theirs;
    save_state.value = 'dirty';
    await save();
  }

  watch([rows, contact_name, contact_phone], changed, { deep: true });
  watch(epoch, () => (application.value ? void refresh().catch(() => undefined) : void run_check()));
  watch(
    () => session.me?.csrf_token,
    () => save_state.value === 'failed' && void save(),
  );
  onScopeDispose(() => {
    clearTimeout(save_timer);
    clearTimeout(check_timer);
    if (save_state.value === 'dirty') void save();
  });

  return {
    kind, application, rows, filled, contact_name, contact_phone, save_state, save_error, saved_at, check, check_error,
    restorable, editable, choices, other, start, load, refresh, restore, forget, save, settle_conflict, run_check,
  };
}

export type Draft = ReturnType<typeof use_draft>;
