import { onScopeDispose } from 'vue';

const typed_into = 'input, select, textarea, [contenteditable], dialog';

/** Single keys that act as long as the scope lives; never while somebody types, and never with Ctrl, Alt or Meta. */
export function use_shortcuts(acts: Record<string, () => void>): void {
  function press(event: KeyboardEvent) {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target.closest(typed_into) : null;
    const ticked = target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type);
    if (target && !ticked) return;
    event.preventDefault();
    act();
  }
  window.addEventListener('keydown', press);
  onScopeDispose(() => window.removeEventListener('keydown', press));
}
