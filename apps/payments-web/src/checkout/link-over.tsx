import { useTranslation } from 'react-i18next';
import { sendFreshLink, type CheckoutLink } from '../api/checkout-calls.ts';
import type { PaymentStatus } from '../api/shapes.ts';
import { MailedOnce } from '../parts/mailed-once.tsx';

/** What can be paid still; a fresh link for anything else leads nowhere. */
const PAYABLE: ReadonlySet<PaymentStatus> = new Set(['pending', 'processing', 'failed']);

export function LinkOver({ link, status }: { readonly link: CheckoutLink; readonly status: PaymentStatus }) {
  const { t } = useTranslation();
  if (!PAYABLE.has(status)) return null;
  return (
    <MailedOnce
      wide
      primary
      send={() => sendFreshLink(link)}
      name={t('action.freshLink')}
      done={t('checkout.linkSent')}
    />
  );
}
