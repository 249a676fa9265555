import { useRemote } from '../api/use-remote.ts';
import { Blank } from '../parts/blank.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Pager } from '../parts/pager.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { Endpoints } from './endpoints.tsx';
import { listEvents } from './event-calls.ts';
import { EventTable } from './event-table.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** `/admin/events`: who is told of what, and whether it arrived. */
export default function EventsPage() {
  const { t } = useAdminWords();
  const { cursor, set } = useFilters([]);
  const remote = useRemote(cursor, () => listEvents(null, cursor));
  return (
    <div className="stack sections">
      <h1>{t('events.head')}</h1>
      <Endpoints />
      <section className="stack">
        <h2>{t('events.log')}</h2>
        <Loaded remote={remote} lines={5}>
          {({ data, next_cursor: next }) =>
            data.length === 0 ? (
              <Blank head={t('events.none')} text={t('events.noneText')} />
            ) : (
              <>
                <EventTable events={data} />
                <Pager shown={data.length} next={next} cursor={cursor} onCursor={(wanted) => set({ cursor: wanted })} />
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}
