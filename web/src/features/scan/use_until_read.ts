import { onScopeDispose, watch } from 'vue';
import type { ScanReading } from '@/api/types';

const ask_every_ms = 2000;

/** Asks again and again while a scan is being read. */
export function use_until_read(reading: () => ScanReading | null, ask: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  watch(
    () => reading()?.state === 'pending',
    (pending) => {
      stop();
      if (pending) timer = setInterval(ask, ask_every_ms);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
}
