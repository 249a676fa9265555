import type { Context } from '@payments/postgres';
import { Gauge, type Registry } from 'prom-client';

/** What waits, as one statement finds it; each part walks an index of what is due, or of what is not sent, alone. */
const BACKLOG = `
SELECT
  (SELECT count(*) FROM payments WHERE advance_at <= $1::timestamptz)
    + (SELECT count(*) FROM refunds WHERE advance_at <= $1::timestamptz)
    + (SELECT count(*) FROM payment_methods WHERE advance_at <= $1::timestamptz) AS due,
  extract(epoch FROM $1::timestamptz - least(
    (SELECT min(advance_at) FROM payments WHERE advance_at IS NOT NULL),
    (SELECT min(advance_at) FROM refunds WHERE advance_at IS NOT NULL),
    (SELECT min(advance_at) FROM payment_methods WHERE advance_at IS NOT NULL))) AS due_seconds,
  (SELECT count(*) FROM outbox WHERE NOT pumped) AS outbox,
  (SELECT extract(epoch FROM $1::timestamptz - min(at)) FROM outbox WHERE NOT pumped) AS outbox_seconds,
  (SELECT count(*) FROM deliveries WHERE status = 'pending') AS deliveries,
  (SELECT count(*) FROM webhook_inbox WHERE status = 'dead') AS dead_webhooks,
  (SELECT count(*) FROM payments WHERE attention_code IS NOT NULL) AS attention`;

type BacklogRow = Readonly<Record<keyof typeof GAUGES, string | null>>;

const GAUGES = {
  due: 'Payments, refunds and methods whose time has come.',
  due_seconds: 'How long the oldest of them has been due.',
  outbox: 'Events that were not handed to deliveries yet.',
  outbox_seconds: 'How old the oldest of them is.',
  deliveries: 'Deliveries of events that are under way or waiting.',
  dead_webhooks: 'Webhooks that a person must look at.',
  attention: 'Payments that wait for a person.',
} as const;

/** Gauges of what waits in the database. `measure` is called at each scrape; while the database is away they say nothing. */
export function backlogGauges({ database, now }: Context, registry: Registry): { measure(): Promise<void> } {
  const gauges = Object.entries(GAUGES).map(
    ([name, help]) => [name, new Gauge({ name: `payments_backlog_${name}`, help, registers: [registry] })] as const,
  );
  return {
    measure: async () => {
      const values = [now().toISOString()];
      const [row] = await database
        .query<BacklogRow>({ name: 'metrics_backlog', text: BACKLOG, values })
        .catch(() => []); // The database is away: readiness says so, the other numbers are still of use.
      for (const [name, gauge] of gauges) {
        if (row === undefined) gauge.remove();
        else gauge.set(Math.max(0, Number(row[name as keyof typeof GAUGES] ?? 0)));
      }
    },
  };
}
