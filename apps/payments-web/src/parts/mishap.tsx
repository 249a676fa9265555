import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface MishapProps {
  readonly children: ReactNode;
}

/** Where a page throws, a sentence stands instead of nothing. */
export class Mishap extends Component<MishapProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <main className="page">
            <div className="blank" role="alert">
              <h1>{t('trouble.broken.head')}</h1>
              <p>{t('trouble.broken.text')}</p>
              <a className="button" href={location.href}>
                {t('action.tryAgain')}
              </a>
            </div>
          </main>
        )}
      </Translation>
    );
  }
}
