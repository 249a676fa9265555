import { useTranslation } from 'react-i18next';
import type { PaymentStatus, Refund } from '../api/shapes.ts';

type Look = 'good' | 'wait' | 'bad' | 'held' | 'still';

const LOOKS: Readonly<Record<PaymentStatus, Look>> = {
  pending: 'wait',
  processing: 'wait',
  authorized: 'held',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'still',
  partially_refunded: 'still',
  refunded: 'still',
};

export function StatusBadge({ status }: { readonly status: PaymentStatus }) {
  const { t } = useTranslation();
  return <span className={`badge ${LOOKS[status]}`}>{t(`status.${status}`)}</span>;
}

const REFUND_LOOKS: Readonly<Record<Refund['status'], Look>> = { pending: 'wait', succeeded: 'good', failed: 'bad' };

export function RefundBadge({ status }: { readonly status: Refund['status'] }) {
  const { t } = useTranslation();
  return <span className={`badge ${REFUND_LOOKS[status]}`}>{t(`refundStatus.${status}`)}</span>;
}

/** A badge for words of administration, which have no texts of their own per language. */
export function WordBadge({ word, look }: { readonly word: string; readonly look: Look }) {
  return <span className={`badge ${look}`}>{word}</span>;
}
