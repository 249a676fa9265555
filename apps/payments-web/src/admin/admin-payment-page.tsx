import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { readPayment } from '../api/payer-calls.ts';
import type { PaymentDetails, Refund, TimelineEntry } from '../api/shapes.ts';
import { useCommand } from '../api/use-command.ts';
import { useRemote } from '../api/use-remote.ts';
import { formatAmount, formatMoment } from '../i18n/formats.ts';
import { isUnderWay } from '../parts/under-way.ts';
import { Loaded } from '../parts/loaded.tsx';
import { RefundTable } from '../parts/refund-table.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import { useRefresh } from '../parts/use-refresh.ts';
import { syncPayment } from './admin-calls.ts';
import { AttemptTable } from './attempt-table.tsx';
import { AuditSection } from './audit-section.tsx';
import { PaymentCommands } from './payment-commands.tsx';
import { PaymentEvents } from './payment-events.tsx';
import { PaymentFacts } from './payment-facts.tsx';
import { PaymentInbox } from './payment-inbox.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** `/admin/payments/:id`: everything that is known of one payment, and what can be done about it. */
export default function AdminPaymentPage() {
  const { t, i18n } = useAdminWords();
  const { id = '' } = useParams();
  const remote = useRemote(JSON.stringify([id, i18n.language]), () => readPayment(id));
  return (
    <>
      <Link to="/admin" className="back small">
        ← {t('list.head')}
      </Link>
      <Loaded remote={remote} lines={9}>
        {(all) => <Shown {...all} onChange={remote.reload} />}
      </Loaded>
    </>
  );
}

interface ShownProps {
  readonly payment: PaymentDetails;
  readonly timeline: readonly TimelineEntry[];
  readonly refunds: readonly Refund[];
  readonly onChange: () => void;
}

function Shown({ payment, timeline, refunds, onChange }: ShownProps) {
  const { t, i18n } = useAdminWords();
  const [said, setSaid] = useState('');
  // A command whose outcome is not known yet: the page shows it when it is there, as it says.
  const [unknownAt, setUnknownAt] = useState<number | null>(null);
  const changed = (sentence: string, known: boolean) => {
    setSaid(sentence);
    setUnknownAt(known ? null : payment.version);
    onChange();
  };
  useRefresh(unknownAt === payment.version || isUnderWay(payment, refunds), onChange);
  const sync = useCommand(async () => {
    await syncPayment(payment.id);
    changed(t('detail.synced'), true);
  });
  const attention = payment.needs_attention ?? null;
  const whyOf = (code: string) =>
    i18n.exists(`admin:attention.${code}`) ? t(`attention.${code}` as 'attention.unresolved') : code;
  return (
    <div className="stack sections">
      <header className="row spread">
        <div className="stack-tight">
          <h1 className="outside">{payment.description ?? payment.order_id ?? t('page:history.untitled')}</h1>
          <div className="row">
            <span className="checkout-amount">{formatAmount(payment.amount, payment.currency)}</span>
            <StatusBadge status={payment.status} />
          </div>
        </div>
        <PaymentCommands payment={payment} refunds={refunds} sync={sync} onDone={changed} />
      </header>
      <p role="status" className={said === '' ? 'visually-hidden' : 'notice good'}>
        {said}
      </p>
      {sync.trouble !== null && <TroubleNote trouble={sync.trouble} onRetry={sync.run} />}
      {attention !== null && (
        <p className="notice wait">
          {t('detail.waits', { why: whyOf(attention.code), since: formatMoment(attention.since) })}
        </p>
      )}
      <div className="payment-grid">
        <div className="stack sections">
          <section className="stack">
            <h2>{t('detail.facts')}</h2>
            <PaymentFacts payment={payment} />
          </section>
          <section className="stack">
            <h2>{t('detail.refunds')}</h2>
            <RefundTable refunds={refunds} />
          </section>
        </div>
        <section className="card stack">
          <h2>{t('detail.timeline')}</h2>
          <Timeline entries={timeline} />
        </section>
      </div>
      <section className="stack">
        <h2>{t('detail.attempts')}</h2>
        <AttemptTable attempts={payment.attempts} />
      </section>
      <AuditSection id={payment.id} version={payment.version} />
      <PaymentEvents id={payment.id} version={payment.version} />
      <PaymentInbox id={payment.id} version={payment.version} />
    </div>
  );
}
