// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import AnnexDialog from './AnnexDialog.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const line = { certificate: 'Web前端开发', level: '中级', headcount: 30, reason: null, year: null, row: 6 };
const annex = (more: object) => ({
  dry_run: true, kind: 'new', sheet: '新增申报汇总表', lines: [line], contact_name: '', contact_phone: '', problems: [], application: null, ...more,
});

async function choose(host: HTMLElement) {
  const input = host.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: [new File(['PK'], '附件.xlsx')], configurable: true });
  input.dispatchEvent(new Event('change'));
  await settled();
}

it('makes a draft under one key, and says what of it was not understood before it opens', async () => {
  const asked: [string, boolean, string | null][] = [];
  const problems = [{ place: '新增申报汇总表!D6', code: 'cell-invalid', zh: '“五十”不是人数', en: '“五十” is not a number of persons' }];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push([request.url.replace(/^.*\/api/, ''), request.headers.has('Idempotency-Key'), request.headers.get('Accept-Language')]);
    return Response.json(annex({ dry_run: false, problems, application: { id: 7, number: 'KJ2026-000007' } }), { status: 201 });
  });
  const { host } = await mounted(AnnexDialog);
  await choose(host);
  expect(asked).toEqual([['/applications/import', true, 'zh-CN']]);
  expect(host.querySelector('[data-test=annex-state]')!.textContent).toContain('KJ2026-000007');
  expect(host.querySelector('[data-test=problems]')!.textContent).toContain('新增申报汇总表!D6');
  expect(host.querySelector('[data-test=open-draft]')).not.toBeNull();
});

it('only reads for a draft that is open, and leaves an annex of another kind alone', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request.url.replace(/^.*\/api/, ''));
    return Response.json(annex({ kind: 'decrease' }));
  });
  const onRead = vi.fn();
  const { host } = await mounted(AnnexDialog, { kind: 'new', onRead });
  await choose(host);
  expect(asked).toEqual(['/applications/import?dry_run=true&kind=new']);
  expect(onRead).not.toHaveBeenCalled();
  expect(host.querySelector('[data-test=annex-state]')!.textContent).toContain('调减申报');
  expect(host.querySelectorAll('[data-test^=template-]')).toHaveLength(1);
});
