import { createRouter, createWebHistory } from 'vue-router';
import { resume } from '@/api/session';
import { may, session } from '@/api/session_state';

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('@/features/sign_in/SignInPage.vue'), meta: { open: true } },
    { path: '/', name: 'workbench', component: () => import('@/features/workbench/WorkbenchPage.vue') },
    { path: '/applications', name: 'applications', component: () => import('@/features/applications/ApplicationsPage.vue') },
    { path: '/applications/:id(\\d+)', name: 'application', component: () => import('@/features/application/ApplicationPage.vue') },
    { path: '/apply/:kind(new|increase|decrease)', name: 'apply', component: () => import('@/features/apply/ApplyPage.vue') },
    { path: '/apply/:id(\\d+)', name: 'apply-draft', component: () => import('@/features/apply/ApplyPage.vue') },
    { path: '/reviews', name: 'reviews', component: () => import('@/features/reviews/ReviewQueuePage.vue') },
    { path: '/reviews/:id(\\d+)', name: 'review', component: () => import('@/features/reviews/ReviewPage.vue') },
    { path: '/plans', name: 'plans', component: () => import('@/features/plans/PlansPage.vue') },
    { path: '/exit', name: 'exit', component: () => import('@/features/exit/ExitPage.vue') },
    { path: '/rates', name: 'rates', component: () => import('@/features/rates/RatesPage.vue') },
    { path: '/office', name: 'office', component: () => import('@/features/office/OfficePage.vue') },
    { path: '/audit', name: 'audit', component: () => import('@/features/audit/AuditPage.vue') },
    { path: '/policy', name: 'policy', component: () => import('@/features/policy/PolicyPage.vue') },
    { path: '/:rest(.*)*', name: 'absent', component: () => import('@/features/absent/AbsentPage.vue') },
  ],
});

let asked = false;

router.beforeEach(async (to) => {
  if (!session.me && !asked) {
    asked = true;
    await resume().catch(() => null);
  }
  const kept_out = !session.me || session.me.must_change_password;
  if (kept_out && !to.meta.open) return { name: 'sign-in', query: { to: to.fullPath } };
  // Whoever has no work list begins at what is theirs.
  if (to.name === 'workbench' && !may('worklist-read')) return { name: may('audit-read') ? 'audit' : 'policy' };
  return true;
});
