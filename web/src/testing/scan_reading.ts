import type { ScanReading } from '@/api/types';

/** A scan of two pages in the wrong order, sealed, with one signature missing. */
export const reading: ScanReading = {
  state: 'read',
  checks: [
    { check: 'binding', light: 'green', zh: '是本申报第1版', en: 'Revision 1', page: null, box: null },
    { check: 'seal', light: 'green', zh: '有红色印章', en: 'A red seal', page: 2, box: { x: 300, y: 90, width: 190, height: 260 } },
    { check: 'leader-signature', light: 'red', zh: '没有笔迹', en: 'No ink', page: 1, box: { x: 345, y: 722, width: 145, height: 57 } },
  ],
  pages: [
    { page: 1, form_page: 2, form_pages: 2, picture_url: '/api/applications/7/scan/pages/1' },
    { page: 2, form_page: 1, form_pages: 2, picture_url: '/api/applications/7/scan/pages/2' },
  ],
};
