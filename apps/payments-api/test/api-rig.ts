import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PaymentError, type Deps, type PaymentProvider } from '@payments/domain';
import { simulatedProvider, type SimulatedProvider } from '@payments/domain/testing';
import { testDatabase } from '@payments/embedded-database/testing';
import { EnvelopeBox, migrate, openDatabase, postgresReads, postgresStorage, type Context } from '@payments/postgres';
import { mockProvider } from '@payments/provider-mock';
import { signToken } from '../src/auth/development-tokens.ts';
import type { Role } from '../src/auth/caller.ts';
import { PROVIDER_NAMES, readSettings, type Settings } from '../src/config.ts';
import { API_CONTROLLERS } from '../src/controllers.ts';
import { createApp } from '../src/create-app.ts';
import type { Host } from '../src/host.ts';
import { checkoutLinks } from '../src/http/checkout-links.ts';
import { createFraudCheck } from '../src/adapters/fraud-check.ts';
import { createLogger } from '../src/logging.ts';
import type { Mail } from '../src/mail/mailer.ts';
import { createMetrics } from '../src/metrics.ts';
import { policyOf } from '../src/policy.ts';
import { describeApi } from '../src/open-api.ts';
import { createPdfPress } from '../src/receipts/pdf-press.ts';
import { newId } from '../src/uuid.ts';
import { conformityOf } from './conformity.ts';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The JSON body; `any` is what JSON is in a test. */
  readonly body: Readonly<Record<string, never>>;
}

export interface Call {
  readonly as?: string | null;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole API over HTTP on a real PostgreSQL, with the mock and a simulated provider, and a clock that can be put on. */
export interface ApiRig {
  readonly host: Host;
  readonly simulated: SimulatedProvider;
  readonly mails: readonly Mail[];
  readonly document: OpenAPIObject;
  readonly advanceClock: (ms: number) => void;
  readonly token: (user: string, ...roles: readonly Role[]) => Promise<string>;
  /** Sends a request, and holds its answer to the OpenAPI document. */
  readonly call: (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, call?: Call) => Promise<Answer>;
  /** What a browser asks before it calls from another origin, and the headers that it gets. */
  readonly preflight: (url: string, headers: Readonly<Record<string, string>>) => Promise<Answer['headers']>;
  /** Waits for what goes on behind answers. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function apiRig(environment: Readonly<Record<string, string>> = {}): Promise<ApiRig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'payments-api-'));
  const settings = settingsOf({
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: '0',
    FRAUD_MAX_PER_MINUTE: '0',
    ...environment,
  });
  const { url, drop } = await testDatabase({ template: 'payments', migrate });
  const database = await openDatabase({ url });
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  const context: Context = { database, box: new EnvelopeBox(settings.encryptionKeys), now, newId };
  const links = checkoutLinks(
    settings.publicUrl,
    settings.encryptionKeys.map(({ key }) => key),
    settings.checkoutLinkHours,
    now,
  );
  const mock = mockProvider({ dataDir, publicUrl: settings.publicUrl, now, knock: () => undefined });
  const simulated = simulatedProvider({ now });
  const providers: Readonly<Record<string, PaymentProvider>> = { mock, simulated };
  const deps: Deps = {
    storage: postgresStorage(context),
    provider: (name) => {
      const provider = providers[name];
      if (!provider) throw new PaymentError('unsupported', 'This provider is not enabled here.');
      return provider;
    },
    fraud: createFraudCheck(settings),
    policy: policyOf(settings),
    now,
    newId,
    random: Math.random,
  };
  const background = new Set<Promise<unknown>>();
  const mails: Mail[] = [];
  const host: Host = {
    settings,
    deps,
    context,
    reads: postgresReads(context),
    links,
    logger: createLogger(process.env['TEST_LOG'] ?? 'silent'),
    metrics: createMetrics(),
    mailer: {
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve({ kind: 'sent' });
      },
      close: () => Promise.resolve(),
    },
    press: createPdfPress(),
    mock,
    enabledProviders: Object.keys(providers),
    isReady: () => Promise.resolve(true),
    inBackground: (work) => void background.add(work),
  };
  const app = await createApp(host, API_CONTROLLERS);
  const document = describeApi(app);
  const conformity = conformityOf(document);
  const settled = async (): Promise<void> => void (await Promise.all(background));
  return {
    host,
    simulated,
    mails,
    document,
    advanceClock: (ms) => {
      ahead += ms;
    },
    token: (user, ...roles) => signToken(settings, user, roles),
    call: async (method, path, { as = null, body, key = null, headers = {} } = {}) => {
      const answer = await app.inject({
        method,
        url: path,
        headers: {
          ...(as !== null && { authorization: `Bearer ${as}` }),
          ...(key !== null && { 'idempotency-key': key }),
          ...(body !== undefined && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
      });
      const type = String(answer.headers['content-type'] ?? '');
      const isJson = /^application\/(problem\+)?json/.test(type) && answer.body !== '';
      const wrong = isOurs(path)
        ? conformity(method, path, answer.statusCode, type, isJson ? answer.json() : null)
        : '';
      if (wrong !== '') throw new Error(wrong);
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: isJson ? answer.json() : {},
      };
    },
    preflight: async (url, headers) => (await app.inject({ method: 'OPTIONS', url, headers })).headers,
    settled,
    close: async () => {
      await settled();
      await app.close();
      mock.close();
      await database.close();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Doors that the contract does not name are not described. */
const isOurs = (path: string): boolean => !/^\/api\/webhooks\/(?!stripe|yookassa)/.test(path);

function settingsOf(environment: Readonly<Record<string, string>>): Settings {
  const read = readSettings({ PAYMENT_PROVIDERS: 'mock,simulated', ...environment }, [...PROVIDER_NAMES, 'simulated']);
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  return read.settings;
}
