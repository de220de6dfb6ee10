import type { AccessCell } from './program.ts';
import { COLLEGE, GONGYI, OTHER_SCHOOL, SCHOOL, ZHENGZHOU } from './world.ts';

/** Who asks, and how what is asked for lies to them. */
export interface Seat {
  actor: string;
  role: string;
  relation: AccessCell['relation'];
  owner: string;
}
export const SEATS: Seat[] = [
  { actor: SCHOOL, role: 'institution-clerk', relation: 'own', owner: SCHOOL },
  { actor: OTHER_SCHOOL, role: 'institution-clerk', relation: 'none', owner: SCHOOL },
  { actor: GONGYI, role: 'bureau-reviewer', relation: 'owned-by-bureau', owner: SCHOOL },
  { actor: ZHENGZHOU, role: 'bureau-reviewer', relation: 'none', owner: SCHOOL },
  { actor: 'department', role: 'department-reviewer', relation: 'everything', owner: COLLEGE },
  { actor: 'office', role: 'office', relation: 'everything', owner: SCHOOL },
  { actor: 'system', role: 'system-administrator', relation: 'everything', owner: SCHOOL },
  { actor: 'security', role: 'security-administrator', relation: 'everything', owner: SCHOOL },
  { actor: 'auditor', role: 'auditor', relation: 'everything', owner: SCHOOL },
];

/** Who has not signed in. */
export const VISITOR: Omit<Seat, 'role'> & { role: null } = { actor: 'visitor', role: null, relation: 'everything', owner: SCHOOL };

/** What the server did, in the words of the table. A refusal of another kind comes after access was granted. */
export function observed(status: number, code: string | null): string {
  if (code === 'not-authenticated') return 'not-authenticated';
  if (code === 'not-yours') return status === 403 ? 'denied' : 'hidden';
  if (code === 'not-awaiting') return 'wrong-state';
  return [401, 403, 404, 500].includes(status) && code !== 'login-failed' && code !== 'factor-wrong' ? `${status} ${code}` : 'granted';
}
