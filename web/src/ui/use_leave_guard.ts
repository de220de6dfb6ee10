import { onScopeDispose } from 'vue';

/** Lets the browser ask before the page is closed or reloaded, as long as `unsaved` says so. */
export function use_leave_guard(unsaved: () => boolean): void {
  const ask = (event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  onScopeDispose(() => window.removeEventListener('beforeunload', ask));
}
