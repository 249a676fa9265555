import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { keepForTab, keptForTab } from '../api/tab-store.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Language = 'en' | 'ru';
export const LANGUAGES: readonly Language[] = ['en', 'ru'];

const KEPT = 'payments.language';

/** Starts the texts in the language of the address, else of this tab, else of the browser. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { page: en }, ru: { page: ru } },
    lng: chosenLanguage() ?? browserLanguage(),
    fallbackLng: 'en',
    defaultNS: 'page',
    // React escapes every text itself.
    interpolation: { escapeValue: false },
  });
  mark();
  i18next.on('languageChanged', mark);
}

/** What the reader asked for by `?lang=`, now or earlier in this tab; null where they did not. */
export function chosenLanguage(): Language | null {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) {
    keepForTab(KEPT, asked);
    return asked;
  }
  const kept = keptForTab(KEPT);
  return isLanguage(kept) ? kept : null;
}

/** The reader's own choice: it stands in the address, so that the page can be shared as it is read. */
export async function chooseLanguage(language: Language): Promise<void> {
  keepForTab(KEPT, language);
  const address = new URL(location.href);
  address.searchParams.set('lang', language);
  history.replaceState(history.state, '', address);
  await i18next.changeLanguage(language);
}

/** The payment's language, where the reader chose none. */
export async function followLanguage(language: Language): Promise<void> {
  if (chosenLanguage() === null && i18next.language !== language) await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}

function browserLanguage(): Language {
  const wished = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return wished ?? 'en';
}

function mark(): void {
  document.documentElement.lang = currentLanguage();
}

function isLanguage(word: string | null | undefined): word is Language {
  return word === 'en' || word === 'ru';
}
