import { Link } from 'react-router';
import { STATUSES, type Payment } from '../api/shapes.ts';
import { useRemote } from '../api/use-remote.ts';
import { Action } from '../parts/action.tsx';
import { PaymentAmount } from '../parts/amount.tsx';
import { Blank } from '../parts/blank.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Choice, Filters, TextBox } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { providerName } from '../parts/names.ts';
import { Pager } from '../parts/pager.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useSettled } from '../parts/use-settled.ts';
import { listAllPayments } from './admin-calls.ts';
import { SortButton, sortedAs } from './sort-button.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

const NAMES = ['status', 'provider', 'user', 'order', 'q', 'from', 'to', 'attention', 'sort'] as const;
const PROVIDERS = ['stripe', 'yookassa', 'mock'];

/** `/admin`: all payments. */
export function PaymentsPage() {
  const { t } = useAdminWords();
  const { values, cursor, set, clear, any } = useFilters(NAMES);
  // Typing asks once, when it rests, and not for each letter.
  const settled = useSettled(JSON.stringify([values, cursor]));
  const remote = useRemote(settled, () => listAllPayments(values, cursor));

  return (
    <>
      <h1>{t('list.head')}</h1>
      <Filters label={t('list.filters')}>
        <TextBox label={t('list.search')} type="search" wide value={values.q} onChange={(q) => set({ q })} />
        <Choice
          label={t('list.status')}
          value={values.status}
          onChange={(status) => set({ status })}
          options={[
            { value: '', name: t('list.all') },
            ...STATUSES.map((value) => ({ value: String(value), name: t(`page:status.${value}`) })),
          ]}
        />
        <Choice
          label={t('list.provider')}
          value={values.provider}
          onChange={(provider) => set({ provider })}
          options={[
            { value: '', name: t('list.any') },
            ...PROVIDERS.map((value) => ({ value, name: providerName(value) })),
          ]}
        />
        <TextBox label={t('list.user')} value={values.user} onChange={(user) => set({ user })} />
        <TextBox label={t('list.order')} value={values.order} onChange={(order) => set({ order })} />
        <TextBox label={t('page:history.from')} type="date" value={values.from} onChange={(from) => set({ from })} />
        <TextBox label={t('page:history.to')} type="date" value={values.to} onChange={(to) => set({ to })} />
        <Choice
          label={t('list.attention')}
          value={values.attention}
          onChange={(attention) => set({ attention })}
          options={[
            { value: '', name: t('list.all') },
            { value: 'true', name: t('list.attentionOnly') },
          ]}
        />
        {any && (
          <Action look="quiet" onPress={clear}>
            {t('page:action.clear')}
          </Action>
        )}
      </Filters>
      <Loaded remote={remote} lines={8}>
        {({ data, next_cursor: next, total }) =>
          data.length === 0 ? (
            <Blank
              head={any ? t('list.none') : t('list.empty')}
              text={any ? t('list.noneText') : t('list.emptyText')}
            />
          ) : (
            <>
              <PaymentTable payments={data} sort={values.sort} onSort={(sort) => set({ sort })} />
              <Pager
                shown={data.length}
                total={total}
                next={next}
                cursor={cursor}
                onCursor={(wanted) => set({ cursor: wanted })}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}

interface PaymentTableProps {
  readonly payments: readonly Payment[];
  readonly sort: string;
  readonly onSort: (sort: string) => void;
}

function PaymentTable({ payments, sort, onSort }: PaymentTableProps) {
  const { t } = useAdminWords();
  const columns: readonly Column<Payment>[] = [
    {
      key: 'payment',
      head: t('list.payment'),
      cell: ({ id, description, order_id: order }) => (
        <>
          <Link className="row-link outside" to={`/admin/payments/${id}`}>
            {description ?? order ?? `…${id.slice(-12)}`}
          </Link>
          <div className="small faint outside">{order ?? <span className="mono">…{id.slice(-12)}</span>}</div>
        </>
      ),
    },
    {
      key: 'amount',
      head: <SortButton by="amount" name={t('list.amount')} sort={sort} onSort={onSort} />,
      sorted: sortedAs('amount', sort),
      number: true,
      cell: (payment) => <PaymentAmount payment={payment} />,
    },
    { key: 'status', head: t('list.status'), cell: ({ status }) => <StatusBadge status={status} /> },
    { key: 'provider', head: t('list.provider'), cell: ({ provider }) => providerName(provider) },
    { key: 'user', head: t('list.user'), cell: ({ user_id: user }) => <span className="outside">{user}</span> },
    {
      key: 'created',
      head: <SortButton by="created_at" name={t('list.created')} sort={sort} onSort={onSort} />,
      sorted: sortedAs('created_at', sort),
      cell: ({ created_at: at }) => (
        <span className="soft small">
          <Moment at={at} />
        </span>
      ),
    },
  ];
  return <DataTable label={t('list.head')} columns={columns} rows={payments} rowKey={({ id }) => id} cards />;
}
