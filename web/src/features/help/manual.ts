import type { Role } from '@/api/types';
import type { Locale } from '@/i18n';

/** A task of the manual: what it is for, and how it is done step by step. */
export interface Task {
  id: string;
  title: string;
  /** Whose task it is; none: everybody's. */
  roles: Role[];
  /** Names of the pages whose help it is. */
  pages: string[];
  /** One sentence before the steps. */
  about: string;
  steps: string[];
}

export interface Question {
  id: string;
  ask: string;
  answer: string;
}

export interface Manual {
  tasks: Task[];
  questions: Question[];
}

/** The manual in a language, loaded when somebody opens it. */
export async function load_manual(locale: Locale): Promise<Manual> {
  return (locale === 'en' ? await import('@/i18n/en/manual') : await import('@/i18n/zh/manual')).default;
}

/** The tasks of a page, those of the role first to be seen; every task of the page when the role is not known. */
export const tasks_of_page = (manual: Manual, page: string, role: Role | undefined): Task[] =>
  manual.tasks.filter((task) => task.pages.includes(page) && concerns(task, role));

export const concerns = (task: Task, role: Role | undefined): boolean =>
  role === undefined || task.roles.length === 0 || task.roles.includes(role);
