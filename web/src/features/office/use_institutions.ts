import { useI18n } from 'vue-i18n';
import { api, unwrap, write_headers } from '@/api/client';
import type { Institution, InstitutionKind } from '@/api/types';
import { use_filters } from '@/ui/use_filters';
import { use_office_list } from './use_office_list';

/** Confirms one registration under a key. */
export const confirm_registration = (code: string) => (key: string) =>
  api.POST('/institutions/{code}/registration', { params: { path: { code }, header: write_headers(key) } });

/** The institutions that the filters of InstitutionFilters leave, and their registration. */
export function use_institutions() {
  const { t } = useI18n();
  const { fields, query } = use_filters({ kind: '', bureau: '', registered: '', q: '' }, (chosen) => ({
    institution_kind: chosen.kind as InstitutionKind | undefined,
    bureau: chosen.bureau,
    registered: chosen.registered === undefined ? undefined : chosen.registered === 'yes',
    q: chosen.q,
  }));
  const office = use_office_list<Institution>(
    (cursor) => unwrap(api.GET('/institutions', { params: { query: { ...query.value, cursor, limit: 20 } } })),
    () => query.value,
  );
  const register = (i: Institution) => office.act(i.code, confirm_registration(i.code), t('administration.did_register', { name: i.name }));
  return { ...office, fields, query, register };
}

export type InstitutionFields = ReturnType<typeof use_institutions>['fields'];
