import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../api/shapes.ts';
import { Action } from '../parts/action.tsx';
import { providerName } from '../parts/names.ts';

/** Leads to the provider's own page. It is the same payment there however often one goes, so going twice pays once. */
export function RedirectPayment({ checkout }: { readonly checkout: Checkout }) {
  const { t } = useTranslation();
  const [going, setGoing] = useState(false);
  const gone = useRef(false);
  const url = checkout.next_action?.type === 'redirect' ? checkout.next_action.url : null;

  useEffect(() => {
    // Back from there by the back button: the page may come out of the browser's memory, still on its way.
    const back = () => {
      gone.current = false;
      setGoing(false);
    };
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);

  const go = () => {
    if (gone.current || url === null) return;
    gone.current = true;
    setGoing(true);
    location.assign(url);
  };
  return (
    <div className="stack">
      <p className="soft">{t('checkout.redirect', { provider: providerName(checkout.provider) })}</p>
      <Action look="primary" size="large" wide onPress={go} pending={going}>
        {t('action.pay')}
      </Action>
    </div>
  );
}
