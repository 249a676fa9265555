import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { useArrival } from './use-arrival.ts';

export interface PageLink {
  readonly to: string;
  readonly name: string;
}

interface PageFrameProps {
  /** The window's title; the page's heading is its own. */
  readonly title: string;
  readonly name: string;
  readonly links: readonly PageLink[];
  readonly children: ReactNode;
}

/** The frame of the signed-in pages: where one is, where one can go, in which language. */
export function PageFrame({ title, name, links, children }: PageFrameProps) {
  const { t } = useTranslation();
  useTitle(title);
  const content = useArrival();
  return (
    <div className="page">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="top">
        <span className="brand">
          <Logo />
          {name}
        </span>
        <nav aria-label={t('nav.label')}>
          {links.map((link) => (
            <NavLink key={link.to} to={link.to} end={link.to === '/admin'}>
              {link.name}
            </NavLink>
          ))}
        </nav>
        <LanguageSwitch />
      </header>
      <main id="content" ref={content} tabIndex={-1} className="stack">
        {children}
      </main>
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
