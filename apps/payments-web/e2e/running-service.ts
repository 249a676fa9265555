import { testDatabase } from '@payments/embedded-database/testing';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../payments-api/dist/program/main.js');
const PAGES = join(import.meta.dirname, '../dist/index.html');
const START_MS = 60_000;

/** A payment as the API answers it, as far as these tests look at it. */
export interface PaymentSeen {
  readonly id: string;
  readonly status: string;
  readonly checkout_url: string;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly attempts: readonly { readonly outcome: string }[];
}

/** The built program with the built pages, on a database of its own. */
export interface RunningService {
  readonly url: string;
  readonly customer: string;
  readonly admin: string;
  /** Makes a payment that waits for its payer, unless a method is given. */
  pay(body?: Readonly<Record<string, unknown>>): Promise<PaymentSeen>;
  read(id: string): Promise<PaymentSeen>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown, token?: string): Promise<Answer>;
  /** The letters that were written so far. */
  letters(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export async function startService(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  if (!existsSync(PAGES)) throw new Error('the pages are not built: npm run build');
  const database = await testDatabase({ template: 'empty', migrate: () => Promise.resolve() });
  const dataDir = await mkdtemp(join(tmpdir(), 'payments-web-'));
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      RATE_LIMIT_PER_MINUTE: '0',
      FRAUD_MAX_PER_MINUTE: '0',
      WORKER_INTERVAL_MS: '100',
      SELLER_NAME: 'Northwind Clinic',
      SELLER_DETAILS: '12 Harbour Street, Riga',
      SELLER_CONTACT: 'billing@northwind.example',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it did not start:\n${output}`)), START_MS);
    const hear = (part: Buffer) => {
      output += part.toString();
      if (/^try: /m.test(output)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`it ended:\n${output}`)));
    void ended.finally(() => clearTimeout(timer));
  });
  const said = (name: string) => new RegExp(`^${name} (\\S+)`, 'm').exec(output)?.[1] ?? '';
  const [customer, admin] = [said('customer token'), said('admin token')];
  // As the links name it: a page and its service are one origin.
  const url = said('listening').replace('127.0.0.1', 'localhost');

  async function call<Answer>(method: string, path: string, token: string, body?: unknown): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }

  return {
    url,
    customer,
    admin,
    pay: (body = {}) =>
      call('POST', '/api/payments', customer, {
        amount: 4_900,
        currency: 'EUR',
        order_id: randomUUID(),
        description: 'Dental check-up',
        payment_method: 'mock_requires_action',
        ...body,
      }),
    read: (id) => call('GET', `/api/payments/${id}`, admin),
    get: (path) => call('GET', path, admin),
    post: (path, body, token = admin) => call('POST', path, token, body),
    letters: () => lettersIn(join(dataDir, 'mail')),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Each as a reader sees it: long lines joined again (quoted-printable, RFC 2045, 6.7). */
async function lettersIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml'));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('=\r\n', '').replaceAll('=3D', '='));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
