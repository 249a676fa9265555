import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import '../styles/history.css';
import { openReceipt, readPayment, sendReceipt } from '../api/payer-calls.ts';
import { sessionSubject } from '../api/session.ts';
import type { PaymentDetails, Refund, TimelineEntry } from '../api/shapes.ts';
import { useCommand } from '../api/use-command.ts';
import { useRemote } from '../api/use-remote.ts';
import { formatAmount } from '../i18n/formats.ts';
import { Action } from '../parts/action.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { MailedOnce } from '../parts/mailed-once.tsx';
import { Moment } from '../parts/moment.tsx';
import { methodName } from '../parts/names.ts';
import { PayerFrame } from '../parts/payer-frame.tsx';
import { RefundTable } from '../parts/refund-table.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import { isUnderWay } from '../parts/under-way.ts';
import { useRefresh } from '../parts/use-refresh.ts';

/** `/history/:id`: one payment of the signed-in person. */
export default function PaymentPage() {
  const { t, i18n } = useTranslation();
  const { id = '' } = useParams();
  const remote = useRemote(JSON.stringify([sessionSubject(), id, i18n.language]), () => readPayment(id));
  return (
    <PayerFrame title={t('title.payment')}>
      <Link to="/history" className="back small">
        ← {t('history.head')}
      </Link>
      <Loaded remote={remote} lines={7}>
        {(all) => <Shown {...all} onChange={remote.reload} />}
      </Loaded>
    </PayerFrame>
  );
}

interface ShownProps {
  readonly payment: PaymentDetails;
  readonly timeline: readonly TimelineEntry[];
  readonly refunds: readonly Refund[];
  readonly onChange: () => void;
}

function Shown({ payment, timeline, refunds, onChange }: ShownProps) {
  const { t } = useTranslation();
  useRefresh(isUnderWay(payment, refunds), onChange);
  const receipt = useCommand(() => openReceipt(payment.id));
  const unfinished = payment.checkout_url !== null && (payment.status === 'processing' || payment.status === 'failed');
  return (
    <div className="payment-grid">
      <section className="stack sections">
        <header className="stack-tight">
          <h1 className="outside">{payment.description ?? t('history.untitled')}</h1>
          <div className="row">
            <span className="checkout-amount">{formatAmount(payment.amount, payment.currency)}</span>
            <StatusBadge status={payment.status} />
          </div>
        </header>
        {payment.failure !== null && payment.status === 'failed' && (
          <p className="notice bad">
            {t(`failure.${payment.failure.category}`)} {t(`advice.${payment.failure.advice}`)}
          </p>
        )}
        {unfinished && payment.checkout_url !== null && (
          <div className="notice wait">
            <p>{t('history.openCheckout')}</p>
            <a className="button slim" href={payment.checkout_url}>
              {t('action.payNow')}
            </a>
          </div>
        )}
        <Facts payment={payment} />
        {payment.receipt !== null && (
          <div className="row">
            <Action onPress={receipt.run} pending={receipt.running}>
              {t('action.receipt')}
            </Action>
            <MailedOnce
              send={() => sendReceipt(payment.id)}
              name={t('action.sendReceipt')}
              done={t('checkout.receiptSent')}
            />
            {receipt.trouble !== null && <TroubleNote trouble={receipt.trouble} onRetry={receipt.run} />}
          </div>
        )}
        <h2>{t('history.refunds')}</h2>
        <RefundTable refunds={refunds} />
      </section>
      <section className="card stack">
        <h2>{t('history.timeline')}</h2>
        <Timeline entries={timeline} />
      </section>
    </div>
  );
}

function Facts({ payment }: { readonly payment: PaymentDetails }) {
  const { t } = useTranslation();
  const { items, currency } = payment;
  return (
    <dl className="facts">
      <dt>{t('history.date')}</dt>
      <dd>
        <Moment at={payment.created_at} />
      </dd>
      {payment.payment_method !== null && (
        <>
          <dt>{t('history.method')}</dt>
          <dd>{methodName(payment.payment_method)}</dd>
        </>
      )}
      {payment.order_id !== null && (
        <>
          <dt>{t('history.order')}</dt>
          <dd>{payment.order_id}</dd>
        </>
      )}
      {items.length > 0 && (
        <>
          <dt>{t('history.items')}</dt>
          <dd>
            <ul>
              {items.map((item, at) => (
                <li key={at}>
                  {item.description} {t('checkout.quantity', { count: item.quantity })} ·{' '}
                  {formatAmount(item.unit_amount * item.quantity, currency)}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {payment.receipt !== null && (
        <>
          <dt>{t('history.receipt')}</dt>
          <dd>{t('history.receiptNumber', { number: payment.receipt.number })}</dd>
        </>
      )}
      <dt>{t('history.number')}</dt>
      <dd className="mono">{payment.id}</dd>
    </dl>
  );
}
