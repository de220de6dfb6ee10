import { onScopeDispose, shallowRef, type Ref } from 'vue';
import { api, csrf_header, unwrap } from '@/api/client';
import type { Application, Check } from '@/api/types';
import type { Content } from './draft_content';

const check_after_ms = 350;

/** The server's dry run of what is typed. One that fails leaves the last answer: the next change asks again. */
export function use_check(typed: Content, application: Ref<Application | null>) {
  const check = shallowRef<Check | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function ask() {
    const id = application.value?.id;
    const lines = typed.lines();
    const header = csrf_header();
    return id === undefined
      ? api.POST('/applications/check', { params: { header }, body: { kind: typed.kind.value, lines } })
      : api.POST('/applications/{id}/check', { params: { path: { id }, header }, body: { lines } });
  }

  async function run_check() {
    clearTimeout(timer);
    const mine = ++asked;
    if (typed.filled.value.length === 0 && !application.value) {
      check.value = null;
      return;
    }
    const answer = await unwrap(ask()).catch(() => null);
    if (answer && mine === asked) check.value = answer;
  }

  function check_soon() {
    clearTimeout(timer);
    timer = setTimeout(run_check, check_after_ms);
  }

  onScopeDispose(() => clearTimeout(timer));
  return { check, run_check, check_soon };
}
