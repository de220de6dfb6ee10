/** A key, or keys that do the same kind of thing, and what they do: a name under `shortcut`. */
export interface Shortcut {
  keys: string[];
  does: string;
}

/** The keys of the pages, for their own lists (`?`) and for the help page. A page's title is its name under `shortcut_page`. */
export const shortcuts = {
  queue: [
    { keys: ['j', 'k'], does: 'rows' },
    { keys: ['x'], does: 'choose_row' },
    { keys: ['o'], does: 'open_row' },
    { keys: ['?'], does: 'list' },
  ],
  review: [
    { keys: ['j', 'k'], does: 'applications' },
    { keys: ['.', ','], does: 'lines' },
    { keys: ['x'], does: 'tick_line' },
    { keys: ['e'], does: 'except_line' },
    { keys: ['1', '2', '3'], does: 'decisions' },
    { keys: ['m'], does: 'note' },
    { keys: ['Esc'], does: 'leave_field' },
    { keys: ['Ctrl+Enter'], does: 'decide' },
    { keys: ['?'], does: 'list' },
  ],
  scan: [
    { keys: ['[', ']'], does: 'turn_pages' },
    { keys: ['+', '−'], does: 'zoom' },
    { keys: ['r'], does: 'turn' },
  ],
} satisfies Record<string, Shortcut[]>;

export type ShortcutPage = keyof typeof shortcuts;
export const shortcut_pages = Object.keys(shortcuts) as ShortcutPage[];
