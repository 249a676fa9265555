import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, LANGUAGES, type Language } from '../i18n/language.ts';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' };

/** The page in another language; each is named in itself. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const now = currentLanguage();
  return (
    <div className="languages" role="group" aria-label={t('nav.language')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === now}
          onClick={() => void chooseLanguage(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </div>
  );
}
