import { file_name, keep_file, language_header } from './download';
import { offline, ProblemError } from './problem';
import { session } from './session_state';
import type { AnnexImport, ApplicationKind, AssessmentImport, Problem } from './types';

export const most_book_bytes = 5 * 1024 * 1024;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function send(path: string, book: Blob, key?: string): Promise<Response> {
  const headers = new Headers({ ...language_header(), 'Content-Type': xlsx, 'X-Kaoji-CSRF': session.me?.csrf_token ?? '' });
  if (key) headers.set('Idempotency-Key', key);
  const response = await fetch(new Request(`/api${path}`, { method: 'POST', headers, body: book })).catch(() => {
    throw offline();
  });
  if (response.ok) return response;
  if (response.status === 401 && session.me) session.expired = true;
  const told = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new ProblemError({ ...told, status: response.status, code: told.code ?? 'internal' });
}

/** What an import of this book would do. Throws a ProblemError. */
export async function try_import(book: Blob): Promise<AssessmentImport> {
  return (await send('/assessments/import?dry_run=true', book)).json() as Promise<AssessmentImport>;
}

/** Imports it, all or nothing. Throws a ProblemError. */
export async function run_import(book: Blob, key: string): Promise<AssessmentImport> {
  return (await send('/assessments/import', book, key)).json() as Promise<AssessmentImport>;
}

/** Hands the browser the rows of the book that have a problem. Throws a ProblemError. */
export async function keep_failed_rows(book: Blob): Promise<void> {
  const response = await send('/assessments/import/failed-rows', book);
  keep_file(await response.blob(), file_name(response.headers.get('Content-Disposition'), 'failed-rows.xlsx'));
}

/** What is understood of a filled annex; `kind` is meant when it does not say its own. Throws a ProblemError. */
export async function try_annex(book: Blob, kind: ApplicationKind): Promise<AnnexImport> {
  return (await send(`/applications/import?dry_run=true&kind=${kind}`, book)).json() as Promise<AnnexImport>;
}

/** Makes a draft out of a filled annex. Throws a ProblemError. */
export async function import_annex(book: Blob, key: string): Promise<AnnexImport> {
  return (await send('/applications/import', book, key)).json() as Promise<AnnexImport>;
}
