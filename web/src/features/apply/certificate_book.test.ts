import { describe, expect, it } from 'vitest';
import type { Certificate } from '@/api/types';
import { matching, spelled } from './certificate_book';

const book = (['物流管理|wlgl', '智能物流|znwl', '建筑信息模型（BIM）|jzxxmxbim', 'Web前端开发|webqdkf'] as const).map(
  (text, i): Certificate => {
    const [name, initials] = text.split('|');
    return { id: i + 1, name: name!, initials: initials!, organisation: '', levels: [] };
  },
);

describe('matching', () => {
  it('finds by characters, those that begin with them first', () => {
    expect(matching(book, '物流').map((c) => c.name)).toEqual(['物流管理', '智能物流']);
  });
  it('finds by pinyin initials', () => {
    expect(matching(book, 'WLG').map((c) => c.name)).toEqual(['物流管理']);
  });
});

describe('spelled', () => {
  it('finds the catalogue\'s spelling', () => {
    expect(spelled(book, '建筑信息模型(BIM)职业技能等级证书')).toBe('建筑信息模型（BIM）');
    expect(spelled(book, '没有这一证书')).toBe('没有这一证书');
  });
});
