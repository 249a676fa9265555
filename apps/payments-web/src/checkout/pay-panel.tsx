import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendReceiptAgain, type CheckoutLink } from '../api/checkout-calls.ts';
import type { Checkout } from '../api/shapes.ts';
import { Action } from '../parts/action.tsx';
import { MailedOnce } from '../parts/mailed-once.tsx';
import { EmbeddedPayment } from './embedded-payment.tsx';
import { Onward } from './onward.tsx';
import { RedirectPayment } from './redirect-payment.tsx';
import type { Way } from './standing.ts';
import { StripePayment } from './stripe-payment.tsx';
import { TestPayment } from './test-payment.tsx';
import type { CheckoutDesk } from './use-checkout.ts';

/** Dialogs weigh more than the rest of the page, and most payers never see one. */
const Ask = lazy(() => import('../parts/ask.tsx').then((module) => ({ default: module.Ask })));

interface PayPanelProps extends Pick<CheckoutDesk, 'doing' | 'act' | 'ask'> {
  readonly checkout: Checkout;
  readonly link: CheckoutLink;
  readonly way: Way;
}

/** What can be done now: pay, try again, take the receipt, go on, cancel. */
export function PayPanel({ checkout, link, way, doing, act, ask }: PayPanelProps) {
  const { t } = useTranslation();
  const { receipt, return_url: returnUrl, cancelable, accepts, status } = checkout;
  const paying = doing === 'confirm' || doing === 'retry';
  const test = { methods: checkout.test_methods, disabled: doing !== null };
  return (
    <div className="stack pay-panel">
      {way === 'test' && (
        <TestPayment {...test} name={t('action.pay')} paying={paying} onPay={(method) => void act('confirm', method)} />
      )}
      {way === 'stripe' && <StripePayment checkout={checkout} onDone={ask} />}
      {way === 'embedded' && <EmbeddedPayment checkout={checkout} onDone={ask} />}
      {way === 'redirect' && <RedirectPayment checkout={checkout} />}
      {accepts === 'retry' && (
        <>
          <Action look="primary" size="large" wide onPress={() => void act('retry')} pending={paying}>
            {t('action.tryAgain')}
          </Action>
          {test.methods.length > 0 && <TestPayment {...test} onPay={(method) => void act('retry', method)} />}
        </>
      )}
      {receipt !== null && (
        <>
          <a className="button wide" href={receipt.url} target="_blank" rel="noopener">
            {t('action.receipt')}
          </a>
          <MailedOnce
            wide
            send={() => sendReceiptAgain(link)}
            name={t('action.sendReceipt')}
            done={t('checkout.receiptSent')}
          />
        </>
      )}
      {returnUrl !== null && way === 'none' && <Onward returnUrl={returnUrl} id={checkout.id} status={status} />}
      {cancelable && status !== 'pending' && (
        <Cancel pending={doing === 'cancel'} disabled={paying} onCancel={() => act('cancel')} />
      )}
    </div>
  );
}

interface CancelProps {
  readonly pending: boolean;
  readonly disabled: boolean;
  readonly onCancel: () => Promise<void>;
}

function Cancel({ pending, disabled, onCancel }: CancelProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Action look="quiet" wide disabled={disabled} onPress={() => setAsking(true)}>
        {t('action.cancel')}
      </Action>
      {asking && (
        <Suspense fallback={null}>
          <Ask
            open
            onClose={() => setAsking(false)}
            head={t('checkout.cancelAsk')}
            yes={t('action.confirm')}
            no={t('action.keep')}
            pending={pending}
            danger
            onYes={() => void onCancel().then(() => setAsking(false))}
          >
            <p className="soft">{t('checkout.cancelSure')}</p>
          </Ask>
        </Suspense>
      )}
    </>
  );
}
