import i18next from 'i18next';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import '../styles/checkout.css';
import type { CheckoutLink } from '../api/checkout-calls.ts';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { Waiting } from '../parts/loaded.tsx';
import { useTitle } from '../parts/page-frame.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import { LinkOver } from './link-over.tsx';
import { Outcome } from './outcome.tsx';
import { PayPanel } from './pay-panel.tsx';
import { wayToPay } from './standing.ts';
import { Summary, SummaryAhead } from './summary.tsx';
import { useCheckout, useCurrent } from './use-checkout.ts';

/** `/checkout/:id?token=…`: what is paid, to whom, how, and what became of it. */
export default function CheckoutPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const link = useMemo<CheckoutLink>(
    () => ({ id, token: new URLSearchParams(location.search).get('token') ?? '' }),
    [id],
  );
  const desk = useCheckout(link);
  const { shown, trouble, doing, unsure, act, ask, read } = desk;
  useCurrent(desk);
  useOpening(desk);
  useTitle(shown?.link === 'valid' ? `${t('title.checkout')} · ${shown.seller.name}` : t('title.checkout'));

  const valid = shown?.link === 'valid' ? shown : null;
  const way = valid === null ? 'none' : wayToPay(valid);
  const loading = shown === null && trouble === null;
  const wrongLink = shown === null && trouble?.kind === 'missing';

  return (
    <div className="checkout">
      <main className={valid === null && !loading ? 'checkout-lone' : 'checkout-both'}>
        {loading && <SummaryAhead />}
        {valid !== null && <Summary checkout={valid} />}
        <section className="card checkout-card" aria-busy={loading || doing !== null}>
          {!wrongLink && (
            <div role="status" data-status={shown?.status ?? 'loading'} className="checkout-status">
              {shown === null ? loading && <Waiting lines={4} /> : <Outcome shown={shown} way={way} unsure={unsure} />}
            </div>
          )}
          {wrongLink && (
            <div className="stack" data-trouble="missing">
              <h1>{t('checkout.linkWrong')}</h1>
              <p className="soft">{t('checkout.linkWrongText')}</p>
            </div>
          )}
          {trouble !== null && !wrongLink && !unsure && (
            <TroubleNote trouble={trouble} onRetry={() => void read()} retrying={doing !== null} />
          )}
          {/* Nothing to press while it is not known whether the last press worked. */}
          {valid !== null && !unsure && (
            <PayPanel checkout={valid} link={link} way={way} doing={doing} act={act} ask={ask} />
          )}
          {shown?.link === 'over' && <LinkOver link={link} status={shown.status} />}
        </section>
      </main>
      <footer className="checkout-foot">
        <LanguageSwitch />
      </footer>
    </div>
  );
}

/** What a provider adds to the address when the payer comes back. It is never trusted, and not kept. */
const BROUGHT_BACK = ['payment_intent', 'payment_intent_client_secret', 'redirect_status'];

/** Reads how it stands, then asks the provider once where it is under way: the payer may just have come back from there. */
function useOpening({ shown, ask, read }: ReturnType<typeof useCheckout>): void {
  const asked = useRef(false);
  useEffect(() => {
    const address = new URL(location.href);
    BROUGHT_BACK.forEach((name) => address.searchParams.delete(name));
    history.replaceState(history.state, '', address);
    void read();
    const again = () => void read();
    i18next.on('languageChanged', again);
    return () => i18next.off('languageChanged', again);
  }, [read]);

  useEffect(() => {
    if (shown === null || asked.current) return;
    asked.current = true;
    if (shown.link === 'valid' && shown.status === 'processing') void ask();
  }, [shown, ask]);
}
