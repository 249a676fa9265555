import { DataTable, type Column } from '../parts/data-table.tsx';
import { Moment } from '../parts/moment.tsx';
import { providerName } from '../parts/names.ts';
import { WordBadge } from '../parts/status-badge.tsx';
import type { Attempt } from './admin-calls.ts';
import { useAdminWords } from './words/use-admin-words.ts';

const LOOKS = {
  open: 'wait',
  authorized: 'held',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'still',
  not_done: 'still',
} as const satisfies Readonly<Record<Attempt['outcome'], string>>;

export function AttemptTable({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const { t } = useAdminWords();
  if (attempts.length === 0) return <p className="soft small">{t('detail.noAttempts')}</p>;
  const columns: readonly Column<Attempt>[] = [
    { key: 'number', head: t('detail.number'), cell: ({ number }) => number },
    { key: 'provider', head: t('list.provider'), cell: ({ provider }) => providerName(provider) },
    {
      key: 'id',
      head: t('detail.providerId'),
      cell: ({ provider_payment_id: id }) => <span className="mono outside">{id ?? '–'}</span>,
    },
    {
      key: 'outcome',
      head: t('detail.outcome'),
      cell: ({ outcome }) => <WordBadge word={outcome} look={LOOKS[outcome]} />,
    },
    {
      key: 'reason',
      head: t('detail.reason'),
      cell: ({ failure }) => (failure === null ? '–' : t(`category.${failure.category}`)),
    },
    { key: 'time', head: t('detail.time'), cell: ({ created_at: at }) => <Moment at={at} /> },
  ];
  return (
    <DataTable label={t('detail.attempts')} columns={columns} rows={attempts} rowKey={({ number }) => String(number)} />
  );
}
