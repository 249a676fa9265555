import { analyticsConsumer, listen, type OutboxConsumer } from '@payments/postgres';
import { startEventJobs } from '../events/events.job.ts';
import type { Host } from '../host.ts';
import { startCleaning } from './cleaning.job.ts';
import { startMail } from './mail.job.ts';
import { receiptConsumers } from './receipts.ts';
import { startReconciliation } from './reconciliation.job.ts';
import { startRecovery } from './recovery.job.ts';
import { startSealing } from './sealing.job.ts';

/** Everything that a worker does, each in a loop of its own, so that a slow one delays no other. */
export interface Jobs {
  stop(): Promise<void>;
}

/** The channel on which a change says that something is due at once. */
const DUE = 'payments_due';

export async function startJobs(host: Host, databaseUrl: string): Promise<Jobs> {
  const recovery = startRecovery(host);
  const loops = [
    recovery,
    startCleaning(host),
    startSealing(host),
    startReconciliation(host),
    await startEventJobs(host, { consumers: [...receiptConsumers(host), analytics(host)] }),
    startMail(host),
  ];
  const bell = bellUrl(host, databaseUrl);
  const listener = bell === null ? null : listen(bell, [DUE], () => recovery.wake());
  return {
    stop: async () => {
      await listener?.close();
      await Promise.all(loops.map((loop) => loop?.stop()));
    },
  };
}

/** The roll-up of the figures, fed in the pump's own transaction. */
function analytics({ logger }: Host): OutboxConsumer {
  return analyticsConsumer(({ id, type }) =>
    logger.error({ event: id, type }, 'not counted: the key that sealed the event is not known here'),
  );
}

/** LISTEN needs a session of its own: behind a pooler that mixes them, a direct connection, or none. */
function bellUrl({ settings }: Host, databaseUrl: string): string | null {
  return settings.databaseDirectUrl ?? (settings.databaseStatements === 'unnamed' ? null : databaseUrl);
}
