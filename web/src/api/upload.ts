import { heard, unheard } from './connection';
import { ProblemError, offline } from './problem';
import { session } from './session_state';
import type { Problem, Scan } from './types';

export const most_bytes = 20 * 1024 * 1024;
export const most_photos = 50;

/** What is sent as a scan: one PDF, or photos in the order of the pages. `revision` is the one that was printed. */
export interface ScanUpload {
  application: number;
  revision: number;
  files: File[];
}

export const is_pdf = (file: File): boolean => file.type === 'application/pdf' || /\.pdf$/i.test(file.name);
export const is_photo = (file: File): boolean => file.type === 'image/jpeg' || file.type === 'image/png';

/** The request's body and, unless the browser must set it, its media type. */
function body_of(files: File[]): { body: Blob | FormData; type: string | null } {
  if (files.length === 1 && is_pdf(files[0]!)) return { body: files[0]!, type: 'application/pdf' };
  const body = new FormData();
  for (const photo of files) body.append('photo', photo, photo.name);
  return { body, type: null };
}

/** The scan of an answer, or the problem that it names. */
function taken(status: number, text: string): Scan {
  let answer: unknown = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // An answer that is no JSON is told apart by its status below.
  }
  if (status < 300 && answer) return answer as Scan;
  if (status === 401) session.expired = true;
  const problem = (answer ?? {}) as Partial<Problem>;
  throw new ProblemError({ ...problem, status, code: problem.code ?? 'internal' });
}

/** Sends a scan and tells how much of it has gone (0 to 1), which fetch cannot. Throws a ProblemError. */
export function upload_scan(upload: ScanUpload, key: string, sent: (share: number) => void): Promise<Scan> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    const { body, type } = body_of(upload.files);
    request.open('PUT', `/api/applications/${upload.application}/scan?revision=${upload.revision}`);
    if (type) request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('X-Kaoji-CSRF', session.me?.csrf_token ?? '');
    request.upload.onprogress = (event) => sent(event.total ? event.loaded / event.total : 0);
    request.upload.onload = () => sent(1);
    request.onerror = () => {
      unheard();
      fail(offline());
    };
    request.onload = () => {
      heard();
      try {
        done(taken(request.status, request.responseText));
      } catch (error) {
        fail(error);
      }
    };
    request.send(body);
  });
}
