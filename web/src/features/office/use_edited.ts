import { shallowRef } from 'vue';
import type { CheckedRow } from './CheckedForm.vue';

/** What somebody else changed meanwhile, by whom and when. */
export interface Overtaken {
  who: string;
  at: string | null;
  rows: CheckedRow[];
}

interface Edited {
  version?: number;
  changed_at?: string | null;
  changed_by?: string | null;
}

/**
 * What a form changes, as it stands on the server. Somebody else was quicker: `meet` reads it again, so that the next try is made on
 * what stands now, and says who it was and what changed. The form's own fields are left as they were typed.
 */
export function use_edited<T extends Edited>(
  first: T | null,
  read: (before: T) => Promise<T | null>,
  changes: (from: T | null, to: T) => CheckedRow[],
) {
  const old = shallowRef<T | null>(first);
  const overtaken = shallowRef<Overtaken | null>(null);

  async function meet() {
    const before = old.value;
    const now = before && (await read(before).catch(() => null));
    if (!now) return;
    overtaken.value = { who: now.changed_by ?? '', at: now.changed_at ?? null, rows: changes(before, now) };
    old.value = now;
  }
  return { old, overtaken, meet };
}
