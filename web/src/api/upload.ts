import { ProblemError, offline } from './problem';
import { session } from './session_state';
import type { Problem, Scan } from './types';

/**
 * Sends a scan with its progress (0 to 1), which fetch cannot tell. `revision` is the one that was printed. Throws a ProblemError.
 */
export function upload_scan(
  application: number,
  revision: number,
  file: Blob,
  key: string,
  progress: (share: number) => void,
): Promise<Scan> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/applications/${application}/scan?revision=${revision}`);
    request.setRequestHeader('Content-Type', 'application/pdf');
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('X-Kaoji-CSRF', session.me?.csrf_token ?? '');
    request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
    request.onerror = () => fail(offline());
    request.onload = () => {
      let answer: unknown = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // An answer that is no JSON is told apart by its status below.
      }
      if (request.status < 300 && answer) return done(answer as Scan);
      if (request.status === 401) session.expired = true;
      const problem = (answer ?? {}) as Partial<Problem>;
      fail(new ProblemError({ ...problem, status: request.status, code: problem.code ?? 'internal' }));
    };
    request.send(file);
  });
}
