import { computed, ref } from 'vue';
import { api, unwrap } from '@/api/client';
import type { Windows } from '@/api/types';
import { zone_offset_minutes } from './instants';

// The browser's clock is never believed: only how much time has passed since the server last told its own.
const base_ms = ref(Date.now());
const base_tick = ref(performance.now());
const tick = ref(performance.now());
const running = ref(true);
let told = false;

/** An answer that took longer says too little of when the server read its clock. */
const trusted_round_trip_ms = 2000;
/** The two clocks of the computer drift apart by this much only when it slept. */
const slept_ms = 2000;

/** Counts the moves of the sandbox clock and the windows that opened or closed; pages load again when it changes. */
export const epoch = ref(0);
export const windows = ref<Windows | null>(null);

/** The server's instant now, in ms since 1970. */
export const server_now = computed(() => base_ms.value + (running.value ? tick.value - base_tick.value : 0));

/** Whole minutes since 1970: what is watched to ask again from time to time. */
export const minute_of = (ms: number): number => Math.floor(ms / 60_000);

/** True once an instant (null: none is set) has come. */
export const is_past = (instant: string | null): boolean => instant !== null && Date.parse(instant) <= server_now.value;

/** The server's clock showed `text` at the instant `read_at` of performance.now(). */
export function set_server_time(text: string, is_running = running.value, read_at = performance.now()): void {
  told = true;
  base_ms.value = Date.parse(text);
  base_tick.value = read_at;
  tick.value = performance.now();
  running.value = is_running;
  zone_offset_minutes.value = offset_of(text);
}

/** Offset in minutes of an RFC 3339 text: `+08:00` is 480. */
function offset_of(text: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(text);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
}

/** Asks for the windows and the server's clock, which it read about half a round trip ago. */
export async function load_windows(): Promise<void> {
  const sent = performance.now();
  const answer = await unwrap(api.GET('/windows'));
  const round_trip = performance.now() - sent;
  windows.value = answer;
  if (told && round_trip > trusted_round_trip_ms) return;
  set_server_time(answer.server_time, running.value, sent + round_trip / 2);
}

const ask_again = () => void load_windows().catch(() => undefined);

/** Every page asks again once a window has opened or closed, spread over a few seconds: not all of them in the same one. */
const spread_ms = 5000;
let seen_until = 0;
function watch_edges(): void {
  const now = server_now.value;
  const all = windows.value;
  const edges = [
    ...(all?.items.flatMap((w) => [w.opens_at, w.closes_at, w.extended_until_at]) ?? []),
    all?.exit?.opens_at,
    all?.exit?.closes_at,
  ];
  const passed = edges.some((at) => at && Date.parse(at) > seen_until && Date.parse(at) <= now);
  seen_until = now;
  if (!passed) return;
  setTimeout(() => {
    load_windows().then(
      () => (epoch.value += 1),
      () => undefined,
    );
  }, Math.random() * spread_ms);
}

/** Ticks; asks the server when this computer's two clocks say that it slept meanwhile. */
function watch_ticks(): void {
  let apart = Date.now() - performance.now();
  setInterval(() => {
    tick.value = performance.now();
    watch_edges();
    const now_apart = Date.now() - performance.now();
    if (Math.abs(now_apart - apart) > slept_ms) ask_again();
    apart = now_apart;
  }, 1000);
}

let started = false;
/** Starts ticking every second and asking the server every minute, and whenever the page is looked at again. */
export function start_clock(): void {
  if (started) return;
  started = true;
  watch_ticks();
  setInterval(ask_again, 60_000);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask_again());
  window.addEventListener('online', ask_again);
}
