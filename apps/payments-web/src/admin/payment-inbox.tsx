import { useRemote } from '../api/use-remote.ts';
import { Loaded } from '../parts/loaded.tsx';
import { listInbox, type InboxEntry } from './admin-calls.ts';
import { InboxTable } from './inbox-table.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

const ALL: readonly InboxEntry['status'][] = ['received', 'parked', 'done', 'skipped', 'dead'];

/** The provider's webhooks about one payment, among the latest. */
export function PaymentInbox({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useAdminWords();
  const remote = useRemote(`${id} ${version}`, async () => {
    const { data } = await listInbox(ALL);
    return data.filter((entry) => entry.payment_id === id);
  });
  return (
    <section className="stack">
      <h2>{t('detail.inbox')}</h2>
      <Loaded remote={remote} lines={2}>
        {(entries) => <InboxTable entries={entries} none={t('detail.noInbox')} onChange={remote.reload} />}
      </Loaded>
    </section>
  );
}
