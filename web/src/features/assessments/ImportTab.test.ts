// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import ImportTab from './ImportTab.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const outcome = (more: object) => ({ dry_run: true, allowed: true, results: 2, examined: 50, schedules: 1, failed_rows: 0, problems: [], ...more });

async function choose(host: HTMLElement) {
  const input = host.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: [new File(['PK'], '考核.xlsx')], configurable: true });
  input.dispatchEvent(new Event('change'));
  await settled();
}

it('looks first, then imports under one key', async () => {
  const asked: { url: string; key: string | null }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push({ url: request.url, key: request.headers.get('Idempotency-Key') });
    return Response.json(outcome({ dry_run: request.url.includes('dry_run') }));
  });
  const { host } = await mounted(ImportTab);
  await choose(host);
  expect(host.querySelector('[data-test=import-state]')!.textContent).toContain('尚未登记');
  host.querySelector<HTMLButtonElement>('[data-test=import]')!.click();
  await settled();
  expect(host.querySelector('[data-test=import-state]')!.textContent).toContain('已导入');
  expect(asked.map((one) => one.url.replace(/^.*\/api/, ''))).toEqual(['/assessments/import?dry_run=true', '/assessments/import']);
  expect([asked[0]!.key, typeof asked[1]!.key]).toEqual([null, 'string']);
});

it('shows every problem at its cell, and no way to import', async () => {
  const problems = [{ place: '考核结果!B3', code: 'cell-invalid', zh: '此处必须填写', en: 'This cell must be filled in' }];
  vi.stubGlobal('fetch', async () => Response.json(outcome({ allowed: false, failed_rows: 1, problems })));
  const { host } = await mounted(ImportTab);
  await choose(host);
  expect(host.querySelector('[data-test=problems]')!.textContent).toContain('考核结果!B3');
  expect(host.querySelector('[data-test=import]')).toBeNull();
  expect(host.querySelector('[data-test=failed-rows]')).not.toBeNull();
});
