import { computed, ref } from 'vue';

const ask_again_ms = 3000;

const answers = ref(true);
const has_network = ref(typeof navigator === 'undefined' || navigator.onLine !== false);
let asking: ReturnType<typeof setTimeout> | undefined;

/** How the server can be reached: `offline`, this computer has no network; `restarting`, it has one but gets no answer. */
export const connection = computed(() => (answers.value ? 'up' : has_network.value ? 'restarting' : 'offline'));

/** Counts how often the server came back: what failed for want of an answer is done again when it changes. */
export const came_back = ref(0);

/** The server answered. */
export function heard(): void {
  clearTimeout(asking);
  asking = undefined;
  if (answers.value) return;
  answers.value = true;
  came_back.value += 1;
}

async function ask(): Promise<void> {
  asking = undefined;
  try {
    const { ok } = await fetch('/livez', { cache: 'no-store' });
    if (ok) return heard();
  } catch {
    // Still nothing; asked again below.
  }
  if (asking === undefined && !answers.value) asking = setTimeout(ask, ask_again_ms);
}

/** No answer came. Asks until one does. */
export function unheard(): void {
  answers.value = false;
  asking ??= setTimeout(ask, ask_again_ms);
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => {
    has_network.value = false;
    unheard();
  });
  window.addEventListener('online', () => {
    has_network.value = true;
    clearTimeout(asking);
    if (!answers.value) void ask();
  });
}
