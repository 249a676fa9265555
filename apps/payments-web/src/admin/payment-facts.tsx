import type { PaymentDetails } from '../api/shapes.ts';
import { formatAmount, formatMoment } from '../i18n/formats.ts';
import { methodName, providerName } from '../parts/names.ts';
import { useAdminWords } from './words/use-admin-words.ts';

/** What is known of a payment, as a list of names and values; what is unknown is left out. */
export function PaymentFacts({ payment }: { readonly payment: PaymentDetails }) {
  const { t } = useAdminWords();
  const money = (minor: number) => formatAmount(minor, payment.currency);
  const { failure, payment_method: method } = payment;
  const facts: readonly (readonly [name: string, value: string | null | undefined])[] = [
    [t('detail.captured'), money(payment.amount_captured)],
    [t('detail.refunded'), money(payment.amount_refunded)],
    [t('detail.refundable'), payment.amount_refundable === undefined ? null : money(payment.amount_refundable)],
    [t('detail.reason'), failure && `${t(`category.${failure.category}`)} (${failure.code})`],
    [t('list.user'), payment.user_id],
    [t('detail.email'), payment.customer_email],
    [t('list.order'), payment.order_id],
    [t('detail.purpose'), payment.purpose],
    [t('detail.method'), method && methodName(method)],
    [t('list.provider'), providerName(payment.provider)],
    [t('detail.providerId'), payment.provider_payment_id],
    [t('detail.chargeId'), payment.provider_charge_id],
    [t('page:history.receipt'), payment.receipt && t('page:history.receiptNumber', { number: payment.receipt.number })],
    [t('list.created'), formatMoment(payment.created_at)],
    [t('page:history.number'), payment.id],
    [t('detail.version'), String(payment.version)],
    ...Object.entries(payment.metadata).map(([name, value]) => [`${t('detail.metadata')}: ${name}`, value] as const),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value === null || value === undefined ? null : (
          <div key={name} className="fact">
            <dt className="outside">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
