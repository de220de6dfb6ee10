import { institution_kinds } from '@/api/terms';
import { i18n } from '@/i18n';

/** What a scope is called: the province and kinds in the person's language, bureaus and institutions by their names. */
export function scope_text(scope: string, label: string): string {
  if (scope === 'province') return i18n.global.t('rates.province');
  const kind = institution_kinds.find((k) => k === scope);
  return kind ? i18n.global.t(`institution_kind.${kind}`) : label;
}
