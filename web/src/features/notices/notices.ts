import { ref, watch } from 'vue';
import { api, unwrap, write_headers } from '@/api/client';
import { may, session } from '@/api/session_state';
import type { Notice } from '@/api/types';
import { epoch } from '@/ui/server_clock';

/** How many notices the account has not read; the bell shows it. */
export const unread = ref(0);
const every_ms = 60_000;

export async function count_unread(): Promise<void> {
  if (!session.me || !may('notice-list')) return void (unread.value = 0);
  const page = await unwrap(api.GET('/notices', { params: { query: { unread: true, limit: 1 } } }));
  unread.value = page.unread;
}

/** Counts now, every minute, and when the clock of the sandbox moves. Gives what ends it. */
export function keep_counting(): () => void {
  const count = () => void count_unread().catch(() => undefined);
  count();
  const timer = setInterval(count, every_ms);
  const stop = watch(epoch, count);
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** Marks one as read; reading again changes nothing, so its key need not be kept. */
export async function mark_read(notice: Notice): Promise<void> {
  if (notice.read_at) return;
  await unwrap(
    api.POST('/notices/{id}/read', { params: { path: { id: notice.id }, header: write_headers(crypto.randomUUID()) } }),
  );
  unread.value = Math.max(0, unread.value - 1);
}
