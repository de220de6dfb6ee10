import { computed, ref } from 'vue';
import { api, unwrap } from '@/api/client';
import type { Windows } from '@/api/types';
import { zone_offset_minutes } from './instants';

// The browser's clock is never believed: only how much time has passed since the server last told its own.
const base_ms = ref(Date.now());
const base_tick = ref(performance.now());
const tick = ref(performance.now());
const running = ref(true);

/** Counts the moves of the sandbox clock; pages load again when it changes. */
export const epoch = ref(0);
export const windows = ref<Windows | null>(null);

/** The server's instant now, in ms since 1970. */
export const server_now = computed(() => base_ms.value + (running.value ? tick.value - base_tick.value : 0));

/** True once an instant (null: none is set) has come. */
export const is_past = (instant: string | null): boolean => instant !== null && Date.parse(instant) <= server_now.value;

export function set_server_time(text: string, is_running = running.value): void {
  base_ms.value = Date.parse(text);
  base_tick.value = performance.now();
  tick.value = base_tick.value;
  running.value = is_running;
  zone_offset_minutes.value = offset_of(text);
}

/** Offset in minutes of an RFC 3339 text: `+08:00` is 480. */
function offset_of(text: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(text);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

export async function load_windows(): Promise<void> {
  const answer = await unwrap(api.GET('/windows'));
  windows.value = answer;
  set_server_time(answer.server_time);
}

let started = false;
/** Starts ticking every second and asking the server every minute. */
export function start_clock(): void {
  if (started) return;
  started = true;
  setInterval(() => (tick.value = performance.now()), 1000);
  setInterval(() => load_windows().catch(() => undefined), 60_000);
}
