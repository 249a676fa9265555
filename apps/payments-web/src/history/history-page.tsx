import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '../styles/history.css';
import { listPayments } from '../api/payer-calls.ts';
import { sessionSubject } from '../api/session.ts';
import { STATUSES, type Payment, type PaymentStatus } from '../api/shapes.ts';
import { useRemote } from '../api/use-remote.ts';
import { Action } from '../parts/action.tsx';
import { PaymentAmount } from '../parts/amount.tsx';
import { Blank } from '../parts/blank.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Choice, Filters, TextBox } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { Pager } from '../parts/pager.tsx';
import { PayerFrame } from '../parts/payer-frame.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useFilters } from '../parts/use-filters.ts';

/** `/history`: the signed-in person's payments, newest first. */
export default function HistoryPage() {
  const { t, i18n } = useTranslation();
  const { values, cursor, set, clear, any } = useFilters(['status', 'from', 'to']);
  const status = STATUSES.find((known) => known === values.status) ?? '';
  const key = JSON.stringify([sessionSubject(), values, cursor, i18n.language]);
  const remote = useRemote(key, () => listPayments({ status, from: values.from, to: values.to, cursor }));

  return (
    <PayerFrame title={t('title.history')}>
      <h1>{t('history.head')}</h1>
      <Filters label={t('history.filters')}>
        <Choice<PaymentStatus | ''>
          label={t('history.status')}
          value={status}
          onChange={(next) => set({ status: next })}
          options={[
            { value: '', name: t('history.all') },
            ...STATUSES.map((value) => ({ value, name: t(`status.${value}`) })),
          ]}
        />
        <TextBox label={t('history.from')} type="date" value={values.from} onChange={(from) => set({ from })} />
        <TextBox label={t('history.to')} type="date" value={values.to} onChange={(to) => set({ to })} />
        {any && (
          <Action look="quiet" onPress={clear}>
            {t('action.clear')}
          </Action>
        )}
      </Filters>
      <Loaded remote={remote} lines={6}>
        {({ data, next_cursor: next }) =>
          data.length === 0 ? (
            <Blank
              head={any ? t('history.none') : t('history.empty')}
              text={any ? t('history.noneText') : t('history.emptyText')}
            />
          ) : (
            <>
              <PaymentTable payments={data} />
              <Pager shown={data.length} next={next} cursor={cursor} onCursor={(wanted) => set({ cursor: wanted })} />
            </>
          )
        }
      </Loaded>
    </PayerFrame>
  );
}

function PaymentTable({ payments }: { readonly payments: readonly Payment[] }) {
  const { t } = useTranslation();
  const columns: readonly Column<Payment>[] = [
    {
      key: 'description',
      head: t('history.description'),
      cell: ({ id, description }) => (
        <Link className="row-link outside" to={`/history/${id}`}>
          {description ?? t('history.untitled')}
        </Link>
      ),
    },
    { key: 'amount', head: t('history.amount'), number: true, cell: (payment) => <PaymentAmount payment={payment} /> },
    {
      key: 'date',
      head: t('history.date'),
      cell: ({ created_at: at }) => (
        <span className="soft small">
          <Moment at={at} />
        </span>
      ),
    },
    { key: 'status', head: t('history.status'), cell: ({ status }) => <StatusBadge status={status} /> },
  ];
  return <DataTable label={t('history.head')} columns={columns} rows={payments} rowKey={({ id }) => id} cards />;
}
