// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import type { Announcement } from '@/api/types';
import { mounted, settled, unmount_all } from '@/testing/mounted';
import AnnouncementDialog from './AnnouncementDialog.vue';

afterEach(() => {
  unmount_all();
  vi.unstubAllGlobals();
});

const announcement: Announcement = {
  id: 3, version: 1, title_zh: '演练', title_en: '', body_zh: '正文', body_en: '', from: '2026-03-01', until: null, for_visitors: false, shown: true,
  changed_at: '2026-03-01T09:00:00+08:00', changed_by: '省推进办',
};

it('says who was quicker and what changed, keeps what is typed, and saves on what stands now', async () => {
  const sent: (string | null)[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const quicker = { ...announcement, version: 2, until: '2026-03-31', changed_at: '2026-03-12T10:30:00+08:00' };
    if (request.method === 'GET') return Response.json({ items: [quicker], total: 1, next_cursor: null });
    sent.push(request.headers.get('If-Match'));
    if (sent.length > 1) return Response.json({ ...quicker, version: 3 });
    return Response.json({ status: 412, code: 'version-stale', detail_zh: '已被他人修改', detail_en: 'Changed' }, { status: 412 });
  });
  const { host } = await mounted(AnnouncementDialog, { announcement });
  const title = host.ownerDocument.querySelector<HTMLInputElement>('[data-test=title-zh]')!;
  title.value = '演练二';
  title.dispatchEvent(new Event('input'));
  const form = host.ownerDocument.querySelector<HTMLFormElement>('#announcement-form')!;
  form.dispatchEvent(new Event('submit'));
  await settled();
  const note = host.ownerDocument.querySelector('[data-test=overtaken]')!;
  expect(note.textContent).toContain('省推进办');
  expect(note.textContent).toContain('03-12 10:30');
  expect(note.textContent).toContain('2026-03-31');
  expect(title.value).toBe('演练二');
  form.dispatchEvent(new Event('submit'));
  await settled();
  expect(sent).toEqual(['"1"', '"2"']);
});
