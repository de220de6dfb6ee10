// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import { number_of, use_filters } from './use_filters';

afterEach(unmount_all);

async function filters_at(address: string) {
  let made!: ReturnType<typeof make>;
  const make = () =>
    use_filters({ year: '', q: '', live: 'yes' }, (chosen) => ({
      year: number_of(chosen.year),
      q: chosen.q,
      live_only: chosen.live === 'yes',
    }));
  const page = await mounted(
    defineComponent(() => {
      made = make();
      return () => h('p');
    }),
    {},
    address,
  );
  return { ...made, router: page.router };
}

it('reads what is chosen from the address and leaves out what is open', async () => {
  const { fields, query } = await filters_at('/plans?year=2026&live=no');
  expect(fields).toEqual({ year: '2026', q: '', live: 'no' });
  expect(query.value).toEqual({ year: 2026, q: undefined, live_only: false });
});

it('writes a choice into the address, and nothing for what is as at first', async () => {
  const { fields, query, router } = await filters_at('/plans?live=no');
  fields.q = '物流';
  await settled();
  fields.live = 'yes';
  await settled();
  expect(router.currentRoute.value.query).toEqual({ q: '物流' });
  expect(query.value).toEqual({ year: undefined, q: '物流', live_only: true });
});
