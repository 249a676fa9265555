import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  failureOf,
  PaymentError,
  userId,
  type Answer,
  type CaptureMethod,
  type MethodChoice,
  type Payment,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import { sampleAttempt, sampleMethod, samplePayment, sampleRefund, testClock } from '@payments/domain/testing';
import {
  journalPath,
  MOCK_SCENARIOS,
  mockProvider,
  readMockLedger,
  SIMULATE_TOKENS,
  THINKS_MS,
  type MockProvider,
} from './index.ts';

const clock = testClock();
let dataDir: string;
let mock: MockProvider;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mock-'));
  mock = mockProvider({ dataDir, now: clock.now, publicUrl: 'http://localhost:3000/' });
});
afterEach(() => {
  mock.close();
  rmSync(dataDir, { recursive: true });
});

const token = (name: string): MethodChoice => ({ kind: 'token', token: name });

interface Submitted {
  readonly payment: Payment;
  readonly answer: Answer<ProviderObject>;
  readonly again: () => Promise<Answer<ProviderObject>>;
}

async function submit(
  name: string | null,
  captureMethod: CaptureMethod = 'automatic',
  change: Partial<Payment> = {},
): Promise<Submitted> {
  const payment = samplePayment(clock.now(), { captureMethod, ...change });
  const params = mock.prepareSubmit(payment, name === null ? null : token(name), null);
  const send = { key: `${payment.id}.submit.1`, params, sendBefore: null };
  const answer = await mock.submit(payment, sampleAttempt(), { ...send, first: true });
  return { payment, answer, again: () => mock.submit(payment, sampleAttempt(), { ...send, first: false }) };
}

async function confirm(payment: Payment, object: ProviderObject, name: string, number = 1) {
  const params = mock.prepareConfirm(payment, token(name));
  const attempt = sampleAttempt({ providerPaymentId: object.providerPaymentId });
  return mock.confirm(payment, attempt, {
    key: `${payment.id}.confirm.${number}`,
    params,
    first: true,
    sendBefore: null,
  });
}

async function refund(payment: Payment, object: ProviderObject, minor: bigint) {
  const wanted = sampleRefund(payment, clock.now(), {
    money: { ...payment.money, minor },
    providerPaymentId: object.providerPaymentId,
  });
  const params = mock.prepareRefund(wanted, payment);
  const send = { key: `${wanted.id}.refund.1`, params, first: true, sendBefore: null };
  return {
    wanted,
    answer: await mock.refund(wanted, send),
    again: () => mock.refund(wanted, { ...send, first: false }),
  };
}

const sendOf = (key: string, params = '') => ({ key, params, first: true, sendBefore: null });

function known<T>(answer: Answer<T>): T {
  if (answer.verdict !== 'known') throw new Error(`the answer was ${JSON.stringify(answer)}`);
  return answer.value;
}

describe('what is paid with', () => {
  it.each([null, 'mock_success', 'pm_card_visa', 'tok_visa'])('%s pays at once', async (name) => {
    const { payment, answer } = await submit(name);
    const object = known(answer);
    expect(object).toMatchObject({ status: 'succeeded', amountCaptured: 1999n, open: false, needsMethod: false });
    expect(object.method).toEqual({ type: 'card', brand: 'visa', last4: '4242', expMonth: 12, expYear: 2030 });
    expect(object.providerChargeId).not.toBeNull();
    expect(readMockLedger(dataDir).charges(payment.id)).toMatchObject([{ amount: 1999n, refunded: 0n }]);
  });

  it.each([
    ['mock_declined', 'card_declined'],
    ['mock_insufficient_funds', 'insufficient_funds'],
    ['mock_expired_card', 'expired_card'],
    ['mock_fraud', 'fraud_suspected'],
    ['mock_charge_fail', 'card_declined'],
  ] as const)('%s is declined with %s, and can be paid with another method afterwards', async (name, code) => {
    const { payment, answer } = await submit(name);
    const object = known(answer);
    expect(object).toMatchObject({ status: 'failed', open: true, needsMethod: true, providerChargeId: null });
    expect(object.failure).toEqual(failureOf(code, `mock_${code}`));
    const second = known(await confirm(payment, object, 'mock_declined'));
    expect(second.fingerprint).not.toBe(object.fingerprint);
    expect(known(await confirm(payment, object, 'mock_success', 2))).toMatchObject({
      status: 'succeeded',
      failure: null,
    });
    expect(readMockLedger(dataDir).charges(payment.id)).toHaveLength(1);
  });

  it('an unknown mock_… and a token of no form are a 422 that names the field', () => {
    const payment = samplePayment(clock.now());
    for (const name of ['mock_nonsense', 'mock_', 'mock_pm_1', 'two words', '']) {
      const refusal = caught(() => mock.check(payment, token(name)));
      expect(refusal instanceof PaymentError && refusal.code).toBe('validation_failed');
      expect(refusal instanceof PaymentError && refusal.details.errors?.[0]?.field).toBe('payment_method');
    }
    for (const name of Object.keys(MOCK_SCENARIOS)) mock.check(payment, token(name));
    for (const name of Object.values(SIMULATE_TOKENS)) mock.check(payment, token(name));
    mock.check(payment, null);
    expect(existsSync(journalPath(dataDir))).toBe(false);
  });

  it('mock_requires_action sends the payer to the checkout page, and a confirm ends it either way', async () => {
    const paying = await submit('mock_requires_action');
    const object = known(paying.answer);
    expect(object).toMatchObject({
      status: 'needs_payer',
      needsMethod: true,
      nextAction: { type: 'redirect', url: `http://localhost:3000/checkout/${paying.payment.id}` },
    });
    expect(known(await confirm(paying.payment, object, 'mock_success'))).toMatchObject({
      status: 'succeeded',
      nextAction: null,
    });
    const declining = await submit('mock_requires_action');
    expect(known(await confirm(declining.payment, known(declining.answer), 'mock_declined')).status).toBe('failed');
  });

  it('mock_requires_action can be finished by hand: paid, declined, left, or out of time', async () => {
    const outcomes = { pay: 'succeeded', decline: 'failed', abandon: 'canceled', expire: 'canceled' } as const;
    for (const how of ['pay', 'decline', 'abandon', 'expire'] as const) {
      const { providerPaymentId } = known((await submit('mock_requires_action')).answer);
      expect(mock.finish(providerPaymentId, how)).toBe(true);
      expect(known(await mock.fetch(providerPaymentId)).status).toBe(outcomes[how]);
    }
    expect(mock.finish('mock_nobody', 'pay')).toBe(false);
  });

  it('mock_pending is processing, and succeeded after 2 s by the clock, once', async () => {
    const { payment, answer } = await submit('mock_pending');
    const { status, providerPaymentId } = known(answer);
    expect(status).toBe('processing');
    clock.advance(THINKS_MS - 1);
    expect(known(await mock.fetch(providerPaymentId)).status).toBe('processing');
    expect(readMockLedger(dataDir).charges(payment.id)).toEqual([]);
    clock.advance(1);
    expect(known(await mock.fetch(providerPaymentId))).toMatchObject({ status: 'succeeded', amountCaptured: 1999n });
    expect(readMockLedger(dataDir).charges(payment.id)).toHaveLength(1);
  });

  it('mock_pending_declined is declined after 2 s, mock_processing waits for somebody', async () => {
    const declined = known((await submit('mock_pending_declined')).answer).providerPaymentId;
    const waiting = known((await submit('mock_processing')).answer).providerPaymentId;
    clock.advance(10 * THINKS_MS);
    expect(known(await mock.fetch(declined)).status).toBe('failed');
    expect(known(await mock.fetch(waiting)).status).toBe('processing');
    mock.finish(waiting, 'pay');
    expect(known(await mock.fetch(waiting)).status).toBe('succeeded');
  });

  it('a pending one that was canceled before the bank decided takes no money', async () => {
    const { payment, answer } = await submit('mock_pending');
    const id = known(answer).providerPaymentId;
    expect(known(await mock.cancel(payment, id, sendOf('c.1'))).status).toBe('canceled');
    clock.advance(THINKS_MS);
    expect(known(await mock.fetch(id)).status).toBe('canceled');
    expect(readMockLedger(dataDir).charges(payment.id)).toEqual([]);
  });

  it('mock_no_cancel is known to be open still when it is to be canceled', async () => {
    const { payment, answer } = await submit('mock_no_cancel');
    const object = known(await mock.cancel(payment, known(answer).providerPaymentId, sendOf('c.1')));
    expect(object).toMatchObject({ status: 'needs_payer', open: true });
  });
});

describe('what gets lost', () => {
  it.each(['mock_timeout', 'mock_error'])(
    '%s acts and is unknown, once: then the same object answers',
    async (name) => {
      const { payment, answer, again } = await submit(name);
      expect(answer.verdict).toBe('unknown');
      expect(readMockLedger(dataDir).charges(payment.id)).toHaveLength(1);
      expect(known(await mock.find(payment.id, 1, clock.now())).status).toBe('succeeded');
      expect(known(await again()).status).toBe('succeeded');
      expect(readMockLedger(dataDir).charges(payment.id)).toHaveLength(1);
    },
  );

  it('mock_timeout_before does nothing and is unknown, once: then it pays', async () => {
    const { payment, answer, again } = await submit('mock_timeout_before');
    expect(answer.verdict).toBe('unknown');
    expect((await mock.find(payment.id, 1, clock.now())).verdict).toBe('absent');
    expect(readMockLedger(dataDir).charges(payment.id)).toEqual([]);
    expect(known(await again()).status).toBe('succeeded');
  });

  it('mock_unavailable is certainly not done, each time', async () => {
    const { payment, answer, again } = await submit('mock_unavailable');
    expect([answer.verdict, (await again()).verdict, (await again()).verdict]).toEqual(Array(3).fill('not_done'));
    expect((await mock.find(payment.id, 1, clock.now())).verdict).toBe('absent');
  });

  it('every step of such a payment meets it again, once: capture, cancel, refund', async () => {
    const { payment, again } = await submit('mock_timeout', 'manual');
    const { providerPaymentId: id } = known(await again());
    expect((await mock.capture(payment, id, 1000n, sendOf('capture.1'))).verdict).toBe('unknown');
    const captured = known(await mock.capture(payment, id, 1000n, sendOf('capture.1')));
    expect(captured).toMatchObject({ status: 'succeeded', amountCaptured: 1000n });
    const back = await refund(payment, captured, 400n);
    expect(back.answer.verdict).toBe('unknown');
    expect(known(await back.again())).toMatchObject({ status: 'succeeded', amount: 400n });
    expect(readMockLedger(dataDir).charges(payment.id)).toMatchObject([{ amount: 1000n, refunded: 400n }]);

    const held = await submit('mock_timeout_before', 'manual');
    const heldId = known(await held.again()).providerPaymentId;
    expect((await mock.cancel(held.payment, heldId, sendOf('cancel.1'))).verdict).toBe('unknown');
    expect(known(await mock.fetch(heldId)).status).toBe('authorized');
    // Another number, because the payment counts its tries: the same step all the same.
    expect(known(await mock.cancel(held.payment, heldId, sendOf('cancel.2'))).status).toBe('canceled');
  });

  it('silence takes as long as it is told to', async () => {
    const slow = mockProvider({ dataDir, now: clock.now, publicUrl: 'http://x', silenceMs: 50 });
    const payment = samplePayment(clock.now());
    const params = slow.prepareSubmit(payment, token('mock_timeout'), null);
    const start = performance.now();
    expect((await slow.submit(payment, sampleAttempt(), sendOf('slow.1', params))).verdict).toBe('unknown');
    expect(performance.now() - start).toBeGreaterThan(45);
    slow.close();
  });
});

describe('money that goes back', () => {
  const paidWith = async (name: string | null) => {
    const { payment, answer } = await submit(name);
    return { payment, object: known(answer) };
  };

  it('R1 goes back in parts, and never more than came in', async () => {
    const { payment, object } = await paidWith(null);
    expect(known((await refund(payment, object, 1000n)).answer).status).toBe('succeeded');
    expect((await refund(payment, object, 1000n)).answer).toMatchObject({
      verdict: 'refused',
      failure: { code: 'refund_refused' },
    });
    expect(known((await refund(payment, object, 999n)).answer).status).toBe('succeeded');
    expect(known(await mock.fetch(object.providerPaymentId)).refunds).toHaveLength(2);
    expect(readMockLedger(dataDir).charges(payment.id)).toMatchObject([{ amount: 1999n, refunded: 1999n }]);
  });

  it.each([
    ['mock_pending_refund', 'succeeded', 500n],
    ['mock_refund_fail', 'failed', 0n],
  ] as const)('%s is pending first, and %s after 2 s', async (name, status, refunded) => {
    const { payment, object } = await paidWith(name);
    const { wanted, answer } = await refund(payment, object, 500n);
    const { providerRefundId, status: before } = known(answer);
    expect(before).toBe('pending');
    clock.advance(THINKS_MS);
    expect(known(await mock.fetchRefund(providerRefundId)).status).toBe(status);
    expect(known<ProviderRefund>(await mock.findRefund(wanted)).failure === null).toBe(status === 'succeeded');
    expect(readMockLedger(dataDir).charges(payment.id)).toMatchObject([{ refunded }]);
  });

  it('mock_refund_refused is refused, and nothing is made', async () => {
    const { payment, object } = await paidWith('mock_refund_refused');
    expect((await refund(payment, object, 500n)).answer.verdict).toBe('refused');
    expect(known(await mock.fetch(object.providerPaymentId)).refunds).toEqual([]);
  });

  it('a refund of the dashboard is nobody’s of ours, and a succeeded one can fail after all', async () => {
    const { payment, object } = await paidWith(null);
    const id = mock.dashboardRefund(object.providerPaymentId, 1500n);
    expect(mock.dashboardRefund(object.providerPaymentId, 500n)).toBeNull();
    expect(known(await mock.fetch(object.providerPaymentId)).refunds).toMatchObject([
      { providerRefundId: id, refundId: null, amount: 1500n, status: 'succeeded' },
    ]);
    expect(mock.endRefund(id ?? '', 'failed')).toBe(true);
    expect(mock.endRefund(id ?? '', 'failed')).toBe(false);
    expect(readMockLedger(dataDir).charges(payment.id)).toMatchObject([{ refunded: 0n }]);
    expect(known((await refund(payment, object, 1999n)).answer).status).toBe('succeeded');
  });
});

describe('methods that are kept', () => {
  const methods = () => {
    if (!mock.methods) throw new Error('the mock keeps methods');
    return mock.methods;
  };
  const keep = (name: string) =>
    methods().save(sendOf(`save.${name}`, methods().prepareSave(userId('u_1'), name, null)));
  const payWith = async (reference: string) => {
    const payment = samplePayment(clock.now());
    const method = sampleMethod(clock.now(), { provider: 'mock', reference });
    const params = mock.prepareSubmit(payment, { kind: 'saved', method, payerPresent: true }, null);
    return known(await mock.submit(payment, sampleAttempt(), sendOf(`${payment.id}.submit.1`, params)));
  };

  it('is one customer a user, with a card that a person recognises', async () => {
    const [one, two] = await Promise.all(['a', 'b'].map((key) => methods().ensureCustomer(userId('u_1'), { key })));
    expect(one).toEqual(two);
    const method = known(await keep('pm_card_visa'));
    expect(method).toMatchObject({ type: 'card', brand: 'visa', last4: '4242', expMonth: 12, expYear: 2030 });
    expect((await payWith(method.reference)).status).toBe('succeeded');
  });

  it('a declining one is refused, one that is only declined when it pays is kept, an unknown one is a 422', async () => {
    expect(await keep('mock_declined')).toMatchObject({ verdict: 'refused', failure: { code: 'card_declined' } });
    expect((await payWith(known(await keep('mock_charge_fail')).reference)).status).toBe('failed');
    expect(caught(() => methods().prepareSave(userId('u_1'), 'mock_nonsense', null))).toBeInstanceOf(PaymentError);
  });

  it('a removed one declines, and cannot be removed twice', async () => {
    const { reference } = known(await keep('mock_success'));
    for (const key of ['remove.1', 'remove.2'])
      expect((await methods().remove(reference, { key })).verdict).toBe('known');
    expect((await payWith(reference)).status).toBe('failed');
  });

  it('a payment keeps its method where the payer agreed, once it was paid', async () => {
    const asked = known((await submit('mock_requires_action', 'automatic', { saveMethod: true })).answer);
    expect(asked.savedMethod).toBeNull();
    mock.finish(asked.providerPaymentId, 'pay');
    const { savedMethod } = known(await mock.fetch(asked.providerPaymentId));
    expect(savedMethod?.last4).toBe('4242');
    expect(known((await submit(null)).answer).savedMethod).toBeNull();
  });

  it('a lost save is kept once, a lost removal is gone', async () => {
    expect((await keep('mock_timeout')).verdict).toBe('unknown');
    const { reference } = known(await keep('mock_timeout'));
    expect((await methods().remove(reference, { key: 'remove.1' })).verdict).toBe('unknown');
    expect((await methods().remove(reference, { key: 'remove.2' })).verdict).toBe('known');
  });
});

it('the manual at the top of mock-provider.ts names every scenario', () => {
  const [manual = ''] = readFileSync(join(import.meta.dirname, 'mock-provider.ts'), 'utf8').split('*/');
  for (const name of Object.keys(MOCK_SCENARIOS)) expect(manual).toMatch(new RegExp(`^ \\*   ${name}\\s`, 'm'));
});

function caught(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}
