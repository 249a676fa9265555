import { useTranslation } from 'react-i18next';
import type { Refund } from '../api/shapes.ts';
import { formatAmount } from '../i18n/formats.ts';
import { DataTable, type Column } from './data-table.tsx';
import { Moment } from './moment.tsx';
import { RefundBadge } from './status-badge.tsx';

export function RefundTable({ refunds }: { readonly refunds: readonly Refund[] }) {
  const { t } = useTranslation();
  if (refunds.length === 0) return <p className="soft small">{t('history.noRefunds')}</p>;
  const columns: readonly Column<Refund>[] = [
    { key: 'date', head: t('history.date'), cell: ({ created_at: at }) => <Moment at={at} /> },
    {
      key: 'reason',
      head: t('history.reason'),
      cell: ({ reason, failure }) => <span className="outside">{failure?.message ?? reason ?? '–'}</span>,
    },
    { key: 'status', head: t('history.status'), cell: ({ status }) => <RefundBadge status={status} /> },
    {
      key: 'amount',
      head: t('history.amount'),
      number: true,
      cell: ({ amount, currency }) => formatAmount(amount, currency),
    },
  ];
  return <DataTable cards label={t('history.refunds')} columns={columns} rows={refunds} rowKey={({ id }) => id} />;
}
