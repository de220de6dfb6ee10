import { nextTick } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { resume } from '@/api/session';
import { may, session } from '@/api/session_state';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title: string;
    /** Seen without a session. */
    open?: boolean;
    /** Also seen before signing in. */
    for_visitors?: boolean;
    /** The act of the access table without which the page is not one's own. */
    act?: string;
    /** Each address is a page of its own: nothing that was typed at one is taken to the next. */
    one_by_one?: boolean;
  }
}

const page = (
  path: string,
  name: string,
  title: string,
  component: RouteRecordRaw['component'],
  more: { open?: boolean; for_visitors?: boolean; act?: string; one_by_one?: boolean } = {},
) => ({ path, name, component, meta: { title, ...more } }) as RouteRecordRaw;
const apply_page = () => import('@/features/apply/ApplyPage.vue');

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    page('/sign-in', 'sign-in', 'sign_in.title', () => import('@/features/sign_in/SignInPage.vue'), { open: true }),
    page('/', 'workbench', 'nav.workbench', () => import('@/features/workbench/WorkbenchPage.vue')),
    page('/applications', 'applications', 'nav.applications', () => import('@/features/applications/ApplicationsPage.vue'), { act: 'application-list' }),
    page('/applications/:id(\\d+)', 'application', 'nav.application', () => import('@/features/application/ApplicationPage.vue'), { act: 'application-read' }),
    page('/apply/:kind(new|increase|decrease)', 'apply', 'nav.apply', apply_page, { act: 'application-create' }),
    page('/apply/:id(\\d+)', 'apply-draft', 'nav.apply', apply_page, { act: 'application-save' }),
    page('/reviews', 'reviews', 'nav.reviews', () => import('@/features/reviews/ReviewQueuePage.vue'), { act: 'application-review' }),
    page('/reviews/:id(\\d+)', 'review', 'nav.review', () => import('@/features/reviews/ReviewPage.vue'), { act: 'application-review', one_by_one: true }),
    page('/progress', 'progress', 'nav.progress', () => import('@/features/progress/ProgressPage.vue'), { act: 'progress-read' }),
    page('/notices', 'notices', 'nav.notices', () => import('@/features/notices/NoticesPage.vue'), { act: 'notice-list' }),
    page('/plans', 'plans', 'nav.plans', () => import('@/features/plans/PlansPage.vue'), { act: 'plan-list' }),
    page('/assessments', 'assessments', 'nav.assessments', () => import('@/features/assessments/AssessmentsPage.vue'), { act: 'assessment-list' }),
    page('/exit', 'exit', 'nav.exit', () => import('@/features/exit/ExitPage.vue'), { act: 'exit-preview' }),
    page('/rates', 'rates', 'nav.rates', () => import('@/features/rates/RatesPage.vue'), { act: 'rate-read' }),
    page('/reconcile', 'reconcile', 'nav.reconcile', () => import('@/features/reconcile/ReconcilePage.vue'), { act: 'reconcile-read' }),
    page('/reconcile/:id(\\d+)', 'reconciliation', 'nav.reconciliation', () => import('@/features/reconcile/ReconciliationPage.vue'), { act: 'reconcile-read', one_by_one: true }),
    page('/office', 'office', 'nav.office', () => import('@/features/office/OfficePage.vue')),
    page('/audit', 'audit', 'nav.audit', () => import('@/features/audit/AuditPage.vue'), { act: 'audit-read' }),
    page('/policy-upload', 'policy-upload', 'policies.upload', () => import('@/features/policy/PolicyUploadPage.vue'), { act: 'policy-save' }),
    page('/policy/:policy', 'policy-file', 'nav.policy', () => import('@/features/policy/PolicyFilePage.vue'), { act: 'policy-list', one_by_one: true }),
    page('/policy', 'policy', 'nav.policy', () => import('@/features/policy/PolicyPage.vue')),
    page('/security', 'security', 'security.title', () => import('@/features/security/SecurityPage.vue')),
    page('/help/:about?', 'help', 'nav.help', () => import('@/features/help/HelpPage.vue'), { for_visitors: true }),
    page('/:rest(.*)*', 'absent', 'state.absent', () => import('@/features/absent/AbsentPage.vue')),
  ],
});

let asked = false;

router.beforeEach(async (to) => {
  if (!session.me && !asked) {
    asked = true;
    await resume().catch(() => null);
  }
  const kept_out = !session.me || session.me.must_change_password;
  if (kept_out && !to.meta.open && !to.meta.for_visitors) return { name: 'sign-in', query: { to: to.fullPath } };
  // Whoever has no work list begins at what is theirs.
  if (to.name === 'workbench' && !may('worklist-read')) return { name: may('audit-read') ? 'audit' : 'policy' };
  return true;
});

// Who hears the page is taken to its beginning; who goes on typing under a new address is left alone.
router.afterEach((to, from) => {
  if (from.name === undefined || to.meta.title === from.meta.title) return;
  void nextTick(() => document.getElementById('main')?.focus({ preventScroll: true }));
});
