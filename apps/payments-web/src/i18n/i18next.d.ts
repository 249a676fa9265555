import type { adminEn } from '../admin/words/en.ts';
import type { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'page';
    resources: { page: typeof en; admin: typeof adminEn };
  }
}
