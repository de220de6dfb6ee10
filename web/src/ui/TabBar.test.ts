// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import TabBar from './TabBar.vue';

afterEach(unmount_all);

it('is walked by the arrow keys, round the ends, and names its panel', async () => {
  const chosen = ref('a');
  const tabs = ['a', 'b', 'c'].map((name) => ({ name, text: name }));
  const { host } = await mounted(
    defineComponent(
      () => () => h(TabBar, { tabs, label: 'x', modelValue: chosen.value, 'onUpdate:modelValue': (v: string) => (chosen.value = v) }),
    ),
  );
  const press = async (key: string) => {
    host.querySelector('[role=tablist]')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await settled();
  };
  await press('ArrowLeft');
  expect(chosen.value).toBe('c');
  expect((document.activeElement as HTMLElement).dataset.tab).toBe('c');
  await press('ArrowRight');
  expect(chosen.value).toBe('a');
  const panel = host.querySelector('[role=tabpanel]')!;
  expect(host.querySelector('[aria-selected=true]')!.id).toBe(panel.getAttribute('aria-labelledby'));
  expect([...host.querySelectorAll('[role=tab]')].map((tab) => tab.getAttribute('tabindex'))).toEqual(['0', '-1', '-1']);
});
