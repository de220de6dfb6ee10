// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { mounted, serve, settled, unmount_all } from '@/testing/mounted';
import WaiversTab from './WaiversTab.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const waiver = (reason: string) => ({
  id: 1,
  institution: { code: '10842', name: '甲学院', kind: 'higher-vocational', bureau: null },
  round: { name: 'spring', label: '春季学期', year: 2026 },
  reason,
  granted_at: '2026-03-12T10:00:00+08:00',
  granted_by: '省推进办',
  used_by: null,
});

async function fill(host: HTMLElement, reason: string) {
  const [institution, why] = host.querySelectorAll<HTMLInputElement>('form input');
  institution!.value = '10842 甲学院';
  institution!.dispatchEvent(new Event('input'));
  why!.value = reason;
  why!.dispatchEvent(new Event('input'));
  await settled();
  host.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settled();
}

it('shows in the list what was granted, and empties the form', async () => {
  const granted: unknown[] = [];
  serve(({ method, path, body }) => {
    if (method === 'POST' && path === '/api/institutions/10842/waivers') {
      granted.push(waiver((body as { reason: string }).reason));
      return { status: 201, json: granted[0] };
    }
    return { json: { items: path === '/api/waivers' ? granted : [], total: granted.length, next_cursor: null } };
  });
  const { host } = await mounted(WaiversTab);
  expect(host.querySelector('table')).toBeNull();
  await fill(host, '停办专业');
  expect(host.querySelector('tbody')!.textContent).toContain('停办专业');
  expect(host.querySelectorAll<HTMLInputElement>('form input')[1]!.value).toBe('');
});

it('says why a waiver was refused and keeps what was typed', async () => {
  const asked = serve(({ method }) =>
    method === 'POST'
      ? { status: 409, json: { status: 409, code: 'window-closed', detail_zh: '不在窗口内', detail_en: 'closed' } }
      : { json: { items: [], total: 0, next_cursor: null } },
  );
  const { host } = await mounted(WaiversTab);
  await fill(host, '停办专业');
  expect(host.querySelector('[role=alert]')!.textContent).toContain('不在窗口内');
  expect(host.querySelectorAll<HTMLInputElement>('form input')[1]!.value).toBe('停办专业');
  expect(asked.filter((a) => a.path === '/api/waivers')).toHaveLength(1);
});
