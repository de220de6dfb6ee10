import { ref, shallowRef } from 'vue';
import { api } from '@/api/client';
import { Intent } from '@/api/intent';
import { as_problem, type ProblemError } from '@/api/problem';
import type { Scan } from '@/api/types';
import { upload_scan, type ScanUpload } from '@/api/upload';

/** Where an upload stands: bytes on their way, then pages being read by the server. `all` is 0 while not known. */
export type UploadState = { phase: 'sending'; share: number } | { phase: 'reading'; done: number; all: number };

const ask_every_ms = 700;

/** Sends a signed form and follows it: first its bytes, then, by asking, the pages that the server has read. */
export function use_scan_upload() {
  const intent = new Intent();
  const state = ref<UploadState | null>(null);
  const refused = shallowRef<ProblemError | null>(null);

  async function follow(key: string) {
    while (state.value?.phase === 'reading') {
      // No answer, or none yet under this key: the upload itself tells how it ends.
      const { data } = await api.GET('/scan-progress/{key}', { params: { path: { key } } }).catch(() => ({ data: null }));
      if (data && state.value?.phase === 'reading') state.value = { phase: 'reading', done: data.done, all: data.all };
      await new Promise((done) => setTimeout(done, ask_every_ms));
    }
  }

  function sent(key: string, share: number) {
    if (share < 1) {
      state.value = { phase: 'sending', share };
    } else if (state.value?.phase === 'sending') {
      state.value = { phase: 'reading', done: 0, all: 0 };
      void follow(key);
    }
  }

  /** The scan that the server took; null when it was refused, which `refused` then explains. */
  async function send(upload: ScanUpload): Promise<Scan | null> {
    refused.value = null;
    state.value = { phase: 'sending', share: 0 };
    try {
      const files = upload.files.map((file) => [file.name, file.size, file.lastModified]);
      const key = intent.key([upload.application, upload.revision, files]);
      const scan = await upload_scan(upload, key, (share) => sent(key, share));
      intent.settle();
      return scan;
    } catch (error) {
      refused.value = as_problem(error);
      if (refused.value.settled) intent.settle();
      return null;
    } finally {
      state.value = null;
    }
  }
  return { state, refused, send };
}
