import { describe, expect, it } from 'vitest';
import { cells_of, parse_paste, plain_number } from './paste';

describe('cells_of', () => {
  it('splits tabs and lines and drops empty rows', () => {
    expect(cells_of('a\tb\r\n\r\nc\td\n')).toEqual([['a', 'b'], ['c', 'd']]);
  });
  it('keeps tabs, line ends and doubled quotes inside quotes', () => {
    expect(cells_of('"a\tb\nc ""d"""\te')).toEqual([['a\tb\nc "d"', 'e']]);
  });
});

describe('plain_number', () => {
  it('takes full-width digits, separators and 人', () => {
    expect(plain_number('１，２００ 人')).toBe('1200');
  });
});

const read = (text: string, kind: 'new' | 'increase' | 'decrease') => parse_paste(text, kind).lines;

describe('parse_paste', () => {
  it('reads three bare columns', () => {
    expect(read('物流管理\t初级\t50\nWeb前端开发\t中级\t120', 'new')).toEqual([
      { certificate: '物流管理', level: '初级', headcount: '50', reason: '', year: '' },
      { certificate: 'Web前端开发', level: '中级', headcount: '120', reason: '', year: '' },
    ]);
  });
  it('reads annex 1 with both blocks, by its head', () => {
    const text =
      '序号\t新开展的证书名称\t证书级别\t申报考核计划人数\t序号\t已开展的证书名称\t证书级别\t申报考核计划人数\n' +
      '1\t物流管理\t初级\t50\t1\tWeb前端开发\t中级\t30\n2\t老年照护\t中\t20\t2\t\t\t';
    expect(read(text, 'new').map((l) => [l.certificate, l.level, l.headcount])).toEqual([
      ['物流管理', '初级', '50'],
      ['Web前端开发', '中级', '30'],
      ['老年照护', '中级', '20'],
    ]);
  });
  it('reads annex 1 with both blocks without a head', () => {
    const lines = read('1\t物流管理\t初级\t50\t1\tWeb前端开发\t中级\t30', 'new');
    expect(lines.map((l) => [l.certificate, l.headcount])).toEqual([
      ['物流管理', '50'],
      ['Web前端开发', '30'],
    ]);
  });
  it('takes the net change of annex 3, not the figures before and after', () => {
    expect(read('1\tWeb前端开发\t中级\t200\t61\t139\t参加考核学生减少', 'decrease')).toEqual([
      { certificate: 'Web前端开发', level: '中级', headcount: '61', reason: '参加考核学生减少', year: '' },
    ]);
    const head = '序号\t申报调减证书名称\t证书级别\t调减前考核计划人数\t计划净减少人数\t调减后考核计划人数\t调减理由\n';
    expect(read(head + '1\tWeb前端开发\t中级\t200\t61\t139\t经费预算不足', 'decrease')[0]).toMatchObject({
      headcount: '61',
      reason: '经费预算不足',
    });
  });
  it('keeps what it cannot judge for the server to judge', () => {
    expect(read('物流管理\t60.5', 'new')[0]).toMatchObject({ level: '', headcount: '60.5' });
  });

  const head = '序号\t新开展的证书名称\t证书级别\t申报考核计划人数\t序号\t已开展的证书名称\t证书级别\t申报考核计划人数\n';
  it.each([
    ['by its head', `${head}1\t物流管理\t初级\t50\t1\tWeb前端开发\t中级\t30\n2\t\t中级\t20\t2\t\t高级\t10\n`],
    ['without a head', '1\t物流管理\t初级\t50\t1\tWeb前端开发\t中级\t30\n2\t\t中级\t20\t2\t\t高级\t10'],
  ])('carries a merged name down, in its own block, %s', (_, text) => {
    expect(read(text, 'new').map((l) => `${l.certificate} ${l.level} ${l.headcount}`)).toEqual([
      '物流管理 初级 50',
      'Web前端开发 中级 30',
      '物流管理 中级 20',
      'Web前端开发 高级 10',
    ]);
  });
  it('carries a name down in a bare block that begins with it', () => {
    expect(read('物流管理\t初级\t50\n\t中级\t20', 'new').map((l) => l.certificate)).toEqual(['物流管理', '物流管理']);
  });
  it('tells what it did not read: titles, totals, columns and rows without a name', () => {
    const text =
      '附件3 调减申报汇总表\n序号\t证书名称\t证书级别\t计划净减少人数\t调减理由\t备注\n' +
      '1\t\t初级\t5\t经费预算不足\t\n2\t物流管理\t初级\t10\t经费预算不足\t加急\n合计\t\t\t15\t\t';
    const { lines, unread } = parse_paste(text, 'decrease');
    expect(lines.map((l) => [l.certificate, l.headcount])).toEqual([['物流管理', '10']]);
    expect(unread).toEqual(['附件3 调减申报汇总表', '1 初级 5 经费预算不足', '加急', '合计 15']);
  });
  it('tells of reasons that a new declaration has no place for, and of years that are none', () => {
    expect(parse_paste('物流管理\t初级\t五十', 'new').unread).toEqual(['五十']);
    const dated = parse_paste('证书名称\t级别\t计划年度\t净增加人数\n物流管理\t初级\t2026年\t5\n物流管理\t中级\t今年\t5', 'increase');
    expect(dated.lines.map((l) => l.year)).toEqual(['2026', '']);
    expect(dated.unread).toEqual(['今年']);
  });
});
