// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mounted, serve, unmount_all } from '@/testing/mounted';
import { i18n } from '@/i18n';
import Countdown from './Countdown.vue';
import { load_windows, server_now, set_server_time, start_clock } from './server_clock';

const real_now = Date.now;
/** Sets the computer's clock an hour off; how much time passes it tells rightly. */
const wrong_by = (ms: number) => vi.spyOn(Date, 'now').mockImplementation(() => real_now() + ms);
const until = '2026-03-21T00:00:00+08:00';
const text = async () => {
  const { host } = await mounted(Countdown, { until });
  return host.textContent!.replace(/\s/g, '');
};

beforeEach(() => void start_clock());
afterEach(() => {
  unmount_all();
  vi.restoreAllMocks();
});

it.each([-3_600_000, 0, 3_600_000])('goes by the server\'s clock on a computer that is %i ms off', async (ms) => {
  wrong_by(ms);
  set_server_time('2026-03-18T22:58:57+08:00', false);
  expect(await text()).toBe('2天01:01:03');
});

it('says the days as each language counts them', async () => {
  i18n.global.locale.value = 'en';
  set_server_time('2026-03-19T22:58:57+08:00', false);
  expect(await text()).toBe('1day01:01:03');
  unmount_all();
  set_server_time('2026-03-18T22:58:57+08:00', false);
  expect(await text()).toBe('2days01:01:03');
  i18n.global.locale.value = 'zh-CN';
});

it('stands at nothing once the window has closed', async () => {
  set_server_time('2026-03-21T00:00:01+08:00', false);
  expect(await text()).toBe('00:00:00');
});

/** One answer of the server, `ms` after it was asked. */
async function answered_after(ms: number, server_time: string) {
  serve(() => ({ json: { server_time, items: [] } }));
  const sent = performance.now();
  vi.spyOn(performance, 'now').mockReturnValueOnce(sent).mockReturnValueOnce(sent + ms);
  await load_windows();
}

it('takes it that the server read its clock half a round trip ago', async () => {
  set_server_time('2026-03-18T10:00:00+08:00', true);
  await answered_after(1600, '2026-03-18T10:00:10+08:00');
  const told = Date.parse('2026-03-18T10:00:10+08:00');
  expect(server_now.value).toBeLessThan(told);
  expect(server_now.value).toBeGreaterThanOrEqual(told - 800);
});

it('does not believe an answer that took long', async () => {
  set_server_time('2026-03-18T10:00:00+08:00', false);
  await answered_after(5000, '2026-03-18T11:00:00+08:00');
  expect(server_now.value).toBe(Date.parse('2026-03-18T10:00:00+08:00'));
});
