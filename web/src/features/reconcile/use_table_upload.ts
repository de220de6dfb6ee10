import { ref, shallowRef } from 'vue';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';
import type { Reconciliation } from '@/api/types';
import { most_bytes, upload_table } from '@/api/upload';

/** Why a chosen file is not sent at all. */
export type TableTrouble = 'reconcile.file_too_large' | 'reconcile.file_no_table';

export function trouble_of(file: { name: string; size: number }): TableTrouble | null {
  if (!/\.(csv|txt|xlsx)$/i.test(file.name)) return 'reconcile.file_no_table';
  return file.size > most_bytes ? 'reconcile.file_too_large' : null;
}

/** Sends an export of the platform. `share` is what has gone of it, 0 to 1; null while none is on its way. */
export function use_table_upload() {
  const intent = new Intent();
  const share = ref<number | null>(null);
  const refused = shallowRef<ProblemError | null>(null);

  /** The upload as the server keeps it; null when it was refused, which `refused` then explains. */
  async function send(file: File): Promise<Reconciliation | null> {
    refused.value = null;
    share.value = 0;
    try {
      const kept = await upload_table(file, intent.key([file.name, file.size, file.lastModified]), (gone) => (share.value = gone));
      intent.settle();
      return kept;
    } catch (error) {
      refused.value = as_problem(error);
      if (refused.value.settled) intent.settle();
      return null;
    } finally {
      share.value = null;
    }
  }
  return { share, refused, send };
}
