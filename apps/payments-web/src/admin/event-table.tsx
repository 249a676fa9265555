import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useCommand } from '../api/use-command.ts';
import { useRemote } from '../api/use-remote.ts';
import { Action } from '../parts/action.tsx';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Moment } from '../parts/moment.tsx';
import { WordBadge } from '../parts/status-badge.tsx';
import { TroubleNote } from '../parts/trouble-note.tsx';
import { listDeliveries, redeliver, type Delivery, type SentEvent } from './event-calls.ts';
import { useAdminWords } from './words/use-admin-words.ts';

/** Events, newest first; the deliveries of one are shown under the table when they are asked for. */
export function EventTable({ events }: { readonly events: readonly SentEvent[] }) {
  const { t } = useAdminWords();
  const [open, setOpen] = useState<SentEvent | null>(null);
  const opener = useRef<Element | null>(null);
  const toggle = (event: SentEvent) => {
    opener.current = document.activeElement;
    setOpen(open?.id === event.id ? null : event);
  };
  const close = () => {
    setOpen(null);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const columns: readonly Column<SentEvent>[] = [
    { key: 'type', head: t('events.type'), cell: ({ type }) => <code>{type}</code> },
    {
      key: 'payment',
      head: t('events.payment'),
      cell: ({ payment_id: id }) => (id === null ? '–' : <Link to={`/admin/payments/${id}`}>…{id.slice(-12)}</Link>),
    },
    { key: 'time', head: t('events.time'), cell: ({ timestamp }) => <Moment at={timestamp} /> },
    {
      key: 'deliveries',
      head: t('events.deliveries'),
      cell: (event) => (
        <Action
          size="slim"
          label={t('events.show', { type: event.type })}
          expanded={open?.id === event.id}
          onPress={() => toggle(event)}
        >
          {t('events.deliveries')}
        </Action>
      ),
    },
  ];
  return (
    <>
      <DataTable label={t('events.log')} columns={columns} rows={events} rowKey={({ id }) => id} />
      {open !== null && <Deliveries key={open.id} event={open} onClose={close} />}
    </>
  );
}

const LOOKS: Readonly<Record<string, 'good' | 'wait' | 'bad'>> = { delivered: 'good', succeeded: 'good', dead: 'bad' };

interface DeliveriesProps {
  readonly event: SentEvent;
  readonly onClose: () => void;
}

/** It stands below a long table: the focus goes there, and back to the row when it is closed. */
function Deliveries({ event, onClose }: DeliveriesProps) {
  const { t } = useAdminWords();
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  const [said, setSaid] = useState('');
  const remote = useRemote(event.id, () => listDeliveries(event.id));
  const again = useCommand(async () => {
    await redeliver(event.id);
    setSaid(t('events.redelivered'));
    remote.reload();
  });
  return (
    <section ref={place} tabIndex={-1} className="card stack" aria-label={t('events.show', { type: event.type })}>
      <div className="row spread">
        <h3>
          {t('events.deliveries')} <code>{event.type}</code>
        </h3>
        <span className="row">
          <Action size="slim" onPress={again.run} pending={again.running}>
            {t('events.redeliver')}
          </Action>
          <Action size="slim" look="quiet" onPress={onClose}>
            {t('events.hide')}
          </Action>
        </span>
      </div>
      <p role="status" className={said === '' ? 'visually-hidden' : 'small soft'}>
        {said}
      </p>
      {again.trouble !== null && <TroubleNote trouble={again.trouble} />}
      <Loaded remote={remote} lines={2}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <p className="soft small">{t('events.noDeliveries')}</p>
          ) : (
            <DeliveryTable deliveries={deliveries} />
          )
        }
      </Loaded>
    </section>
  );
}

function DeliveryTable({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const { t } = useAdminWords();
  const columns: readonly Column<Delivery>[] = [
    { key: 'url', head: t('events.url'), cell: ({ url }) => <span className="outside">{url}</span> },
    {
      key: 'status',
      head: t('events.status'),
      cell: ({ status }) => <WordBadge word={status} look={LOOKS[status] ?? 'wait'} />,
    },
    { key: 'tries', head: t('events.tries'), number: true, cell: ({ tries }) => tries },
    {
      key: 'answer',
      head: t('events.answer'),
      cell: ({ response_status: code, answer, error, latency_ms: ms }) => (
        <span className="outside">
          {code ?? '–'} {ms !== null && <span className="faint">{t('events.latency', { ms })}</span>}
          {(error ?? answer) !== null && <div className="mono small faint">{error ?? answer}</div>}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('events.deliveries')}
      columns={columns}
      rows={deliveries}
      rowKey={({ endpoint_id: id }) => id}
    />
  );
}
