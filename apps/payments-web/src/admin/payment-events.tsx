import { useRemote } from '../api/use-remote.ts';
import { Loaded } from '../parts/loaded.tsx';
import { listEvents } from './event-calls.ts';
import { EventTable } from './event-table.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** What was told of one payment, and to whom. */
export function PaymentEvents({ id, version }: { readonly id: string; readonly version: number }) {
  const { t } = useAdminWords();
  const remote = useRemote(`${id} ${version}`, async () => (await listEvents(id, '')).data);
  return (
    <section className="stack">
      <h2>{t('detail.events')}</h2>
      <Loaded remote={remote} lines={3}>
        {(events) =>
          events.length === 0 ? <p className="soft small">{t('detail.noEvents')}</p> : <EventTable events={events} />
        }
      </Loaded>
    </section>
  );
}
