import type { Page } from '@playwright/test';

/** A page of the demo world: who sees it, and how one gets there. The name is also its picture's in docs/gallery. */
export interface Stop {
  name: string;
  /** The demo account; without one, the page is seen before signing in. */
  account?: string;
  /** An address, or a walk to it. */
  at: string | ((page: Page) => Promise<void>);
}

const school = 'D41010001';
const college = 'D41000003';
const bureau = '410100';

/** The id of the first application in that state that the signed-in account sees. */
const application_in = (page: Page, status: string) =>
  page.evaluate(async (wanted) => {
    const answer = await fetch(`/api/applications?status=${wanted}&limit=1`);
    const found = (await answer.json()) as { items: { id: number }[] };
    if (!found.items[0]) throw new Error(`the demo world shows no application that is ${wanted}`);
    return found.items[0].id;
  }, status);

const at_application = (status: string, place = '/applications') => async (page: Page) => {
  await page.goto(`${place}/${await application_in(page, status)}`);
};

const clicking = (address: string, place: string) => async (page: Page) => {
  await page.goto(address);
  await page.locator(place).first().click();
};

/** The figures of an edition, which is frozen first where there is none. */
const at_edition = async (page: Page) => {
  await page.goto('/rates');
  await page.waitForLoadState('networkidle');
  if ((await page.locator('[data-test=editions] tbody tr').count()) === 0) {
    await page.locator('[data-test=freeze]').click();
    await page.locator('dialog .main-button').click();
  }
  await page.locator('[data-test=editions] tbody tr button').first().click();
};

const office_tabs = ['registrations', 'institutions', 'certificates', 'catalogue', 'admissions', 'extensions', 'waivers', 'holds',
  'platform', 'announcements', 'contacts'];

export const tour: Stop[] = [
  { name: 'sign-in', at: '/sign-in' },
  { name: 'help-visitor', at: '/help' },
  { name: 'help-refusals', at: '/help/refusals#cap-exceeded' },
  { name: 'api-docs', at: '/api/docs' },

  { name: 'workbench-institution', account: school, at: '/' },
  { name: 'notices-institution', account: school, at: '/notices' },
  { name: 'application-submitted', account: school, at: at_application('submitted') },
  { name: 'apply-new', account: college, at: '/apply/new' },
  { name: 'apply-increase', account: college, at: '/apply/increase' },
  { name: 'apply-decrease', account: college, at: '/apply/decrease' },
  { name: 'applications', account: college, at: '/applications' },
  { name: 'annex-import', account: college, at: clicking('/applications', '[data-test=import-annex]') },
  { name: 'application-approved', account: college, at: at_application('approved') },
  { name: 'plans-institution', account: college, at: '/plans' },
  { name: 'plan-ledger', account: college, at: clicking('/plans', '[data-figure=live]') },
  { name: 'assessments-institution', account: college, at: '/assessments' },
  { name: 'schedules-institution', account: college, at: '/assessments?tab=schedules' },
  { name: 'rates-institution', account: college, at: '/rates' },
  { name: 'exit-institution', account: college, at: '/exit' },
  { name: 'exit-letters', account: college, at: '/exit?tab=letters' },
  { name: 'policy-institution', account: college, at: '/policy' },
  { name: 'help-institution', account: college, at: '/help' },
  { name: 'forbidden', account: college, at: '/audit' },
  { name: 'absent', account: college, at: '/nowhere' },

  { name: 'workbench-bureau', account: bureau, at: '/' },
  { name: 'reviews-bureau', account: bureau, at: '/reviews' },
  { name: 'review-bureau', account: bureau, at: at_application('submitted', '/reviews') },
  { name: 'progress-bureau', account: bureau, at: '/progress' },
  { name: 'plans-bureau', account: bureau, at: '/plans' },
  { name: 'rates-bureau', account: bureau, at: '/rates' },
  { name: 'exit-bureau', account: bureau, at: '/exit' },

  { name: 'workbench-department', account: 'department', at: '/' },
  { name: 'reviews-department', account: 'department', at: '/reviews' },
  { name: 'progress-department', account: 'department', at: '/progress' },
  { name: 'plans-department', account: 'department', at: '/plans' },
  { name: 'exit-department', account: 'department', at: '/exit' },
  { name: 'exit-holds', account: 'department', at: '/exit?tab=holds' },
  { name: 'exit-runs', account: 'department', at: '/exit?tab=runs' },
  { name: 'exit-run', account: 'department', at: clicking('/exit?tab=runs', '[data-test=runs] tbody button') },
  { name: 'rates-department', account: 'department', at: '/rates' },
  { name: 'rates-certificates', account: 'department', at: '/rates?by=certificate' },
  { name: 'rates-freeze', account: 'department', at: clicking('/rates', '[data-test=freeze]') },
  { name: 'rates-edition', account: 'department', at: at_edition },

  { name: 'workbench-office', account: 'office', at: '/' },
  ...office_tabs.map((tab) => ({ name: `office-${tab}`, account: 'office', at: `/office?tab=${tab}` })),
  { name: 'reconcile', account: 'office', at: '/reconcile' },
  { name: 'policy-office', account: 'office', at: '/policy' },
  { name: 'policy-file', account: 'office', at: '/policy/henan-2021-628' },
  { name: 'policy-upload', account: 'office', at: '/policy-upload' },

  { name: 'workbench-auditor', account: 'auditor', at: '/' },
  { name: 'audit', account: 'auditor', at: '/audit' },

  { name: 'workbench-system', account: 'system', at: '/' },
  { name: 'accounts-system', account: 'system', at: '/office?tab=accounts' },

  { name: 'accounts-security', account: 'security', at: '/office?tab=accounts' },
  { name: 'security', account: 'security', at: '/security' },
  { name: 'second-factor', account: 'security', at: clicking('/security', '[data-test=set-up-factor]') },
];

/** Goes there as that account; the page has answered when this returns. */
export async function stop_at(page: Page, stop: Stop): Promise<void> {
  if (typeof stop.at === 'string') await page.goto(stop.at);
  else await stop.at(page);
  await page.waitForLoadState('networkidle');
}

/** Signs in as the demo account without passing through the page for it. */
export async function become(page: Page, account: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator(`[data-account="${account}"]`).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

export async function speak(page: Page, locale: 'zh-CN' | 'en'): Promise<void> {
  await page.addInitScript((chosen) => localStorage.setItem('kaoji.locale', chosen), locale);
}
