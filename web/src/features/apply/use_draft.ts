import { computed, shallowRef, watch } from 'vue';
import { api, unwrap } from '@/api/client';
import type { Application, ApplicationKind, Policy } from '@/api/types';
import { epoch } from '@/ui/server_clock';
import { use_leave_guard } from '@/ui/use_leave_guard';
import { use_check } from './draft_check';
import { is_editable, use_content } from './draft_content';
import { use_restorable } from './draft_restorable';
import { use_saving } from './draft_saving';

const read = (id: number) => unwrap(api.GET('/applications/{id}', { params: { path: { id } } }));

/**
 * A declaration being filled in: rows as typed, saved as a draft while typing, and judged by the server's dry run. What was typed
 * is kept in the browser until the server has it.
 */
export function use_draft(policy: () => Policy | null) {
  const application = shallowRef<Application | null>(null);
  const typed = use_content(policy);
  const kept_under = () => (application.value ? `draft.${application.value.id}` : `draft.${typed.kind.value}-new`);
  const saving = use_saving(typed, application, kept_under);
  const { restorable, look, take_back, forget } = use_restorable(typed, kept_under);
  const { check, run_check, check_soon } = use_check(typed, application);
  const editable = computed(() => is_editable(application.value));

  const show_stored = (stored: Application) => show(stored.kind, stored);
  /** Shows a stored application, or an empty one; offers what the browser kept, if that is something else. */
  function show(kind: ApplicationKind, stored: Application | null) {
    typed.kind.value = kind;
    application.value = stored;
    check.value = null;
    typed.fill(stored ?? { lines: [] }, editable.value);
    saving.state.value = stored ? 'saved' : 'none';
    saving.saved_at.value = stored ? Date.parse(stored.updated_at) : null;
    look();
    void run_check();
  }

  const start = (kind: ApplicationKind) => show(kind, null);
  const load = async (id: number) => show_stored(await read(id));

  /** Reads the stored state again after an act that leaves the lines alone. */
  async function refresh() {
    if (!application.value) return;
    application.value = await read(application.value.id);
    void run_check();
  }

  function changed() {
    if (!editable.value) return;
    saving.changed();
    check_soon();
  }

  const restore = () => take_back(editable.value) && changed();

  /** After someone else's save: take theirs, or put one's own over it. */
  async function settle_conflict(mine: boolean) {
    if (!application.value) return;
    const theirs = await read(application.value.id);
    if (!mine) {
      forget();
      return show_stored(theirs);
    }
    application.value = theirs;
    saving.state.value = 'dirty';
    await saving.save();
  }

  typed.on_change(changed);
  const worth_saving = () => application.value !== null || typed.filled.value.length > 0;
  use_leave_guard(() => worth_saving() && !['none', 'saved'].includes(saving.state.value));
  watch(epoch, () => (application.value ? void refresh().catch(() => undefined) : void run_check()));
  return {
    ...typed, application, saving, check, restorable, editable, start, load, refresh, restore, forget, settle_conflict, run_check,
  };
}

export type Draft = ReturnType<typeof use_draft>;
