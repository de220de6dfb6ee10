// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { session } from '@/api/session_state';
import { mounted, serve, settled, unmount_all } from '@/testing/mounted';
import SignInPage from './SignInPage.vue';

afterEach(() => {
  unmount_all();
  session.me = null;
  vi.unstubAllGlobals();
});

const me = (must_change_password: boolean) => ({
  account: { id: 1, login: 'n001', name: '演练', role: 'auditor', actor: 'auditor', institution: null, bureau: null },
  csrf_token: 'token',
  acts: [],
  sandbox: false,
  must_change_password,
  server_time: '2026-03-12T10:00:00+08:00',
});
const fill = (input: HTMLInputElement, text: string) => {
  input.value = text;
  input.dispatchEvent(new Event('input'));
};

it('goes on to where one was going once the first password is set', async () => {
  serve(({ method, path }) => {
    if (path === '/api/session') return { json: me(true) };
    if (path === '/api/me/password') return { json: me(false) };
    return method === 'GET' ? { status: 404, json: { status: 404, code: 'not-found' } } : { json: null };
  });
  const { host, router } = await mounted(SignInPage, {}, '/sign-in?to=/plans');
  fill(host.querySelector('input[name=login]')!, 'n001');
  fill(host.querySelector('input[name=password]')!, 'secret');
  host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settled();
  fill(host.querySelector('input[autocomplete=new-password]')!, 'long enough words');
  host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settled();
  expect(router.currentRoute.value.fullPath).toBe('/plans');
});
