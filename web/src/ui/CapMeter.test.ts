// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { i18n } from '@/i18n';
import type { Cap } from '@/api/types';
import { mounted, unmount_all } from '@/testing/mounted';
import CapMeter from './CapMeter.vue';

afterEach(() => {
  unmount_all();
  i18n.global.locale.value = 'zh-CN';
});

const cap = (more: Partial<Cap> = {}): Cap => ({
  scope: 'institution-round', percent: 30, base: 1000, limit: 300, used: 120, asked: 100, left: 80, waived: false, round: null, ...more,
});

async function meter(given: Cap) {
  const { host } = await mounted(CapMeter, { cap: given });
  const bar = host.querySelector('[role=meter]');
  const width = (part: string) => host.querySelector<HTMLElement>(part)?.style.width;
  return { host, bar, text: host.textContent!.replace(/\s+/g, ' '), width };
}

it('shows the arithmetic of the server and what is left', async () => {
  const { bar, text, width, host } = await meter(cap());
  expect(text).toContain('1,000 × 30% → 300');
  expect(text).toContain('✓ 还可调减 80 人');
  expect([bar?.getAttribute('aria-valuenow'), bar?.getAttribute('aria-valuemax')]).toEqual(['220', '300']);
  expect([width('.cap-used'), width('.cap-asked')]).toEqual(['40%', `${(100 * 100) / 300}%`]);
  expect(host.querySelector('.cap-over')).toBeNull();
});

it('says by how much it is passed, in a word and not by colour alone', async () => {
  const { text, host, width } = await meter(cap({ asked: 240, left: -60 }));
  expect(text).toContain('✕ 超出 60 人');
  expect(host.querySelector('.cap-over')).not.toBeNull();
  // The bar keeps all of it: what is used and asked fills it, the limit stands inside.
  expect(Number.parseFloat(width('.cap-used')!) + Number.parseFloat(width('.cap-asked')!)).toBeCloseTo(100);
});

it('stands exactly at the limit without being passed', async () => {
  const { text, host } = await meter(cap({ asked: 180, left: 0 }));
  expect(text).toContain('✓ 还可调减 0 人');
  expect(host.querySelector('.cap-over')).toBeNull();
});

it('is no meter where there is no cap, and not passed under a waiver', async () => {
  const none = await meter(cap({ percent: null, limit: null, left: null }));
  expect([none.bar, none.text.includes('本批次不限比例')]).toEqual([null, true]);
  unmount_all();
  const waived = await meter(cap({ asked: 900, left: -720, waived: true }));
  expect([waived.host.querySelector('.cap-over'), waived.text.includes('已获上限豁免')]).toEqual([null, true]);
});

it('says it in English too', async () => {
  i18n.global.locale.value = 'en';
  expect((await meter(cap({ asked: 240, left: -60 }))).text).toContain('✕ 60 too many');
});
