import { file_name, keep_file, language_header } from './download';
import { offline, ProblemError } from './problem';
import { session } from './session_state';
import type { AnnexImport, ApplicationKind, CellProblem, Problem } from './types';

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

/** What every import of a book tells, beside what is its own. */
export interface ImportOutcome {
  allowed: boolean;
  failed_rows: number;
  problems: CellProblem[];
}

/** What an import of this book would do; `path` is that of its `…/import`. Throws a ProblemError. */
export async function try_import<T extends ImportOutcome>(path: string, book: Blob): Promise<T> {
  return (await send(`${path}/import?dry_run=true`, book)).json() as Promise<T>;
}

/** Imports it, all or nothing. Throws a ProblemError. */
export async function run_import<T extends ImportOutcome>(path: string, book: Blob, key: string): Promise<T> {
  return (await send(`${path}/import`, book, key)).json() as Promise<T>;
}

/** Hands the browser the rows of the book that have a problem. Throws a ProblemError. */
export async function keep_failed_rows(path: string, book: Blob): Promise<void> {
  const response = await send(`${path}/import/failed-rows`, book);
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
