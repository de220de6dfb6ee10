import { computed } from 'vue';
import { api, unwrap } from '@/api/client';
import type { ActionNow, ApplicationKind } from '@/api/types';
import { minute_of, server_now } from './server_clock';
import { use_load } from './use_load';

/**
 * “Why can't I?” for acts that no single application is needed for: `action_of(act, kind)` is what the server says of one now,
 * null until it has answered. Asked again every few minutes: windows open and close.
 */
export function use_actions() {
  const { data, error, reload } = use_load(
    () => unwrap(api.GET('/actions')),
    () => Math.floor(minute_of(server_now.value) / 5),
  );
  const items = computed<ActionNow[]>(() => data.value?.items ?? []);
  const action_of = (act: ActionNow['act'], kind: ApplicationKind | null = null): ActionNow | null =>
    items.value.find((item) => item.act === act && item.kind === kind) ?? null;
  /** Does something stand against it? Not while the server has not said so. */
  const barred = (act: ActionNow['act']): boolean => action_of(act)?.allowed === false;
  /** The line of WhyNots that describes the button of a barred act. */
  const why_id = (act: ActionNow['act']): string | undefined => (barred(act) ? `why-${act}` : undefined);
  return { items, action_of, barred, why_id, error, reload };
}

export type Actions = ReturnType<typeof use_actions>;
