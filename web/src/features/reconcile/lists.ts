import type { DifferenceState, PlatformField, Reconciliation, ReconcileList } from '@/api/types';

/** The four lists, those that need someone in front. */
export const lists: ReconcileList[] = ['different', 'only-here', 'only-there', 'equal'];

export const states: DifferenceState[] = ['open', 'working', 'explained'];

export const fields: PlatformField[] = ['institution-code', 'institution-name', 'certificate', 'level', 'year', 'headcount'];

export function list_count(counts: Reconciliation['counts'], list: ReconcileList): number {
  return counts[list.replace('-', '_') as keyof Reconciliation['counts']];
}

/** The columns of a request from what was chosen of each field: a column's place as text, '' for none. */
export function chosen_columns(chosen: Record<PlatformField, string>): { field: PlatformField; column: number }[] {
  return fields.filter((field) => chosen[field] !== '').map((field) => ({ field, column: Number(chosen[field]) }));
}
