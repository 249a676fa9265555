import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { YookassaSimulator } from '../src/index.ts';

/** What the specs share: a raw client whose every answer is held against YooKassa's description, and a receiver. */

const schemas = JSON.parse(readFileSync(new URL('../fixtures/yookassa-schemas.json', import.meta.url), 'utf8')) as {
  readonly $id: string;
};

const ajv = new Ajv2019({ allErrors: true, strict: false });
addFormats.default(ajv, ['date', 'date-time', 'email', 'int32']);
ajv.addSchema(schemas);

/** Complains where an object breaks the description, or has a field that is not in it. */
export function violations(name: string, value: unknown): readonly string[] {
  const id = `${name}, closed`;
  const validate =
    ajv.getSchema(id) ??
    ajv.compile({ $id: id, allOf: [{ $ref: `yookassa#/$defs/${name}` }], unevaluatedProperties: false });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const OBJECTS: readonly (readonly [RegExp, string])[] = [
  [/^GET \/payments(\?|$)/, 'PaymentList'],
  [/^GET \/refunds(\?|$)/, 'RefundList'],
  [/ \/payments/, 'Payment'],
  [/ \/refunds/, 'Refund'],
  [/ \/payment_methods/, 'SavePaymentMethodBankCard'],
  [/ \/me/, 'Me'],
];
/** What the simulator takes must be what the description allows. */
const BODIES: readonly (readonly [RegExp, string])[] = [
  [/^\/payments$/, 'CreatePaymentRequest'],
  [/\/capture$/, 'PaymentCaptureRequest'],
  [/^\/refunds$/, 'RefundRequest'],
];
const ERRORS: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidCredentials',
  404: 'NotFound',
  429: 'TooManyRequests',
};

export interface Answered {
  readonly status: number;
  /** The specs look into answers freely; their shape is what the description check is for. */
  readonly body: Json;
}
export interface Json {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly parameter: string;
  readonly paid: boolean;
  readonly retry_after: number;
  readonly next_cursor?: string;
  readonly payment_id: string;
  readonly amount: { readonly value: string; readonly currency: string };
  readonly refunded_amount?: { readonly value: string };
  readonly refundable: boolean;
  readonly items: readonly Json[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly expires_at?: string;
  readonly receipt_registration?: string;
  readonly payment_method: { readonly id: string; readonly saved: boolean; readonly card: { readonly last4: string } };
  readonly confirmation?: { readonly confirmation_url?: string; readonly confirmation_token?: string };
  readonly cancellation_details?: { readonly party: string; readonly reason: string };
}

export interface CallOptions {
  readonly key?: string | null;
  readonly secretKey?: string;
  readonly signal?: AbortSignal;
  readonly contentType?: string;
}

/** Calls `POST /payments` and the like; a POST gets a key of its own unless one (or null for none) is given. */
export async function call(
  sim: YookassaSimulator,
  request: string,
  body?: unknown,
  { key, secretKey = sim.settings.secretKey, signal, contentType = 'application/json' }: CallOptions = {},
): Promise<Answered> {
  const [method = '', path = ''] = request.split(' ');
  const headers: Record<string, string> = { Authorization: `Basic ${btoa(`${sim.settings.shopId}:${secretKey}`)}` };
  if (method === 'POST') {
    headers['Content-Type'] = contentType;
    if (key !== null) headers['Idempotence-Key'] = key ?? randomUUID();
  }
  const response = await fetch(sim.url + path, {
    method,
    headers,
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) } : {}),
    ...(signal ? { signal } : {}),
  });
  const parsed: unknown = await response.json();
  const name = response.status === 200 ? OBJECTS.find(([route]) => route.test(request))?.[1] : ERRORS[response.status];
  if (name !== undefined) expect(violations(name, parsed)).toEqual([]);
  const taken =
    method === 'POST' && response.status === 200 ? BODIES.find(([route]) => route.test(path))?.[1] : undefined;
  // YooKassa's examples write a quantity as a string, its description as a number: both are taken.
  const broken =
    taken === undefined ? [] : violations(taken, body ?? {}).filter((line) => !/quantity must be/.test(line));
  expect(broken).toEqual([]);
  return { status: response.status, body: parsed as Json };
}

export const rub = (value: string) => ({ value, currency: 'RUB' });

/** A payment by redirect, one stage. */
export const byRedirect = (value = '100.00', more: object = {}) => ({
  amount: rub(value),
  capture: true,
  confirmation: { type: 'redirect', return_url: 'https://shop.example/back' },
  ...more,
});

type ClientClass<T> = new (options: { readonly shopId: string; readonly secretKey: string }) => T;

/** The real client, led to the simulator. */
export function client<T extends object>(
  Client: ClientClass<T>,
  sim: YookassaSimulator,
  secretKey = sim.settings.secretKey,
): T {
  return Object.assign(new Client({ shopId: sim.settings.shopId, secretKey }), { root: sim.url });
}

export interface Receiver {
  readonly url: string;
  readonly received: {
    readonly event: string;
    readonly object: Json;
    readonly headers: NodeJS.Dict<string | string[]>;
    readonly from: string;
  }[];
  /** The statuses of the next answers; 200 once they are used up. */
  readonly answers: number[];
  close(): Promise<void>;
}

/** A shop's notification address. */
export async function receiver(): Promise<Receiver> {
  const received: Receiver['received'] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { event, object } = JSON.parse(Buffer.concat(chunks).toString()) as { event: string; object: Json };
      received.push({ event, object, headers: request.headers, from: request.socket.remoteAddress ?? '' });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
