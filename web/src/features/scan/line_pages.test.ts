import { describe, expect, it } from 'vitest';
import { line_pages } from './line_pages';

const line = (number: number, certificate: string, block: 'left' | 'right' | null = null) => ({ number, certificate, block });

describe('line_pages', () => {
  it('finds a line by the beginning of its name, whatever the breaks between the words', () => {
    const pages = ['1 物流\n管理 初级', '2 工业机器人 操作与\n运维 中级'];
    expect([...line_pages(pages, [line(1, '物流管理'), line(2, '工业机器人操作与运维')])]).toEqual([[1, 1], [2, 2]]);
  });
  it('takes a name that is on several pages from where the lines have come to', () => {
    const pages = ['物流管理 老年照护', '物流管理 母婴护理', '物流管理'];
    const found = line_pages(pages, [line(1, '老年照护'), line(2, '母婴护理'), line(3, '物流管理')]);
    expect(found.get(3)).toBe(2);
  });
  it('counts each block of annex 1 for itself: they stand side by side', () => {
    const pages = ['老年照护 物流管理', '母婴护理 物流管理'];
    const found = line_pages(pages, [line(1, '老年照护', 'left'), line(2, '母婴护理', 'left'), line(3, '物流管理', 'right')]);
    expect([...found.values()]).toEqual([1, 2, 1]);
  });
  it('leaves out what it does not find', () => {
    expect(line_pages(['物流管理', '老年照护'], [line(1, '母婴护理')]).size).toBe(0);
  });
});
