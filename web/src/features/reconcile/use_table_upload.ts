import { ref } from 'vue';
import { Intent } from '@/api/intent';
import { as_problem } from '@/api/problem';
import type { Reconciliation } from '@/api/types';
import { most_bytes, upload_table } from '@/api/upload';
import { use_long_work } from '@/ui/use_long_work';

/** Why a chosen file is not sent at all. */
export type TableTrouble = 'reconcile.file_too_large' | 'reconcile.file_no_table';

export function trouble_of(file: { name: string; size: number }): TableTrouble | null {
  if (!/\.(csv|txt|xlsx)$/i.test(file.name)) return 'reconcile.file_no_table';
  return file.size > most_bytes ? 'reconcile.file_too_large' : null;
}

// They outlive the page: an upload goes on when it is left, and one whose answer was lost is sent again under its own key.
const intent = new Intent();
const share = ref<number | null>(null);

/** Sends an export of the platform; `share` is what has gone of it, 0 to 1, null while none is on its way. */
export function use_table_upload() {
  const name = ref('');
  const upload = use_long_work<Reconciliation>(
    () => 'reconcile-upload',
    () => ({ title: 'reconcile.upload', about: name.value, to: { name: 'reconcile' } }),
  );

  /** True when the server has it: `result` is the upload as it is kept. Else `error` says why not. */
  async function send(file: File): Promise<boolean> {
    upload.forget();
    name.value = file.name;
    share.value = 0;
    return upload.begin(async () => {
      try {
        const kept = await upload_table(file, intent.key([file.name, file.size, file.lastModified]), (gone) => (share.value = gone));
        intent.settle();
        return kept;
      } catch (error) {
        if (as_problem(error).settled) intent.settle();
        throw error;
      } finally {
        share.value = null;
      }
    });
  }
  return { share, send, result: upload.result, refused: upload.error, forget: upload.forget };
}
