// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import en from '@/i18n/en/manual';
import zh from '@/i18n/zh/manual';
import { router } from '@/router';
import { roles } from '@/api/terms';
import { tasks_of_page } from './manual';

const shape = (manual: typeof zh) => ({
  tasks: manual.tasks.map((task) => [task.id, task.roles, task.pages, task.steps.length]),
  questions: manual.questions.map((question) => question.id),
});

it('says the same in both languages', () => {
  expect(shape(en)).toEqual(shape(zh));
});

it('leaves no sentence empty', () => {
  for (const manual of [zh, en]) {
    for (const task of manual.tasks) expect([task.title, task.about, ...task.steps].every((text) => text.trim() !== '')).toBe(true);
    for (const question of manual.questions) expect(question.ask && question.answer).toBeTruthy();
  }
});

it('speaks of pages that are there, and has help for each page of each role', () => {
  const pages = router.getRoutes().map((route) => String(route.name));
  for (const task of zh.tasks) for (const page of task.pages) expect(pages).toContain(page);
  for (const page of ['workbench', 'applications', 'application', 'policy', 'sign-in']) {
    for (const role of roles) expect(tasks_of_page(zh, page, role), `${page} ${role}`).not.toHaveLength(0);
  }
  expect(tasks_of_page(zh, 'apply', 'institution-clerk')).not.toHaveLength(0);
  expect(tasks_of_page(zh, 'office', 'office').length).toBeGreaterThan(3);
  expect(tasks_of_page(zh, 'office', 'system-administrator').map((task) => task.id)).toEqual(['accounts']);
});
