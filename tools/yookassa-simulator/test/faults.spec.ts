import { setTimeout as sleep } from 'node:timers/promises';
import { YooCheckout } from '@a2seven/yoo-checkout';
import { startYookassaSimulator, type FaultKind, type Route, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, client, rub, type Answered } from './harness.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator();
});
afterEach(() => sim.close());

/** What a client sees of a fault: an answer, or the kind of its absence. */
type Seen = number | 'unreadable' | 'nothing';

const FAULTS: readonly (readonly [FaultKind, Seen, 'acted' | 'did not act'])[] = [
  ['timeout_before', 'nothing', 'did not act'],
  ['timeout_after', 'nothing', 'acted'],
  ['500_before', 500, 'did not act'],
  ['500_after', 500, 'acted'],
  ['202_before', 202, 'did not act'],
  ['202_after', 202, 'acted'],
  ['html_before', 'unreadable', 'did not act'],
  ['html_after', 'unreadable', 'acted'],
  ['cut_body', 'nothing', 'acted'],
  ['reset_before', 'nothing', 'did not act'],
  ['reset_after', 'nothing', 'acted'],
  ['429', 429, 'did not act'],
  ['401', 401, 'did not act'],
  ['slow', 200, 'acted'],
];

/** How long a silence is listened to; an answer is waited for, however busy the machine. */
const SILENCE_MS = 150;
const PATIENCE_MS = 10_000;

async function see(request: string, body: object, key: string, withinMs = PATIENCE_MS): Promise<Seen> {
  const signal = AbortSignal.timeout(withinMs);
  return call(sim, request, body, { key, signal }).then(
    ({ status }) => status,
    (error: Error) => (error.name === 'SyntaxError' ? 'unreadable' : 'nothing'),
  );
}

/** Each operation that moves money, how it is prepared, and how often it happened. */
interface Operation {
  readonly on: Route;
  readonly prepare: () => Promise<readonly [string, object]>;
  readonly moved: () => number;
}
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'a charge': {
    on: 'POST /payments',
    prepare: async () => {
      const id = await paid({ save_payment_method: true });
      return ['POST /payments', { amount: rub('5.00'), capture: true, payment_method_id: id }];
    },
    moved: () => sim.ledger.charges().length - 1,
  },
  'a capture': {
    on: 'POST /payments/:id/capture',
    prepare: async () => [`POST /payments/${await paid({ capture: false })}/capture`, { amount: rub('5.00') }],
    moved: () => sim.ledger.charges().length,
  },
  'a cancel': {
    on: 'POST /payments/:id/cancel',
    prepare: async () => [`POST /payments/${await paid({ capture: false })}/cancel`, {}],
    moved: () => sim.payments().filter(({ status }) => status === 'canceled').length,
  },
  'a refund': {
    on: 'POST /refunds',
    prepare: async () => ['POST /refunds', { payment_id: await paid({}), amount: rub('5.00') }],
    moved: () => sim.ledger.refunds().length,
  },
};

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds() && Date.now() < end) await sleep(10);
}

async function paid(more: object): Promise<string> {
  const { body } = await call(sim, 'POST /payments', byRedirect('10.00', more));
  sim.pay(body.id);
  return body.id;
}

describe.each(Object.entries(OPERATIONS))('%s', (_name, { on, prepare, moved }) => {
  it.each(FAULTS)(
    'under %s: seen as %s, YooKassa %s; the same key settles it with one movement',
    async (kind, seen, acted) => {
      const [request, body] = await prepare();
      sim.faults.add({ on, kind, ms: 20 });

      expect(await see(request, body, 'K', kind.startsWith('timeout') ? SILENCE_MS : PATIENCE_MS)).toBe(seen);
      await until(() => sim.faults.pending.length === 0);
      expect(moved()).toBe(acted === 'acted' ? 1 : 0);
      expect((await call(sim, request, body, { key: 'K' })).status).toBe(200);
      expect(moved()).toBe(1);
      expect(sim.faults.pending).toEqual([]);
    },
  );
});

describe('faults', () => {
  it('strike the route named, as often as told, after those let through', async () => {
    sim.faults.add({ on: 'GET /payments', kind: '500_before', times: 2, skip: 1 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await call(sim, 'GET /payments')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect((await call(sim, 'GET /refunds')).status).toBe(200);
    expect(sim.requests.map(({ fault }) => fault)).toEqual([
      undefined,
      '500_before',
      '500_before',
      undefined,
      undefined,
    ]);
  });

  it('say when to come again', async () => {
    sim.faults.add({ on: '*', kind: '429', retryAfterMs: 1_800 });
    sim.faults.add({ on: '*', kind: '202_before', retryAfterMs: 900 });
    const limited: Answered = await call(sim, 'GET /payments');
    expect(limited.body).toMatchObject({ code: 'too_many_requests', retry_after: 1_800 });
    expect((await call(sim, 'POST /payments', byRedirect())).body).toMatchObject({
      type: 'processing',
      retry_after: 900,
    });
  });

  it('slow comes to its effect after the client has gone', async () => {
    sim.faults.add({ on: 'POST /payments', kind: 'slow', ms: 600 });
    expect(await see('POST /payments', byRedirect(), 'K', SILENCE_MS)).toBe('nothing');
    expect(sim.payments()).toHaveLength(0);
    await until(() => sim.payments().length > 0);
    expect(sim.payments()).toHaveLength(1);
  });

  it('make the real client believe in payments that are none: 202 and HTML come back as a "payment" without id', async () => {
    sim.faults.add({ on: '*', kind: '202_before' });
    sim.faults.add({ on: '*', kind: 'html_before' });
    const ask = () =>
      client(YooCheckout, sim).createPayment({ amount: rub('1.00'), confirmation: { type: 'embedded' } }, 'K');
    expect(await ask()).not.toHaveProperty('id');
    expect(await ask()).not.toHaveProperty('id');
  });
});
