import type { ActionNow } from '@/api/types';

/**
 * The tabs of 管理, each with the act without which nobody sees it, and the acts whose bars the page tells; a tab with a form of its
 * own tells them there.
 */
export const office_tabs = [
  { name: 'registrations', act: 'registration-confirm', acts: ['registration-confirm'] },
  { name: 'institutions', act: 'institution-add', acts: ['institution-add', 'institution-change', 'registration-confirm'] },
  { name: 'certificates', act: 'certificate-add', acts: ['certificate-add', 'certificate-change', 'closure-create', 'closure-delete'] },
  { name: 'catalogue', act: 'catalogue-import', acts: ['catalogue-import'] },
  { name: 'admissions', act: 'admission-grant', acts: ['admission-grant'] },
  { name: 'extensions', act: 'extension-grant', acts: [] },
  { name: 'waivers', act: 'waiver-grant', acts: [] },
  { name: 'holds', act: 'hold-place', acts: ['hold-place', 'hold-lift'] },
  { name: 'platform', act: 'platform-switch', acts: ['platform-switch'] },
  { name: 'announcements', act: 'announcement-write', acts: ['announcement-write'] },
  { name: 'contacts', act: 'contact-write', acts: ['contact-write'] },
  { name: 'accounts', act: 'account-list', acts: ['account-add', 'account-change', 'account-disable', 'account-reset', 'account-unlock', 'factor-reset'] },
] as const satisfies { name: string; act: string; acts: ActionNow['act'][] }[];

export type OfficeTab = (typeof office_tabs)[number]['name'];
