import { heard, unheard } from './connection';
import { ProblemError, offline } from './problem';
import { session } from './session_state';
import type { Problem, Reconciliation, Scan } from './types';

export const most_bytes = 20 * 1024 * 1024;
export const most_photos = 50;
const book_type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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

/** What an answer gives, or the problem that it names. */
function taken<T>(status: number, text: string): T {
  let answer: unknown = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // An answer that is no JSON is told apart by its status below.
  }
  if (status < 300 && answer) return answer as T;
  if (status === 401) session.expired = true;
  const problem = (answer ?? {}) as Partial<Problem>;
  throw new ProblemError({ ...problem, status, code: problem.code ?? 'internal' });
}

interface FileRequest {
  method: 'PUT' | 'POST';
  path: string;
  body: Blob | FormData;
  /** null: the browser must set it. */
  type: string | null;
}

/** Sends a file and tells how much of it has gone (0 to 1), which fetch cannot. Throws a ProblemError. */
function send_file<T>(file: FileRequest, key: string, sent: (share: number) => void): Promise<T> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open(file.method, `/api${file.path}`);
    if (file.type) request.setRequestHeader('Content-Type', file.type);
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
        done(taken<T>(request.status, request.responseText));
      } catch (error) {
        fail(error);
      }
    };
    request.send(file.body);
  });
}

/** Sends a scan. Throws a ProblemError. */
export function upload_scan(upload: ScanUpload, key: string, sent: (share: number) => void): Promise<Scan> {
  const path = `/applications/${upload.application}/scan?revision=${upload.revision}`;
  return send_file<Scan>({ method: 'PUT', path, ...body_of(upload.files) }, key, sent);
}

/** Sends an export of the ministry's platform. Throws a ProblemError. */
export function upload_table(file: File, key: string, sent: (share: number) => void): Promise<Reconciliation> {
  const path = `/reconciliations?name=${encodeURIComponent(file.name.slice(-200))}`;
  return send_file<Reconciliation>({ method: 'POST', path, body: file, type: /\.xlsx$/i.test(file.name) ? book_type : 'text/csv' }, key, sent);
}
