import type { RouteLocationRaw } from 'vue-router';

/** Kinds of objects that people look for, as the trail names them. */
export const object_kinds = [
  'application', 'plan', 'institution', 'certificate', 'closure', 'round', 'stage', 'year', 'account', 'policy', 'hold', 'entry',
  'announcement', 'notice', 'filter', 'export', 'reconciliation', 'edition', 'import',
] as const;
/** Objects that the trail names by a word alone. */
const alone = ['platform', 'catalogue', 'audit', 'reconcile-names'];
/** A question that was denied is kept by its address: `applications/17` is an application, too. */
const of_address: Record<string, string> = { applications: 'application', plans: 'plan', institutions: 'institution', policies: 'policy', reconciliations: 'reconciliation', editions: 'edition' };

export interface AuditObject {
  kind: string | null; // a key below `object_kind`, or null: as it is written
  key: string;
  to: RouteLocationRaw | null; // the page of it
}

/** What a row of the trail is about, with the page that shows it. */
export function object_of(object_kind: string | null, object: string | null): AuditObject {
  if (object === null) return { kind: null, key: '', to: null };
  if (object_kind === null) return alone.includes(object) ? { kind: object, key: '', to: null } : { kind: null, key: object, to: null };
  const kind = of_address[object_kind] ?? object_kind;
  if (!(object_kinds as readonly string[]).includes(kind)) return { kind: null, key: `${object_kind}/${object}`, to: null };
  // Only assessments are imported as an object of this kind: the words say so.
  if (kind === 'import') return { kind, key: '', to: null };
  return { kind, key: object, to: page_of(kind, object.split('/')[0] ?? '') };
}

function page_of(kind: string, key: string): RouteLocationRaw | null {
  if (kind === 'application' && /^\d+$/.test(key)) return { name: 'application', params: { id: key } };
  if (kind === 'policy' && key) return { name: 'policy-file', params: { policy: key } };
  if ((kind === 'institution' || (kind === 'plan' && !/^\d+$/.test(key))) && key) return { name: 'plans', query: { q: key } };
  if (kind === 'reconciliation' && /^\d+$/.test(key)) return { name: 'reconciliation', params: { id: key } };
  if (kind === 'edition') return { name: 'rates' };
  if (kind === 'year') return { name: 'exit', query: { year: key } };
  return null;
}
