import { migrate } from '@payments/postgres';
import { testDatabase } from '@payments/embedded-database/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = new URL('../dist/program/main.js', import.meta.url).pathname;
/** A first start compiles nothing, but the machine may be busy. */
const START_MS = 60_000;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `null` where it is none. */
  readonly json: Json;
}
/**
 * An answer, or a part of one. Each field has the type that it has where it stands; whether it stands there, and is no
 * `null`, is the test's business: it says what it expects.
 */
export interface Json {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly code: string;
  readonly outcome: string;
  readonly provider: string;
  readonly provider_payment_id: string;
  readonly provider_charge_id: string;
  readonly provider_refund_id: string;
  readonly payment_id: string;
  readonly client_secret: string;
  readonly checkout_url: string;
  readonly url: string;
  readonly confirmation_url: string;
  readonly confirmation_token: string;
  readonly number: string;
  readonly currency: string;
  readonly kind: string;
  readonly last4: string;
  readonly provider_code: string;
  readonly category: string;
  readonly advice: string;
  readonly failure_message: string;
  readonly message: string;
  readonly field: string;
  readonly current_status: string;
  readonly request_id: string;
  readonly created_at: string;
  readonly order_id: string;
  readonly service_slug: string;
  readonly from: string;
  readonly to: string;
  readonly action: string;
  readonly description: string;
  readonly purpose: string;
  readonly hash: string;
  readonly prev_hash: string;
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly total: number;
  readonly seq: number;
  readonly default: boolean;
  readonly has_more: boolean;
  readonly failure: Json;
  readonly next_action: Json;
  readonly payment_method: Json;
  readonly receipt: Json;
  readonly confirmation: Json;
  readonly payment: Json;
  readonly refund: Json;
  readonly needs_attention: Json;
  readonly actor: Json;
  readonly errors: readonly Json[];
  readonly attempts: readonly Json[];
  readonly items: readonly Json[];
  /** The rows of a list; what an event tells. */
  readonly data: readonly Json[] & Json;
}

export interface CallOptions {
  readonly method?: string;
  readonly token?: string | null;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One running process of the service, as an operator starts it. */
export interface Service {
  readonly url: string;
  readonly customer: string;
  readonly admin: string;
  readonly process: ChildProcess;
  readonly output: readonly string[];
  /** Calls the API; writes get a key of their own, unless one, or `null`, is given. */
  call(path: string, options?: CallOptions): Promise<Answer>;
  /** A token for any user and roles, signed with the development secret. */
  token(subject: string, roles?: readonly string[]): Promise<string>;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

/** A database, a data folder, and any number of processes on them. */
export interface Site {
  readonly databaseUrl: string;
  readonly dataDir: string;
  start(env?: Readonly<Record<string, string>>): Promise<Service>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const database = await testDatabase({ template: 'payments', migrate });
  const dataDir = await mkdtemp(join(tmpdir(), 'payments-e2e-'));
  const running: Service[] = [];
  return {
    databaseUrl: database.url,
    dataDir,
    start: async (env = {}) => {
      const service = await startService({
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'info',
        RATE_LIMIT_PER_MINUTE: '0',
        FRAUD_MAX_PER_MINUTE: '0',
        WORKER_INTERVAL_MS: '100',
        ...env,
      });
      running.push(service);
      return service;
    },
    close: async () => {
      await Promise.all(running.map((service) => service.stop()));
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function startService(env: Readonly<Record<string, string>>): Promise<Service> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it did not start:\n${output.join('')}`)), START_MS);
    const heard = (chunk: Buffer): void => {
      output.push(chunk.toString());
      if (/^(try: |working)/m.test(output.join(''))) resolve();
      if (/^listening /m.test(output.join('')) && env['ROLE'] === 'worker') resolve();
      if (/^listening /m.test(output.join('')) && env['APP_ENV'] === 'production') resolve();
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    void exited.then((code) => reject(new Error(`it ended with ${code}:\n${output.join('')}`)));
    void exited.finally(() => clearTimeout(timer));
  });
  const line = (name: string): string => new RegExp(`^${name} (.+)$`, 'm').exec(output.join(''))?.[1] ?? '';
  const url = line('listening');
  const customer = line('customer token');
  return {
    url,
    customer,
    admin: line('admin token'),
    process: child,
    output,
    call: (path, options) => call(url, customer, path, options),
    token: signedToken,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

async function call(
  url: string,
  customer: string,
  path: string,
  { method, token = customer, body, key, headers }: CallOptions = {},
): Promise<Answer> {
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  const response = await fetch(url + path, {
    method: verb,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(verb === 'GET' || key === null ? {} : { 'idempotency-key': key ?? randomUUID() }),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null as never;
  }
}

async function signedToken(subject: string, roles: readonly string[] = []): Promise<string> {
  const { DEVELOPMENT_SECRETS } = await import('../src/config/development-secrets.ts');
  const { SignJWT } = await import('jose');
  return new SignJWT({ roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(Buffer.from(DEVELOPMENT_SECRETS.jwtSecret));
}

/** A port that nobody had a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits until a question is answered with something true, and says what it waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null>,
  withinMs = 30_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
