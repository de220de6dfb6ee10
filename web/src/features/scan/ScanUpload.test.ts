// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mounted, serve, settled, unmount_all, type Asked } from '@/testing/mounted';
import ScanUpload from './ScanUpload.vue';

/** An upload that the test moves on by hand. */
class Upload {
  static last: Upload;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void; onload?: () => void } = {};
  headers: Record<string, string> = {};
  body: unknown;
  url = '';
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  open = (_: string, url: string) => (this.url = url);
  setRequestHeader = (name: string, value: string) => (this.headers[name] = value);
  send = (body: unknown) => {
    this.body = body;
    Upload.last = this;
  };
  async answer(status: number, json: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(json);
    this.onload?.();
    await settled();
  }
}

let asked: Asked[] = [];
beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', Upload);
  asked = serve(() => ({ json: { done: 1, all: 2, state: 'reading' } }));
});
afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const file = (name: string, type: string) => new File(['x'], name, { type });
const done = vi.fn();

async function choosing(...files: File[]) {
  done.mockClear();
  const { host } = await mounted(ScanUpload, { application: 7, revision: 3, onDone: done });
  const input = host.querySelector<HTMLInputElement>('[data-test=scan-file]')!;
  Object.defineProperty(input, 'files', { value: files });
  input.dispatchEvent(new Event('change'));
  await settled();
  return host;
}
const click = async (host: HTMLElement, selector: string) => {
  host.querySelector<HTMLElement>(selector)!.click();
  await settled();
};

it('sends a PDF at once, says how much has gone, then how many pages are read', async () => {
  const host = await choosing(file('form.pdf', 'application/pdf'));
  expect(Upload.last.url).toBe('/api/applications/7/scan?revision=3');
  expect(Upload.last.headers['Content-Type']).toBe('application/pdf');
  Upload.last.upload.onprogress!({ loaded: 1, total: 4 });
  await settled();
  expect(host.querySelector('[data-test=scan-progress]')!.textContent).toContain('25%');
  Upload.last.upload.onload!();
  await settled();
  expect(asked[0]!.path).toBe(`/api/scan-progress/${Upload.last.headers['Idempotency-Key']}`);
  expect(host.querySelector('[data-test=scan-progress]')!.textContent).toContain('1/2');
  await Upload.last.answer(200, { revision: 3 });
  expect(done).toHaveBeenCalledOnce();
  expect(host.querySelector('[data-test=scan-progress]')).toBeNull();
});

it('sends photos in the order that the person gave them', async () => {
  const host = await choosing(file('b.jpg', 'image/jpeg'), file('a.png', 'image/png'));
  expect(host.querySelectorAll('[data-test=photo]')).toHaveLength(2);
  await click(host, '[data-test=photo] [data-act=later]');
  await click(host, '[data-test=send-photos]');
  const parts = (Upload.last.body as FormData).getAll('photo') as File[];
  expect(parts.map((part) => part.name)).toEqual(['a.png', 'b.jpg']);
  expect(Upload.last.headers['Content-Type']).toBeUndefined();
});

it('keeps the photos of a refused upload and says each thing that is wrong', async () => {
  const host = await choosing(file('a.jpg', 'image/jpeg'));
  await click(host, '[data-test=send-photos]');
  const finding = (zh: string) => ({ code: 'form-stale', clause: null, field: null, zh, en: '', numbers: {} });
  await Upload.last.answer(409, {
    status: 409,
    code: 'form-stale',
    findings: [finding('第2页缺失'), finding('这是第1版，当前为第3版，请重新打印盖章')],
  });
  const said = host.querySelector('[data-test=upload-error]')!.textContent!;
  expect(said).toContain('第2页缺失');
  expect(said).toContain('这是第1版，当前为第3版');
  expect(host.querySelectorAll('[data-test=photo]')).toHaveLength(1);
  expect(done).not.toHaveBeenCalled();
});

it('does not send what cannot be a scan', async () => {
  const before = Upload.last;
  const host = await choosing(file('form.docx', 'application/msword'));
  expect(host.querySelector('[data-test=file-trouble]')!.textContent).toContain('PDF');
  expect(Upload.last).toBe(before);
});
