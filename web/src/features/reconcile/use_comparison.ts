import { onScopeDispose, shallowRef } from 'vue';
import { api, attempt, unwrap, write_headers } from '@/api/client';
import type { PlatformColumn, ReconciliationView } from '@/api/types';
import { use_act } from '@/ui/use_act';

type Progress = NonNullable<ReconciliationView['progress']>;
const ask_every_ms = 600;

/** Compares an upload and follows how far it is, also one that was begun elsewhere. `changed` is called when it is over. */
export function use_comparison(id: number, changed: () => Promise<void>) {
  const { intent, busy, refused, run } = use_act();
  const progress = shallowRef<Progress | null>(null);
  let left = false;
  onScopeDispose(() => (left = true));

  const ask = async () => (await unwrap(api.GET('/reconciliations/{id}', { params: { path: { id } } })).catch(() => null))?.progress ?? null;
  const pause = () => new Promise((done) => setTimeout(done, ask_every_ms));

  async function follow() {
    while (busy.value && !left) {
      progress.value = await ask();
      await pause();
    }
    progress.value = null;
  }

  async function compare(columns: PlatformColumn[], year: number | null): Promise<boolean> {
    const body = { columns, year };
    const done = run(() =>
      attempt(intent, [id, body], (key) =>
        api.POST('/reconciliations/{id}/comparison', { params: { path: { id }, header: write_headers(key) }, body }),
      ),
    );
    void follow();
    const compared = await done;
    if (compared) await changed();
    return compared;
  }

  /** Follows a comparison that is under way already. */
  async function join(now: Progress) {
    if (busy.value) return;
    for (let state: Progress | null = now; state && !left; state = await ask()) {
      progress.value = state;
      await pause();
    }
    progress.value = null;
    if (!left) await changed();
  }

  return { busy, refused, progress, compare, join };
}
