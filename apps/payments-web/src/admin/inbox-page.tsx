import { Link } from 'react-router';
import type { Payment } from '../api/shapes.ts';
import { useRemote } from '../api/use-remote.ts';
import { formatAmount } from '../i18n/formats.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Choice, Filters } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { providerName } from '../parts/names.ts';
import { StatusBadge } from '../parts/status-badge.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { listAllPayments, listInbox, listOrphans, type InboxEntry, type Orphan } from './admin-calls.ts';
import { InboxTable } from './inbox-table.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

const STATUSES: readonly InboxEntry['status'][] = ['received', 'parked', 'done', 'skipped', 'dead'];
const NO_FILTERS = { status: '', provider: '', user: '', order: '', q: '', from: '', to: '', sort: '' };

/** `/admin/inbox`: what waits for a person, webhooks that could not be followed, and what nobody here knows. */
export default function InboxPage() {
  const { t } = useAdminWords();
  return (
    <div className="stack sections">
      <div className="stack-tight">
        <h1>{t('inbox.head')}</h1>
        <p className="soft">{t('inbox.text')}</p>
      </div>
      <Waiting />
      <Webhooks />
      <Orphans />
    </div>
  );
}

function Waiting() {
  const { t } = useAdminWords();
  const remote = useRemote('attention', () => listAllPayments({ ...NO_FILTERS, attention: 'true' }, ''));
  const columns: readonly Column<Payment>[] = [
    {
      key: 'payment',
      head: t('list.payment'),
      cell: ({ id, description, order_id: order }) => (
        <Link className="row-link outside" to={`/admin/payments/${id}`}>
          {description ?? order ?? `…${id.slice(-12)}`}
        </Link>
      ),
    },
    {
      key: 'amount',
      head: t('inbox.amount'),
      number: true,
      cell: ({ amount, currency }) => formatAmount(amount, currency),
    },
    { key: 'status', head: t('inbox.status'), cell: ({ status }) => <StatusBadge status={status} /> },
    { key: 'since', head: t('list.created'), cell: ({ created_at: at }) => <Moment at={at} /> },
  ];
  return (
    <section className="stack">
      <h2>{t('inbox.attention')}</h2>
      <Loaded remote={remote} lines={2}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft small">{t('inbox.noAttention')}</p>
          ) : (
            <DataTable label={t('inbox.attention')} columns={columns} rows={data} rowKey={({ id }) => id} cards />
          )
        }
      </Loaded>
    </section>
  );
}

function Webhooks() {
  const { t } = useAdminWords();
  const { values, set } = useFilters(['status']);
  const status = STATUSES.find((known) => known === values.status);
  const remote = useRemote(`inbox ${status}`, () => listInbox(status === undefined ? [] : [status]));
  return (
    <section className="stack">
      <h2>{t('inbox.webhooks')}</h2>
      <Filters label={t('inbox.webhooks')}>
        <Choice
          label={t('inbox.status')}
          value={values.status}
          onChange={(next) => set({ status: next })}
          options={[
            { value: '', name: t('inbox.stuck') },
            ...STATUSES.map((value) => ({ value: String(value), name: value })),
          ]}
        />
      </Filters>
      <Loaded remote={remote} lines={3}>
        {({ data }) => <InboxTable entries={data} none={t('inbox.noWebhooks')} onChange={remote.reload} />}
      </Loaded>
    </section>
  );
}

function Orphans() {
  const { t } = useAdminWords();
  const remote = useRemote('orphans', listOrphans);
  const columns: readonly Column<Orphan>[] = [
    { key: 'provider', head: t('inbox.provider'), cell: ({ provider }) => providerName(provider) },
    {
      key: 'id',
      head: t('detail.providerId'),
      cell: ({ provider_payment_id: id }) => <span className="mono outside">{id}</span>,
    },
    { key: 'status', head: t('inbox.status'), cell: ({ status }) => status },
    {
      key: 'amount',
      head: t('inbox.amount'),
      number: true,
      cell: ({ amount, currency }) => formatAmount(amount, currency),
    },
    { key: 'found', head: t('inbox.found'), cell: ({ found_at: at }) => <Moment at={at} /> },
  ];
  return (
    <section className="stack">
      <h2>{t('inbox.orphans')}</h2>
      <p className="soft small">{t('inbox.orphansText')}</p>
      <Loaded remote={remote} lines={2}>
        {(orphans) =>
          orphans.length === 0 ? (
            <p className="soft small">{t('inbox.noOrphans')}</p>
          ) : (
            <DataTable
              label={t('inbox.orphans')}
              columns={columns}
              rows={orphans}
              rowKey={({ provider, provider_payment_id: id }) => `${provider} ${id}`}
              cards
            />
          )
        }
      </Loaded>
    </section>
  );
}
