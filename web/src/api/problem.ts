import type { Finding, Problem } from './types';

/** What went wrong with a request: the server's problem, or `offline` when no answer came. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly findings: Finding[];

  constructor(readonly problem: Partial<Problem> & { status: number; code: string }) {
    super(problem.detail_en ?? problem.title ?? problem.code);
    this.code = problem.code;
    this.status = problem.status;
    this.findings = problem.findings ?? [];
  }

  /** True when the request was understood and refused for good: repeating it with the same key is pointless. */
  get settled(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export const offline = (): ProblemError =>
  new ProblemError({
    status: 0,
    code: 'offline' as Problem['code'],
    detail_zh: '网络不通，未收到服务器的回答',
    detail_en: 'No answer from the server',
  });

/** Takes any thrown value; a ProblemError stays what it is, all else becomes `internal`. */
export function as_problem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError({
    status: 500,
    code: 'internal',
    detail_zh: '页面出错：' + String(error),
    detail_en: String(error),
  });
}
