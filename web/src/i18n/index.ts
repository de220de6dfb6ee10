import { createI18n } from 'vue-i18n';
import en from './en';
import zh from './zh';

export type Locale = 'zh-CN' | 'en';
const kept = 'kaoji.locale';

function chosen(): Locale {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export const i18n = createI18n({
  legacy: false,
  locale: chosen(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
});

/** Tells the browser, and whoever reads the page aloud, which language it is in. */
export function announce_locale(): void {
  document.documentElement.lang = i18n.global.locale.value;
}

export function choose_locale(locale: Locale): void {
  i18n.global.locale.value = locale;
  announce_locale();
  try {
    localStorage.setItem(kept, locale);
  } catch {
    // A browser that keeps nothing still shows the chosen language until it is closed.
  }
}
