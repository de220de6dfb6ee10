import { expect, it } from 'vitest';
import { trouble_of } from './use_table_upload';

it('takes tables of text and books up to 20 MiB, whatever the case of their ending', () => {
  expect(trouble_of({ name: '平台导出.CSV', size: 100 })).toBeNull();
  expect(trouble_of({ name: 'plans.txt', size: 20 * 1024 * 1024 })).toBeNull();
  expect(trouble_of({ name: 'plans.csv', size: 20 * 1024 * 1024 + 1 })).toBe('reconcile.file_too_large');
  expect(trouble_of({ name: '平台导出.XLSX', size: 100 })).toBeNull();
  expect(trouble_of({ name: '平台导出.xls', size: 100 })).toBe('reconcile.file_no_table');
});
