import { afterEach, expect, it } from 'vitest';
import { i18n } from '@/i18n';
import { actor_text } from './say';

afterEach(() => (i18n.global.locale.value = 'zh-CN'));

it('says desks in the person’s language, and the names of schools and bureaus as they are', () => {
  expect(['省教育厅', '省推进办', '巩义市教育局', null].map(actor_text)).toEqual(['省教育厅', '省推进办', '巩义市教育局', '—']);
  i18n.global.locale.value = 'en';
  expect(['省教育厅', '系统', '巩义市教育局'].map(actor_text)).toEqual(['Department of Education', 'System', '巩义市教育局']);
});
