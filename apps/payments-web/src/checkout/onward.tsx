import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentStatus } from '../api/shapes.ts';
import { Action } from '../parts/action.tsx';

interface OnwardProps {
  readonly returnUrl: string;
  readonly id: string;
  readonly status: PaymentStatus;
}

/** Long enough to read that it worked and to take the receipt. */
const STAY_SECONDS = 10;
/** With these the payer is done here; with others there may be something left to do. */
const DONE: ReadonlySet<PaymentStatus> = new Set(['succeeded', 'authorized']);

/** On to the merchant's page, with the payment's id and status: by a link, and by itself after a success, unless the payer stays. */
export function Onward({ returnUrl, id, status }: OnwardProps) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(STAY_SECONDS);
  const [stays, setStays] = useState(false);
  const counts = DONE.has(status) && !stays;
  const target = new URL(returnUrl);
  target.searchParams.set('payment_id', id);
  target.searchParams.set('status', status);
  const href = target.href;

  useEffect(() => {
    if (!counts) return;
    const timer = setTimeout(() => {
      if (seconds <= 1) location.assign(href);
      else setSeconds(seconds - 1);
    }, 1_000);
    return () => clearTimeout(timer);
  }, [counts, seconds, href]);

  return (
    <>
      <a className={`button large wide ${DONE.has(status) ? 'primary' : ''}`} href={href}>
        {t('action.onward')}
      </a>
      {counts && (
        <div className="leaving small soft">
          <span>{t('checkout.leaving', { seconds })}</span>
          <Action look="quiet" size="slim" onPress={() => setStays(true)}>
            {t('action.stay')}
          </Action>
        </div>
      )}
    </>
  );
}
