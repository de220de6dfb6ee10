// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { mounted, serve, settled, unmount_all } from '@/testing/mounted';
import InstitutionDialog from './InstitutionDialog.vue';

afterEach(() => {
  unmount_all();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const as_it_was = { code: '10842', name: '甲学院', kind: 'higher-vocational', bureau: null, registered: true, registered_at: null, live: 0, former_names: [], version: 1, changed_at: null, changed_by: null };
const as_it_is = { ...as_it_was, name: '甲职业学院', version: 2, changed_at: '2026-03-12T09:12:00+08:00', changed_by: '省推进办' };

it('tells whoever was late who was first, keeps what was typed, and tries again on what stands now', async () => {
  const headers: (string | null)[] = [];
  const asked = serve(({ method }) => (method === 'GET' ? { json: as_it_is } : { status: 412, json: { status: 412, code: 'version-stale' } }));
  const stub = fetch;
  vi.stubGlobal('fetch', (request: Request) => {
    if (request.method === 'PUT') headers.push(request.headers.get('If-Match'));
    return stub(request);
  });
  const { host } = await mounted(InstitutionDialog, { institution: as_it_was, bureaus: [] });
  const name = host.querySelector<HTMLInputElement>('[data-test=name]')!;
  name.value = '甲大学';
  name.dispatchEvent(new Event('input'));
  const look = async () => {
    host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
  };
  await look();
  const told = host.querySelector('[data-test=overtaken]')!.textContent;
  for (const part of ['省推进办', '2026-03-12 09:12', '甲学院 → 甲职业学院']) expect(told).toContain(part);
  expect(name.value).toBe('甲大学');
  await look();
  expect(headers).toEqual(['"1"', '"2"']);
  expect(asked.at(-2)?.body).toMatchObject({ name: '甲大学', dry_run: true });
});
