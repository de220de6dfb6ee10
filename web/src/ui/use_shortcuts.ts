import { onScopeDispose } from 'vue';

const typed_into = 'input, select, textarea, [contenteditable]';

/** What a key press is called: `j`, `?`, `Ctrl+Enter` (on a Mac, ⌘ is as good as Ctrl). */
const name_of = (event: KeyboardEvent): string => `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key}`;

/**
 * Keys that act as long as the scope lives. Single ones never while somebody types; `Ctrl+…` also then; none while a dialog is
 * open over the page. Esc takes the typist out of a field, back to the keys.
 */
export function use_shortcuts(acts: Record<string, () => void>): void {
  function press(event: KeyboardEvent) {
    if (event.altKey || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>(typed_into) : null;
    const ticked = field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);
    const typing = field !== null && !ticked;
    if (typing && event.key === 'Escape') return field.blur();
    const name = name_of(event);
    const act = acts[name];
    if (!act || (typing && !name.startsWith('Ctrl+'))) return;
    event.preventDefault();
    act();
  }
  window.addEventListener('keydown', press);
  onScopeDispose(() => window.removeEventListener('keydown', press));
}
