import type { ApplicationKind, ApplicationStatus, Decision, FeeState, InstitutionKind, Level, Role, Stage, Standing } from './types';

// The closed lists of the contract, in the order in which people know them.
export const application_kinds: ApplicationKind[] = ['new', 'increase', 'decrease'];
export const application_statuses: ApplicationStatus[] = [
  'draft', 'submitted', 'forwarded', 'returned', 'approved', 'partly-approved', 'rejected', 'withdrawn', 'voided',
];
export const institution_kinds: InstitutionKind[] = [
  'applied-undergraduate', 'higher-vocational', 'provincial-secondary', 'local-secondary',
];
export const levels: Level[] = ['初级', '中级', '高级'];
/** Names of the levels in the client's own texts, under `level`. */
export const level_names: Record<string, 'junior' | 'intermediate' | 'senior'> = { 初级: 'junior', 中级: 'intermediate', 高级: 'senior' };
export const fee_states: FeeState[] = ['due', 'overdue', 'paid', 'none'];
export const stages: Stage[] = ['submit', 'preliminary', 'final'];
export const roles: Role[] = [
  'institution-clerk', 'bureau-reviewer', 'department-reviewer', 'office', 'system-administrator', 'security-administrator', 'auditor',
];
export const decisions: Decision[] = ['pass', 'return', 'reject'];

/** The unit whose bureau this is, by the way in which bureaus are called after their units. */
export const unit_name = (bureau: string): string => bureau.replace(/教育.*$/, '');
export const standings: Standing[] = ['not-begun', 'draft', 'no-scan', 'unsent', 'returned', 'submitted', 'done'];
/** Those of institutions that have not done their part. */
export const unfinished_standings: Standing[] = standings.filter((s) => s !== 'submitted' && s !== 'done');
