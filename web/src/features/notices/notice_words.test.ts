// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { session } from '@/api/session_state';
import type { Me, Notice } from '@/api/types';
import { i18n } from '@/i18n';
import { notice_place, notice_text } from './notice_words';

const notice = (more: Partial<Notice>): Notice => ({
  id: 1, kind: 'reminder', created_at: '2026-03-12T10:00:00+08:00', sender: '巩义市教育局', round: null, standing: null, application: null,
  plan: null, year: null, plans: null, headcount: null, days_left: null, note: null, read_at: null, ...more,
});
const round = { name: 'spring', label: '春季学期', year: 2026 };
const clerk = { account: { institution: { code: '10842' } }, acts: ['notice-list'] } as unknown as Me;

afterEach(() => {
  session.me = null;
  i18n.global.locale.value = 'zh-CN';
});

it('says who reminds of what, in both languages', () => {
  const reminder = notice({ round, standing: 'no-scan' });
  expect(notice_text(reminder)).toBe('巩义市教育局催办：请尽快完成2026 春季学期申报（当前：缺扫描件）。');
  i18n.global.locale.value = 'en';
  expect(notice_text(reminder)).toContain('(now: No scan)');
  expect(notice_text(notice({ round }))).toContain('preliminary review');
});

it('says what a forced exit took, and where the letter is', () => {
  session.me = clerk;
  const taken = notice({ kind: 'plan-exited', year: 2026, plans: 3, headcount: 1200 });
  expect(notice_text(taken)).toContain('3 项考核计划、1,200 人次');
  expect(notice_place(taken)?.href).toBe('/api/institutions/10842/exit-letter.pdf?year=2026');
  const voided = notice({ kind: 'application-voided', year: 2026, application: { id: 7, number: 'KJ2026-000007' } });
  expect(notice_text(voided)).toContain('KJ2026-000007');
  expect(notice_place(voided)?.to).toBe('/applications/7');
});

it('says what would be forced out soon, and what came back', () => {
  const ahead = notice({ kind: 'exit-ahead', year: 2026, plans: 2, headcount: 1200, days_left: 60 });
  expect(notice_text(ahead)).toContain('60 天后');
  expect(notice_text(ahead)).toContain('2 项考核计划、1,200 人次');
  expect(notice_place(ahead)?.to).toBe('/exit');
  const plan = { id: 9, certificate: 'Web前端开发', level: '中级' as const, year: 2025 };
  const back = notice({ kind: 'exit-reversed', year: 2026, plan, headcount: 80, note: '误列' });
  expect(notice_text(back)).toContain('Web前端开发 中级 2025');
  expect(notice_place(back)?.to).toBe('/plans/9');
});

it('leads to what is to be done', () => {
  session.me = clerk;
  expect(notice_place(notice({ round, standing: 'not-begun' }))?.to).toBe('/');
  expect(notice_place(notice({ round, standing: 'unsent' }))?.to).toBe('/applications?status=draft');
  expect(notice_place(notice({ round, standing: 'returned' }))?.to).toBe('/applications?status=returned');
});
