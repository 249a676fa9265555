import type { StripeConstructor, StripeElements, StripeElementLocale, Stripe, Appearance } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../api/shapes.ts';
import { Action } from '../parts/action.tsx';
import { FormFailed } from './form-failed.tsx';
import { loadScript } from './load-script.ts';

/** Stripe asks that its script comes from here and nowhere else: https://docs.stripe.com/js/including */
const STRIPE_JS = 'https://js.stripe.com/v3/';

interface StripePaymentProps {
  readonly checkout: Checkout;
  /** Asks the service how it stands: what the script says is only a hint. */
  readonly onDone: () => Promise<void>;
}

/** Stripe's Payment Element: the card goes from its frame to Stripe, and is never seen here. */
export function StripePayment({ checkout, onDone }: StripePaymentProps) {
  const { t, i18n } = useTranslation();
  const [phase, setPhase] = useState<'loading' | 'ready' | 'paying' | 'failed'>('loading');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<{ stripe: Stripe; elements: StripeElements } | null>(null);
  const busy = useRef(false);
  const action = checkout.next_action?.type === 'client_secret' ? checkout.next_action : null;
  const secret = action?.client_secret;
  const key = action?.publishable_key;
  const url = checkout.provider_scripts?.stripe_js_url ?? STRIPE_JS;
  const locale: StripeElementLocale = i18n.language === 'ru' ? 'ru' : 'en';

  useEffect(() => {
    if (secret === undefined || key === undefined) return;
    let left = false;
    setPhase('loading');
    loadScript(url)
      .then(() => {
        if (left || place.current === null) return;
        const stripe = stripeHere()(key);
        const elements = stripe.elements({ clientSecret: secret, locale, appearance: appearance() });
        const element = elements.create('payment');
        element.on('ready', () => setPhase('ready'));
        element.on('loaderror', () => setPhase('failed'));
        element.mount(place.current);
        form.current = { stripe, elements };
      })
      .catch(() => !left && setPhase('failed'));
    return () => {
      left = true;
      form.current?.elements.getElement('payment')?.destroy();
      form.current = null;
    };
  }, [url, key, secret, locale, turn]);

  const pay = async () => {
    if (busy.current || form.current === null) return;
    busy.current = true;
    setPhase('paying');
    setRefusal(null);
    try {
      const { error } = await form.current.stripe.confirmPayment({
        elements: form.current.elements,
        confirmParams: { return_url: location.href },
        redirect: 'if_required',
      });
      if (error !== undefined) setRefusal(error.message ?? t('failure.other'));
    } catch {
      setRefusal(t('failure.provider_unavailable'));
    }
    // Whatever it said, and even if it said nothing: the service asks Stripe, and the page shows that.
    await onDone();
    busy.current = false;
    setPhase('ready');
  };

  if (phase === 'failed') return <FormFailed onRetry={() => setTurn((before) => before + 1)} />;
  return (
    <div className="stack">
      {phase === 'loading' && <p className="soft">{t('checkout.loadingForm')}</p>}
      <div ref={place} className="provider-form" />
      {refusal !== null && (
        <p role="alert" className="notice bad">
          {refusal}
        </p>
      )}
      <Action
        look="primary"
        size="large"
        wide
        onPress={() => void pay()}
        pending={phase === 'paying'}
        disabled={phase === 'loading'}
      >
        {t('action.pay')}
      </Action>
      <p className="small faint">{t('checkout.secure', { provider: 'Stripe' })}</p>
    </div>
  );
}

function stripeHere(): StripeConstructor {
  if (window.Stripe === undefined) throw new Error('the script brought no Stripe');
  return window.Stripe;
}

/** The form in our colours, read from the page, so that it is dark where the page is. */
function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: colour('--accent'),
      colorBackground: colour('--surface'),
      colorText: colour('--ink'),
      colorDanger: colour('--bad'),
      borderRadius: colour('--radius-small'),
      fontFamily: colour('--font'),
    },
  };
}
