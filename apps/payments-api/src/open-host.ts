import { advancePayment, paymentId, type Deps, type PaymentProvider } from '@payments/domain';
import {
  databaseClock,
  EnvelopeBox,
  migrate,
  openDatabase,
  postgresReads,
  postgresStorage,
  type Context,
} from '@payments/postgres';
import { createFraudCheck } from './adapters/fraud-check.ts';
import { guardProvider } from './adapters/guard-provider.ts';
import { meteredStorage } from './adapters/metered-storage.ts';
import { rememberingKeys } from './adapters/remembering-keys.ts';
import type { Closing } from './closing.ts';
import type { Settings } from './config.ts';
import type { Host } from './host.ts';
import { checkoutLinks } from './http/checkout-links.ts';
import { errorFacts } from './http/refusal.ts';
import type { Logger } from './logging.ts';
import { openMailer } from './mail/open-mailer.ts';
import { createMetrics } from './metrics.ts';
import { policyOf } from './policy.ts';
import { openProviders } from './providers.ts';
import { createPdfPress } from './receipts/pdf-press.ts';
import { newId } from './uuid.ts';

/** What the process tells the host. */
export interface HostOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly closing: Closing;
  /** True once the process ends. */
  readonly isDraining: () => boolean;
}

/** Opens everything that outlives a request; what was opened is ended by `closing`. Throws `PaymentError` `database_unavailable`. */
export async function openHost({ settings, databaseUrl, logger, closing, isDraining }: HostOptions): Promise<Host> {
  await migrateAsAsked(settings, databaseUrl);
  const database = await openDatabase({
    url: databaseUrl,
    poolSize: settings.databasePoolSize,
    statements: settings.databaseStatements,
  });
  closing.add('database', () => database.close());
  const clock = await databaseClock(database);
  closing.add('clock', () => clock.stop());
  const context: Context = { database, box: new EnvelopeBox(settings.encryptionKeys), now: clock.now, newId };
  const keys = settings.encryptionKeys.map(({ key }) => key);
  const links = checkoutLinks(settings.publicUrl, keys, settings.checkoutLinkHours, clock.now);
  const metrics = createMetrics();
  const mailer = openMailer(settings, logger);
  if (mailer) closing.add('mailer', () => mailer.close());
  const press = createPdfPress();
  closing.add('PDF thread', () => press.close());
  const background = backgroundWork(logger);
  closing.add('background work', background.ended);

  const { provider, mock } = await openProviders(
    {
      settings,
      now: clock.now,
      checkoutUrl: (id) => links.url(paymentId(id)),
      returnUrl: (payment) => links.url(payment.id),
      knock: (id) => background.add(knocked(id)),
    },
    (inner: PaymentProvider) => guardProvider(inner, { settings, context, metrics, logger }),
  );
  if (mock) closing.add('mock provider', () => mock.close());
  const stored = postgresStorage(context);
  const deps: Deps = {
    storage: meteredStorage({ ...stored, insertOnce: rememberingKeys(stored) }, metrics),
    provider,
    fraud: createFraudCheck(settings),
    policy: policyOf(settings),
    now: clock.now,
    newId,
    random: Math.random,
  };

  /** The mock tells that something happened: the truth is fetched, as with any provider. */
  async function knocked(providerPaymentId: string): Promise<void> {
    const id = await deps.storage.findByObject('mock', providerPaymentId);
    const cause = { actor: { type: 'provider', id: 'mock' }, requestId: null } as const;
    if (id !== null) await advancePayment(deps, id, cause, { read: { provider: 'mock', providerPaymentId } });
  }

  return {
    settings,
    deps,
    context,
    reads: postgresReads(context),
    links,
    logger,
    metrics,
    mailer,
    press,
    mock,
    enabledProviders: settings.paymentProviders,
    isReady: async () => !isDraining() && (await answers(context)),
    inBackground: background.add,
  };
}

/** With a role of its own for migrations, the application's role gets no right to change the audit. */
async function migrateAsAsked(settings: Settings, databaseUrl: string): Promise<void> {
  if (settings.databaseMigrationUrl === undefined) return migrate(databaseUrl);
  await migrate(settings.databaseMigrationUrl, { applicationRole: decodeURIComponent(new URL(databaseUrl).username) });
}

async function answers({ database }: Context): Promise<boolean> {
  try {
    await database.query({ name: 'is_ready', text: 'SELECT 1', values: [] });
    return true;
  } catch {
    return false; // Whatever it was: a service without its database takes no work.
  }
}

function backgroundWork(logger: Logger) {
  const running = new Set<Promise<void>>();
  return {
    add: (work: Promise<unknown>): void => {
      const tracked = work.then(
        () => undefined,
        (error: unknown) => logger.error(errorFacts(error), 'work behind an answer failed; the worker does it again'),
      );
      running.add(tracked);
      void tracked.finally(() => running.delete(tracked));
    },
    ended: () => Promise.all(running),
  };
}
