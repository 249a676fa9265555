import { inspect } from 'node:util';
import { YooCheckout } from '@a2seven/yoo-checkout';
import { PaymentError, type Answer, type Payment } from '@payments/domain';
import { sampleAttempt, samplePayment, sampleRefund } from '@payments/domain/testing';
import { startYookassaSimulator, type FaultKind, type YookassaSimulator } from '@payments/yookassa-simulator';
import { IMPATIENCE_MS, PATIENCE_MS, providerAt } from '../test/yookassa-rig.ts';
import { yookassaClient } from './yookassa-client.ts';
import { onWire, type Wire } from './yookassa-wire.ts';

const SECRET = 'live_canary-secret-key';
const CANARIES = [
  SECRET,
  Buffer.from(`100500:${SECRET}`).toString('base64'),
  ...['canary.payer@example.org', 'canary description', 'canary item', 'canary metadata', 'canary reason'],
];
const KINDS: readonly FaultKind[] = [
  ...(['timeout_before', 'timeout_after', '500_after', '202_after', 'html_after', 'cut_body'] as const),
  ...(['reset_before', 'reset_after', '429', '401'] as const),
];

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator({ secretKey: SECRET });
});
afterEach(() => sim.close());

const payment = (): Payment =>
  samplePayment(sim.now(), {
    money: { minor: 10_000n, currency: 'RUB' },
    attempts: [],
    customerEmail: 'canary.payer@example.org',
    description: 'canary description',
    items: [{ description: 'canary item', quantity: 1, unitAmount: 10_000n }],
    metadata: { note: 'canary metadata' },
  });

/** Everything that a log line could be made of. */
const shown = (value: unknown): string =>
  [
    inspect(value, { depth: 12, showHidden: true, getters: true }),
    JSON.stringify(value, (_key, held: unknown) => (typeof held === 'bigint' ? held.toString() : held)) ?? '',
    ...(value instanceof Error ? [String(value), value.stack ?? '', shown(value.cause)] : []),
  ].join('\n');
const canaries = (text: string) => CANARIES.filter((canary) => text.includes(canary));
/** `raw` is kept encrypted and never shown: what YooKassa echoes may stand there. */
const withoutRaw = (answer: Answer<object>) =>
  answer.verdict === 'known' ? { ...answer, value: { ...answer.value, raw: null } } : answer;

describe('A6 a canary key, e-mail, description and body', () => {
  it.each(KINDS)('stand in no answer after %s', async (kind) => {
    const provider = providerAt(sim, kind.startsWith('timeout') ? { timeoutMs: IMPATIENCE_MS } : {});
    const made = payment();
    const params = provider.prepareSubmit(made, null, null);
    const refund = sampleRefund(made, sim.now(), { reason: 'canary reason', providerPaymentId: 'p'.repeat(36) });
    const refundParams = provider.prepareRefund(refund, { ...made, amountCaptured: 20_000n });
    expect(canaries(params + refundParams)).toHaveLength(5);
    const calls: readonly (() => Promise<Answer<object>>)[] = [
      () => provider.submit(made, sampleAttempt(), sendOf(`${made.id}.submit.1`, params)),
      () => provider.capture(made, 'no-such', 100n, sendOf(`${made.id}.capture.1`, params)),
      () => provider.cancel(made, 'no-such', sendOf(`${made.id}.cancel.1`)),
      () => provider.fetch('no-such'),
      () => provider.find(made.id, 1, sim.now()),
      () => provider.refund(refund, sendOf(`${refund.id}.refund.1`, refundParams)),
      () => provider.fetchRefund('no-such'),
      () => provider.findRefund(refund),
    ];
    for (const call of calls) {
      sim.faults.add({ on: '*', kind });
      const answer = await call();
      expect(canaries(shown(withoutRaw(answer)))).toEqual([]);
    }
  });

  it('stand in no refusal: YooKassa’s own sentences are not passed on', async () => {
    const provider = providerAt(sim);
    const made = payment();
    const params = JSON.stringify({ ...JSON.parse(provider.prepareSubmit(made, null, null)), 'canary description': 1 });
    const answer = await provider.submit(made, sampleAttempt(), sendOf(`${made.id}.submit.1`, params));
    expect(answer.verdict).toBe('refused');
    expect(canaries(shown(answer))).toEqual([]);
    expect(shown(answer)).not.toContain('Unknown parameter');
  });

  it('stand in nothing that a listing throws', async () => {
    sim.faults.add({ on: 'GET /payments', kind: '401' });
    const listed = providerAt(sim).list(new Date(0), sim.now())[Symbol.asyncIterator]();
    const error: unknown = await listed.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PaymentError);
    expect(canaries(shown(error))).toEqual([]);
  });

  it('are shown neither by the provider nor by its client', () => {
    const { shopId, secretKey } = sim.settings;
    const client = yookassaClient({ shopId, secretKey, apiBase: sim.url, now: () => sim.now() });
    expect(canaries(shown(client) + shown(providerAt(sim)))).toEqual([]);
  });

  it('are in the SDK’s own errors, and not once they came over our wire', async () => {
    const sdk = new YooCheckout({ shopId: sim.settings.shopId, secretKey: SECRET });
    Object.assign(sdk, { root: sim.url });
    const thrownBy = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
    // The danger is real: this is what would reach a log without the mending.
    expect(canaries(inspect(await thrownBy(sdk.getPayment('no-such')), { depth: 12 }))).toContain(SECRET);
    const wire: Wire = {
      ...{ timeoutMs: PATIENCE_MS, now: () => sim.now(), sendBefore: null, body: null, sent: 0, failure: null },
    };
    const mended = await thrownBy(onWire(wire, () => sdk.getPayment('no-such')));
    expect(canaries(shown(mended))).toEqual([]);
    expect(wire.failure).toEqual({
      ...{ kind: 'http', status: 404, isTheirs: true, code: 'not_found', parameter: 'payment_id', retryAfterMs: null },
    });
  });
});

function sendOf(key: string, params = '') {
  return { key, params, first: true, sendBefore: null };
}
