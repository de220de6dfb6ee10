/** The tabs of 管理, each with the act without which nobody sees it. */
export const office_tabs = [
  { name: 'registrations', act: 'registration-confirm' },
  { name: 'institutions', act: 'institution-add' },
  { name: 'certificates', act: 'certificate-add' },
  { name: 'admissions', act: 'admission-grant' },
  { name: 'extensions', act: 'extension-grant' },
  { name: 'waivers', act: 'waiver-grant' },
  { name: 'holds', act: 'hold-place' },
  { name: 'platform', act: 'platform-switch' },
  { name: 'announcements', act: 'announcement-write' },
  { name: 'contacts', act: 'contact-write' },
  { name: 'accounts', act: 'account-list' },
] as const;

export type OfficeTab = (typeof office_tabs)[number]['name'];
