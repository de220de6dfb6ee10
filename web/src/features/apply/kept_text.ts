import type { LineInput } from '@/api/types';

export interface KeptText {
  lines: LineInput[];
  contact_name?: string;
  contact_phone?: string;
}

const prefix = 'kaoji.unsaved.';

/** What was typed and not yet saved, in this browser tab's storage: it survives a reload and goes with the tab. */
export function keep(name: string, text: KeptText): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(text));
  } catch {
    // Storage may be full or forbidden; the page itself still holds what was typed.
  }
}

export function kept(name: string): KeptText | null {
  try {
    const text = sessionStorage.getItem(prefix + name);
    return text ? (JSON.parse(text) as KeptText) : null;
  } catch {
    return null;
  }
}

export function forget_kept(name: string): void {
  try {
    sessionStorage.removeItem(prefix + name);
  } catch {
    // Nothing was kept.
  }
}
