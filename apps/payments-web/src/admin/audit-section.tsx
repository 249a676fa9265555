import { useEffect, useState } from 'react';
import { useRemote } from '../api/use-remote.ts';
import { formatAmount } from '../i18n/formats.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { readAudit, type AuditEntry } from './admin-calls.ts';
import { verifyChain, type ChainVerdict } from './verify-chain.ts';
import { useAdminWords } from './words/use-admin-words.ts';

/** Who did what when, and whether nobody changed it since. */
export function AuditSection({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useAdminWords();
  const remote = useRemote(`${id} ${version}`, () => readAudit(id));
  return (
    <section className="stack">
      <h2>{t('detail.audit')}</h2>
      <Loaded remote={remote} lines={4}>
        {(entries) => (
          <>
            <Chain id={id} entries={entries} />
            <AuditTable entries={entries} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Chain({ id, entries }: { readonly id: string; readonly entries: readonly AuditEntry[] }) {
  const { t } = useAdminWords();
  const [verdict, setVerdict] = useState<ChainVerdict | null>(null);
  useEffect(() => {
    let current = true;
    void verifyChain(id, entries).then((found) => current && setVerdict(found));
    return () => {
      current = false;
    };
  }, [id, entries]);
  if (verdict === null) return <p className="soft small">{t('detail.verifying')}</p>;
  const words = {
    whole: () => t('detail.verified', { count: verdict.kind === 'whole' ? verdict.count : 0 }),
    broken: () => t('detail.brokenAt', { seq: verdict.kind === 'broken' ? verdict.seq : 0 }),
    linked: () => t('detail.unverifiable'),
  };
  const look = verdict.kind === 'broken' ? 'bad' : verdict.kind === 'whole' ? 'good' : '';
  return (
    <p role="status" className={`notice small ${look}`} data-chain={verdict.kind}>
      {words[verdict.kind]()}
    </p>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useAdminWords();
  const columns: readonly Column<AuditEntry>[] = [
    { key: 'seq', head: t('detail.seq'), cell: ({ seq }) => seq },
    { key: 'time', head: t('detail.time'), cell: ({ at }) => <Moment at={at} /> },
    { key: 'actor', head: t('detail.actor'), cell: ({ actor }) => `${actor.type} ${actor.id}` },
    { key: 'action', head: t('detail.action'), cell: ({ action }) => <code>{action}</code> },
    {
      key: 'change',
      head: t('detail.change'),
      cell: ({ from, to }) => (from === null && to === null ? '–' : `${from ?? '∅'} → ${to ?? '∅'}`),
    },
    {
      key: 'amount',
      head: t('list.amount'),
      number: true,
      cell: ({ amount, currency }) => (amount === null || currency === null ? '–' : formatAmount(amount, currency)),
    },
    {
      key: 'outcome',
      head: t('detail.outcome'),
      cell: ({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`),
    },
    {
      key: 'hash',
      head: t('detail.hash'),
      cell: ({ hash }) => (
        <span className="mono faint" title={hash}>
          {hash.slice(0, 10)}…
        </span>
      ),
    },
  ];
  return <DataTable label={t('detail.audit')} columns={columns} rows={entries} rowKey={({ id }) => id} />;
}
