import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageFrame } from './page-frame.tsx';

/** The frame of the payer's own pages. */
export function PayerFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const links = [
    { to: '/history', name: t('nav.history') },
    { to: '/methods', name: t('nav.methods') },
  ];
  return (
    <PageFrame title={title} name={t('title.history')} links={links}>
      {children}
    </PageFrame>
  );
}
