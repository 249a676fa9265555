import type { OpenAPIObject } from '@nestjs/swagger';
import { apiRig, type ApiRig } from '../../test/api-rig.ts';

let api: ApiRig;
let document: OpenAPIObject;

beforeAll(async () => {
  api = await apiRig();
  document = api.document;
});
afterAll(() => api.close());

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: object;
  }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security?: readonly object[];
}
const METHODS = ['get', 'post', 'patch', 'delete'] as const;
const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [[`${method} ${path}`, item[method] as Operation]] : [])),
  ) as [string, Operation][];

/** `contract.md`, its table of endpoints and its list of aliases, so far as they are this application's own. */
const CONTRACT = [
  'post /api/payments',
  'get /api/payments/{id}',
  'get /api/payments',
  'post /api/payments/{id}/confirm',
  'post /api/payments/{id}/retry',
  'post /api/payments/{id}/capture',
  'post /api/payments/{id}/cancel',
  'post /api/payments/{id}/fail',
  'post /api/payments/{id}/refunds',
  'get /api/payments/{id}/refunds',
  'get /api/refunds/{id}',
  'get /api/payments/{id}/audit',
  'get /api/payments/{id}/timeline',
  'post /api/payments/idempotency-keys',
  'post /api/payments/test/simulate',
  'get /api/payment-methods',
  'post /api/payment-methods',
  'delete /api/payment-methods/{id}',
  'post /api/payment-methods/{id}/default',
  'get /api/webhook-inbox',
  'post /api/webhook-inbox/{id}/replay',
  'get /api/orphans',
  'get /api/audit',
  'post /api/public/payments',
  'get /api/checkout/{id}',
  'post /api/checkout/{id}/confirm',
  'post /api/checkout/{id}/retry',
  'post /api/checkout/{id}/cancel',
  'post /api/checkout/{id}/sync',
  'post /api/webhooks/stripe',
  'post /api/webhooks/yookassa',
  'get /api/payments/{id}/receipt',
  'get /api/payments/{id}/receipt.pdf',
  'get /api/payments/analytics',
  'get /api/event-endpoints',
  'post /api/event-endpoints',
  'patch /api/event-endpoints/{id}',
  'delete /api/event-endpoints/{id}',
  'post /api/event-endpoints/{id}/test',
  'get /api/events',
  'get /api/events/{id}/deliveries',
  'post /api/events/{id}/redeliver',
  'get /health/live',
  'get /health/ready',
  'get /metrics',
  'post /payments',
  'get /payments/{id}',
  'post /api/payments/create',
  'post /api/payments/confirm',
  'post /api/payments/refund',
  'post /api/payments/{id}/refund',
  'get /api/payments/history',
];

describe('the OpenAPI document', () => {
  it('has every route of the contract', () => {
    const known = operations().map(([route]) => route);
    expect(CONTRACT.filter((route) => !known.includes(route))).toEqual([]);
  });

  it('names every operation once, and says what it is and what it answers', () => {
    const all = operations();
    const ids = all.map(([, { operationId }]) => operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => /_|Controller/.test(id))).toEqual([]);
    expect(all.filter(([, { summary }]) => !summary).map(([route]) => route)).toEqual([]);
    const silent = all.filter(([, { responses }]) => !Object.keys(responses).some((status) => status.startsWith('2')));
    expect(silent.map(([route]) => route)).toEqual([]);
  });

  it('A7 says the form and the life of the key, and where it is needed', () => {
    const keyOf = (route: string) =>
      operations()
        .find(([name]) => name === route)?.[1]
        .parameters?.find(({ name }) => name === 'Idempotency-Key');
    expect(keyOf('post /api/payments')).toMatchObject({
      in: 'header',
      required: false,
      description: expect.stringMatching(/visible ASCII[\s\S]*Kept 24 hours/),
      schema: { minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]{1,255}$' },
    });
    expect(keyOf('post /api/payments/{id}/refunds')).toMatchObject({ required: true });
  });

  it('A10 wants a token everywhere, but where anyone may call', () => {
    const open = operations()
      .filter(([, { security }]) => !security?.length)
      .map(([route]) => route);
    expect(open.filter((route) => !/\/api\/(checkout|public|webhooks)\/|\/health\/|\/metrics/.test(route))).toEqual([]);
  });

  it('speaks of null as JSON Schema does, and points nowhere that is not there', () => {
    expect(document.openapi).toBe('3.1.0');
    const names = Object.keys(document.components?.schemas ?? {});
    const refs = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name);
    expect(refs.filter((name) => !names.includes(name ?? ''))).toEqual([]);
  });
});
