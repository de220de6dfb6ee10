import { expect, it } from 'vitest';
import { pinyin_keys } from './pinyin_keys';

it.each([
  ['物流管理', 'wu liu guan li', 'wlgl'],
  ['Web前端开发', 'web qian duan kai fa', 'webqdkf'],
  ['下一代互联网（IPv6）搭建与运维', 'xia yi dai hu lian wang ipv6 da jian yu yun wei', 'xydhlwipv6djyyw'],
  ['长途重载行车', 'chang tu zhong zai xing che', 'ctzzxc'],
  ['银行会计', 'yin hang kuai ji', 'yhkj'],
  ['1+X', '1 x', '1x'],
  ['绿色食品', 'lv se shi pin', 'lssp'],
  ['', '', ''],
])('%s', async (name, pinyin, initials) => {
  expect(await pinyin_keys(name)).toEqual({ pinyin, initials });
});
