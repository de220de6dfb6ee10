// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import type { Scan, ScanReading } from '@/api/types';
import { mounted, serve, settled, unmount_all } from '@/testing/mounted';
import { reading } from '@/testing/scan_reading';
import ScanView from './ScanView.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const scan = (now: ScanReading | null): Scan => ({
  revision: 1,
  current: true,
  digest: 'ab',
  bytes: 1,
  pages: 2,
  uploaded_at: '2026-03-12T10:00:00+08:00',
  uploaded_by: '甲',
  url: '/api/applications/7/scan?revision=1',
  reading: now,
});
const shown = async (now: ScanReading | null, more = {}) =>
  (await mounted(ScanView, { application: 7, scan: scan(now), ...more })).host;
const page_url = (host: HTMLElement) => host.querySelector('.marked-sheet img')!.getAttribute('src');
const press = async (key: string) => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key }));
  await settled();
};

it('tells each check by a word and a sentence, not by colour alone', async () => {
  const host = await shown(reading);
  const said = [...host.querySelectorAll('[data-check]')].map((li) => li.textContent!.replace(/\s+/g, ' '));
  expect(said[1]).toMatch(/✓正常.*学校公章.*有红色印章/);
  expect(said[2]).toMatch(/✕有问题.*主管校领导签字.*没有笔迹/);
});

it('draws the marks of the page that is shown over it, in its own measure', async () => {
  const host = await shown(reading);
  expect([...host.querySelectorAll('[data-mark]')].map((mark) => mark.getAttribute('data-mark'))).toEqual(['leader-signature']);
  const style = host.querySelector<HTMLElement>('[data-mark]')!.style;
  expect([style.left, style.top, style.width, style.height]).toEqual(['34.5%', '72.2%', '14.5%', '5.7%']);
});

it('goes to the page of a check, by thumbnail and by key', async () => {
  const host = await shown(reading);
  host.querySelector<HTMLElement>('[data-check=seal] button')!.click();
  await settled();
  expect(page_url(host)).toBe('/api/applications/7/scan/pages/2');
  await press('[');
  expect(page_url(host)).toBe('/api/applications/7/scan/pages/1');
  host.querySelector<HTMLElement>('[data-thumb="2"]')!.click();
  await settled();
  expect(host.querySelector('[data-thumb="2"]')!.getAttribute('aria-current')).toBe('page');
  await press('r');
  expect(host.querySelector<HTMLElement>('.marked-sheet')!.style.transform).toContain('rotate(90deg)');
});

it('says when no machine could read it, and shows the file as it came', async () => {
  serve(() => ({ status: 404 }));
  const host = await shown({ state: 'unread', checks: [], pages: [] });
  expect(host.querySelector('[data-test=scan-unread]')).not.toBeNull();
  expect(host.querySelector('.pdf-pages')).not.toBeNull();
});

it('shows a scan of before there was a reader, without a word on reading', async () => {
  serve(() => ({ status: 404 }));
  const host = await shown(null);
  expect(host.querySelector('[data-test=scan-checks], [data-test=scan-unread], [data-test=scan-pending]')).toBeNull();
  expect(host.querySelector('.pdf-pages')).not.toBeNull();
});

it('asks again while the scan is being read', async () => {
  serve(() => ({ status: 404 }));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const onReload = vi.fn();
  const host = await shown({ state: 'pending', checks: [], pages: [] }, { onReload });
  expect(host.querySelector('[data-test=scan-pending]')).not.toBeNull();
  vi.advanceTimersByTime(4500);
  expect(onReload).toHaveBeenCalledTimes(2);
  unmount_all();
  vi.advanceTimersByTime(4500);
  expect(onReload).toHaveBeenCalledTimes(2);
});
