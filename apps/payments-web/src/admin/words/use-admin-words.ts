import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { adminEn } from './en.ts';
import { adminRu } from './ru.ts';

i18next.addResourceBundle('en', 'admin', adminEn);
i18next.addResourceBundle('ru', 'admin', adminRu);

/** The administration's words; those of all pages are there as `t('page:…')`. */
export function useAdminWords() {
  return useTranslation(['admin', 'page']);
}
