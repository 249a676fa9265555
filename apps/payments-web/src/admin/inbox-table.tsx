import { useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../api/use-command.ts';
import { Action } from '../parts/action.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Moment } from '../parts/moment.tsx';
import { providerName } from '../parts/names.ts';
import { WordBadge } from '../parts/status-badge.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import { replayWebhook, type InboxEntry } from './admin-calls.ts';
import { useAdminWords } from './words/use-admin-words.ts';

const LOOKS = {
  received: 'wait',
  parked: 'wait',
  done: 'good',
  skipped: 'still',
  dead: 'bad',
} as const satisfies Readonly<Record<InboxEntry['status'], string>>;

interface InboxTableProps {
  readonly entries: readonly InboxEntry[];
  /** A sentence for where there is none. */
  readonly none: string;
  readonly onChange: () => void;
}

/** Webhooks as they came in, and each followed again by hand. */
export function InboxTable({ entries, none, onChange }: InboxTableProps) {
  const { t } = useAdminWords();
  const [said, setSaid] = useState('');
  const replay = useCommand(async (id: string) => {
    setSaid(t('inbox.replayed', { status: await replayWebhook(id) }));
    onChange();
  });
  const columns: readonly Column<InboxEntry>[] = [
    { key: 'provider', head: t('inbox.provider'), cell: ({ provider }) => providerName(provider) },
    { key: 'type', head: t('inbox.type'), cell: ({ type }) => <code className="outside">{type}</code> },
    { key: 'about', head: t('inbox.about'), cell: (entry) => <About entry={entry} /> },
    {
      key: 'status',
      head: t('inbox.status'),
      cell: ({ status }) => <WordBadge word={status} look={LOOKS[status]} />,
    },
    { key: 'tries', head: t('inbox.tries'), number: true, cell: ({ tries }) => tries },
    { key: 'error', head: t('inbox.error'), cell: ({ last_error: error }) => error ?? '–' },
    { key: 'received', head: t('inbox.received'), cell: ({ received_at: at }) => <Moment at={at} /> },
    {
      key: 'action',
      head: t('inbox.action'),
      cell: ({ id, type }) => (
        <Action
          size="slim"
          label={`${t('inbox.replay')}: ${type}`}
          onPress={() => replay.run(id)}
          disabled={replay.running}
        >
          {t('inbox.replay')}
        </Action>
      ),
    },
  ];
  return (
    <>
      <p role="status" className={said === '' ? 'visually-hidden' : 'notice good small'}>
        {said}
      </p>
      {replay.trouble !== null && <TroubleNote trouble={replay.trouble} />}
      {entries.length === 0 ? (
        <p className="soft small">{none}</p>
      ) : (
        <DataTable label={t('inbox.webhooks')} columns={columns} rows={entries} rowKey={({ id }) => id} />
      )}
    </>
  );
}

function About({ entry: { payment_id: id, target } }: { readonly entry: InboxEntry }) {
  if (id !== null) return <Link to={`/admin/payments/${id}`}>…{id.slice(-12)}</Link>;
  return (
    <span className="mono outside">
      {'reference' in target
        ? target.reference
        : 'provider_refund_id' in target
          ? target.provider_refund_id
          : target.provider_payment_id}
    </span>
  );
}
