import { describe, expect, it } from 'vitest';
import type { Certificate } from '@/api/types';
import { matching, spelled } from './certificate_book';

const book = (['物流管理|wu liu guan li|wlgl', '智能物流|zhi neng wu liu|znwl', '建筑信息模型（BIM）|jian zhu xin xi mo xing bim|jzxxmxbim', 'Web前端开发|web qian duan kai fa|webqdkf'] as const).map(
  (text, i): Certificate => {
    const [name, pinyin, initials] = text.split('|');
    return { id: i + 1, name: name!, pinyin: pinyin!, initials: initials!, organisation: '', levels: [], version: 1, changed_at: null, changed_by: null };
  },
);

describe('matching', () => {
  it('finds by characters, those that begin with them first', () => {
    expect(matching(book, '物流').map((c) => c.name)).toEqual(['物流管理', '智能物流']);
  });
  it('finds by pinyin initials', () => {
    expect(matching(book, 'WLG').map((c) => c.name)).toEqual(['物流管理']);
  });
  it('finds by pinyin, with or without blanks, from any syllable on', () => {
    expect(matching(book, 'wu liu').map((c) => c.name)).toEqual(['物流管理', '智能物流']);
    expect(matching(book, 'qianduan').map((c) => c.name)).toEqual(['Web前端开发']);
    expect(matching(book, 'uliu')).toEqual([]);
  });
});

describe('spelled', () => {
  it('finds the catalogue\'s spelling', () => {
    expect(spelled(book, '建筑信息模型(BIM)职业技能等级证书')).toBe('建筑信息模型（BIM）');
    expect(spelled(book, '没有这一证书')).toBe('没有这一证书');
  });
});
