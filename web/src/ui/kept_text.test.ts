// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { effectScope, reactive, ref } from 'vue';
import { session } from '@/api/session_state';
import type { Me } from '@/api/types';
import { drop_old_texts, keep, kept, use_kept_text } from './kept_text';

const as = (login: string) => (session.me = { account: { login } } as Me);
beforeEach(() => as('school'));
afterEach(() => localStorage.clear());

/** A form that is opened, typed into by `act`, and left. */
function form(act: (fields: { note: { value: string }; ticks: { value: number[] } }, kept: ReturnType<typeof use_kept_text>) => void) {
  const scope = effectScope();
  const fields = { note: ref(''), ticks: ref<number[]>([]) };
  scope.run(() => act(fields, use_kept_text('review.17', fields)));
  scope.stop();
  return fields;
}

it('gives a form back what was typed into it before', () => {
  form(({ note, ticks }) => {
    note.value = '第三行与附件不符';
    ticks.value.push(3);
  });
  const again = form((_, { restored }) => expect(restored.value).toBe(true));
  expect([again.note.value, again.ticks.value]).toEqual(['第三行与附件不符', [3]]);
});

it('keeps each account\'s own', () => {
  form(({ note }) => (note.value = '甲'));
  as('other');
  expect(form(() => undefined).note.value).toBe('');
  as('school');
  expect(form(() => undefined).note.value).toBe('甲');
});

it('forgets what was sent, and what was emptied again', () => {
  form(({ note }, { forget }) => {
    note.value = '甲';
    forget();
  });
  expect(kept('review.17')).toBeNull();
  form(({ note }) => {
    note.value = '乙';
    note.value = '';
  });
  expect(kept('review.17')).toBeNull();
});

it('drops what nobody came back for', () => {
  keep('old', { a: 1 });
  drop_old_texts();
  expect(kept('old')).toEqual({ a: 1 });
  drop_old_texts(Date.now() + 61 * 86_400_000);
  expect(kept('old')).toBeNull();
});

it('takes the fields of a reactive object too', () => {
  const typed = reactive({ reason: '' });
  const scope = effectScope();
  scope.run(() => use_kept_text('waiver', { typed: ref(typed) }));
  typed.reason = '灾情';
  scope.stop();
  expect(kept('waiver')).toEqual({ typed: { reason: '灾情' } });
});
