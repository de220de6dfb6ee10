import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { session } from '@/api/session_state';

// What was typed and the server does not have yet, in this browser's storage under the account that typed it: it outlives a
// reload, the tab and an ended session, and is shown to nobody else. Whatever nobody came back for goes after a while.
const prefix = 'kaoji.kept.';
const kept_for_ms = 60 * 86_400_000;

interface Kept {
  at: number;
  text: unknown;
}

const place = (name: string): string => `${prefix}${session.me?.account.login ?? ''}.${name}`;

function read(key: string): Kept | null {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as Kept) : null;
  } catch {
    return null;
  }
}

/** Keeps a text, or a form's whole content, under a name of the account's. */
export function keep(name: string, text: unknown): void {
  try {
    localStorage.setItem(place(name), JSON.stringify({ at: Date.now(), text } satisfies Kept));
  } catch {
    // Storage may be full or forbidden; the page itself still holds what was typed.
  }
}

/** What is kept under the name; null for nothing. */
export const kept = <T>(name: string): T | null => (read(place(name))?.text as T | undefined) ?? null;

export function forget_kept(name: string): void {
  try {
    localStorage.removeItem(place(name));
  } catch {
    // Nothing was kept.
  }
}

/** Drops what was kept long ago, of every account. */
export function drop_old_texts(now = Date.now()): void {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '');
    for (const key of keys.filter((k) => k.startsWith(prefix))) {
      const at = read(key)?.at;
      if (at === undefined || now - at > kept_for_ms) localStorage.removeItem(key);
    }
  } catch {
    // A browser that keeps nothing has nothing old.
  }
}

/**
 * Keeps the fields of a form while they are typed, until `forget` (when the server has them, or the person drops them). What was
 * kept under `name` is put into the fields at once, and `restored` is then true. `name` says form and object: `review.17`.
 */
export function use_kept_text(name: string, fields: Record<string, Ref<unknown>>) {
  const content = () => Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value.value]));
  const at_first = JSON.stringify(content());
  const restored = ref(false);
  const old = kept<Record<string, unknown>>(name);
  if (old) {
    for (const [field, value] of Object.entries(fields)) if (field in old) value.value = old[field];
    restored.value = true;
  }
  const stop = watch(
    Object.values(fields),
    () => (JSON.stringify(content()) === at_first ? forget_kept(name) : keep(name, content())),
    { deep: true, flush: 'sync' },
  );
  onScopeDispose(stop);

  function forget() {
    forget_kept(name);
    restored.value = false;
  }
  return { restored, forget };
}
