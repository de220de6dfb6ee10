import { with_fresh_factor } from './fresh_factor';
import { offline, ProblemError } from './problem';
import { session } from './session_state';
import type { Problem } from './types';

/** The name that Content-Disposition gives a file; `otherwise` when it gives none. */
export function file_name(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? otherwise);
}

/** Parameters of a list as the text of a query; those without a value are left out. */
export function query_text(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** Asks for a file in the language of the page. */
export const language_header = (): { 'Accept-Language': string } => ({ 'Accept-Language': document.documentElement.lang || 'zh-CN' });

async function problem_of(response: Response): Promise<ProblemError> {
  const told = (await response.json().catch(() => ({}))) as Partial<Problem>;
  if (response.status === 401 && session.me) session.expired = true;
  return new ProblemError({ ...told, status: response.status, code: told.code ?? 'internal' });
}

/** Hands the browser a file to keep. */
export function keep_file(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function fetched(address: string): Promise<Response> {
  const response = await fetch(new Request(address, { headers: language_header() })).catch(() => {
    throw offline();
  });
  if (!response.ok) throw await problem_of(response);
  return response;
}

/** Fetches a file of the server's and hands it to the browser under the name that the server gives. Throws a ProblemError. */
export async function download(path: string, query: Record<string, unknown>): Promise<void> {
  const text = query_text(query);
  const response = await with_fresh_factor(() => fetched(`/api${path}${text && '?'}${text}`));
  // A connection that broke off half-way is no file.
  const bytes = await response.blob().catch(() => {
    throw offline();
  });
  keep_file(bytes, file_name(response.headers.get('Content-Disposition'), path.split('/').at(-1) ?? 'file'));
}
