import { useTranslation } from 'react-i18next';
import type { Payment } from '../api/shapes.ts';
import { formatAmount } from '../i18n/formats.ts';

/** A payment's amount, and what of it went back. */
export function PaymentAmount({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation();
  const { amount, amount_refunded: refunded, currency } = payment;
  return (
    <>
      <strong>{formatAmount(amount, currency)}</strong>
      {refunded > 0 && (
        <div className="small faint">{t('history.refundedOf', { refunded: formatAmount(refunded, currency) })}</div>
      )}
    </>
  );
}
