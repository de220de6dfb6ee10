import type { World } from './kaoji_server';

export const college = '10842';
const levels = ['初级', '中级', '高级'];
const names = [
  '物流管理', '智能财税', '网店运营推广', '建筑信息模型', '老年照护', 'Web前端开发', '工业机器人操作与运维', '数控车铣加工',
  '母婴护理', '幼儿照护',
];

/** A college without plans, in the spring round's submit window, and ten certificates of three levels. */
export const one_college = (now = '2026-03-12T10:00:00+08:00'): World => ({
  now,
  institutions: [{ code: college, name: '河南某职业技术学院', kind: 'higher-vocational' }],
  certificates: names.map((name) => ({ name, levels, organisation: '演练评价组织' })),
});

/** The thirty lines that the ten certificates make, as a sheet of annex 1 holds them: head, serial numbers, merged names, a total. */
export function sheet_of_thirty(): string {
  const lines = names.flatMap((name, i) =>
    levels.map((level, j) => [String(3 * i + j + 1), j === 0 ? name : '', level, j === 1 ? '１２０' : String(30 + i)].join('\t')),
  );
  return ['序号\t证书名称\t证书级别\t申报考核计划人数', ...lines, '合计\t\t\t1,890'].join('\n');
}
