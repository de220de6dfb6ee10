import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import { api, attempt, if_match, write_headers } from '@/api/client';
import { came_back } from '@/api/connection';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';
import { session } from '@/api/session_state';
import type { Application } from '@/api/types';
import type { Content } from './draft_content';
import { forget_kept, keep } from '@/ui/kept_text';

export type SaveState = 'none' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict';

const save_after_ms = 1000;
/** A save that got no answer, or that the server could not do just then, is tried again by itself. */
const again_after_ms = 10_000;
const passes = (problem: ProblemError) => problem.status === 0 || problem.status === 429 || problem.status >= 500;

/** Sends what is typed: a new draft, or the next revision of one that nobody else has changed meanwhile. */
function use_sending(typed: Content, application: Ref<Application | null>) {
  const create_intent = new Intent();
  const save_intent = new Intent();

  return async function send(): Promise<Application> {
    const body = typed.content();
    const current = application.value;
    if (!current) {
      const whole = { kind: typed.kind.value, ...body };
      return attempt(create_intent, whole, (key) =>
        api.POST('/applications', { params: { header: write_headers(key) }, body: whole }),
      );
    }
    const { id, version } = current;
    const header = (key: string) => ({ ...write_headers(key), ...if_match(version) });
    return attempt(save_intent, { body, version }, (key) =>
      api.PUT('/applications/{id}', { params: { path: { id }, header: header(key) }, body }),
    );
  };
}

/** Saves a draft while it is typed. `kept_under` names where the browser keeps what the server does not have yet. */
export function use_saving(typed: Content, application: Ref<Application | null>, kept_under: () => string) {
  const state = ref<SaveState>('none');
  const error = shallowRef<ProblemError | null>(null);
  const saved_at = ref<number | null>(null);
  const send = use_sending(typed, application);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under_way: Promise<boolean> | null = null;

  async function save_all(): Promise<boolean> {
    state.value = 'saving';
    const sent = JSON.stringify(typed.content());
    const was_kept = kept_under();
    try {
      application.value = await send();
      error.value = null;
      saved_at.value = Date.parse(application.value.updated_at);
      const all = sent === JSON.stringify(typed.content());
      state.value = all ? 'saved' : 'dirty';
      if (was_kept !== kept_under() || all) forget_kept(was_kept);
      if (!all) timer = setTimeout(save, save_after_ms);
      return all;
    } catch (failure) {
      error.value = as_problem(failure);
      state.value = error.value.status === 412 ? 'conflict' : 'failed';
      if (passes(error.value)) timer = setTimeout(save, again_after_ms);
      return false;
    } finally {
      under_way = null;
    }
  }

  /** Saves now what is unsaved; true when the server has everything. */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (under_way) await under_way;
    if (state.value === 'saved' || state.value === 'none') return true;
    return (under_way = save_all());
  }

  /** Keeps what was just typed in the browser and saves it a moment later, unless somebody else's change stands against it. */
  function changed() {
    keep(kept_under(), typed.content());
    if (state.value === 'conflict') return;
    state.value = 'dirty';
    clearTimeout(timer);
    if (typed.filled.value.length > 0 || application.value) timer = setTimeout(save, save_after_ms);
  }

  // A save that failed because the session had ended goes on with the new one, one without an answer once the server is back.
  watch([() => session.me?.csrf_token, came_back], () => state.value === 'failed' && void save());
  onScopeDispose(() => {
    clearTimeout(timer);
    if (state.value === 'dirty') void save();
  });
  return { state, error, saved_at, save, changed };
}
