import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface MishapProps {
  readonly children: ReactNode;
}

type Kind = 'broken' | 'away' | 'offline';

/** Where a page throws, a sentence stands instead of nothing. */
export class Mishap extends Component<MishapProps, { readonly kind: Kind | null }> {
  override state: { readonly kind: Kind | null } = { kind: null };

  static getDerivedStateFromError(error: unknown) {
    return { kind: kindOf(error) };
  }

  override componentDidUpdate() {
    // Only the part of the page that was asked for is missing: it is fetched when the connection is back.
    if (this.state.kind === 'offline') addEventListener('online', reload, { once: true });
  }

  override render() {
    const { kind } = this.state;
    if (kind === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <main className="page">
            <div className="blank" role="alert" data-trouble={kind}>
              <h1>{t(`trouble.${kind}.head`)}</h1>
              <p>{t(`trouble.${kind}.text`)}</p>
              {kind !== 'offline' && (
                <a className="button" href={location.href}>
                  {t('action.tryAgain')}
                </a>
              )}
            </div>
          </main>
        )}
      </Translation>
    );
  }
}

/** As Chrome and Firefox, Safari, and the build's own loader of styles say it. */
const NOT_COME = /dynamically imported module|module script failed|preload CSS/i;

/** A part of the pages that did not come is no mistake of the page. */
function kindOf(error: unknown): Kind {
  if (!(error instanceof Error) || !NOT_COME.test(error.message)) return 'broken';
  return navigator.onLine ? 'away' : 'offline';
}

const reload = () => location.reload();
