import { setTimeout as sleep } from 'node:timers/promises';
import { failureOf, type Answer, type PaymentProvider, type ProviderObject, type Send } from '@payments/domain';
import { samplePayment, sampleAttempt } from '@payments/domain/testing';
import { createLogger } from '../logging.ts';
import { resilientProvider, type Resilience } from './resilient-provider.ts';

type Script = readonly (Answer<ProviderObject> | 'hangs' | 'throws')[];

const NOW = new Date('2026-03-01T10:00:00.000Z');
const payment = samplePayment(NOW);
const attempt = sampleAttempt();
const PAID: Answer<ProviderObject> = {
  verdict: 'known',
  value: {
    provider: 'scripted',
    providerPaymentId: 'obj_1',
    providerChargeId: null,
    status: 'succeeded',
    paymentId: payment.id,
    amount: 1999n,
    currency: 'USD',
    amountCaptured: 1999n,
    failure: null,
    open: false,
    needsMethod: false,
    fingerprint: '1',
    nextAction: null,
    method: null,
    savedMethod: null,
    refunds: null,
    createdAt: NOW,
    raw: '{}',
  },
};
const UNKNOWN = { verdict: 'unknown', reason: 'socket hang up' } as const;
const NOT_DONE = { verdict: 'not_done', reason: 'ECONNREFUSED' } as const;
const REFUSED = { verdict: 'refused', failure: failureOf('invalid_request', 'idempotency_error') } as const;

/** A provider that answers what a test wrote down, and the last of it for ever; it keeps what it was sent. */
function scripted(script: Script) {
  const sends: Send[] = [];
  let calls = 0;
  const next = async (): Promise<Answer<ProviderObject>> => {
    const answer = script[Math.min(calls++, script.length - 1)];
    if (answer === 'hangs') return new Promise(() => undefined);
    if (answer === 'throws' || answer === undefined) throw new Error('a bug');
    await sleep(1);
    return answer;
  };
  const write = (send: Send) => {
    sends.push(send);
    return next();
  };
  const never = () => Promise.resolve({ verdict: 'unknown' as const, reason: 'not scripted' });
  const provider: PaymentProvider = {
    name: 'scripted',
    account: 'acct',
    reconfirms: false,
    check: () => undefined,
    prepareSubmit: () => '{}',
    prepareConfirm: () => '{}',
    prepareRefund: () => '{}',
    submit: (_payment, _attempt, send) => write(send),
    confirm: (_payment, _attempt, send) => write(send),
    capture: (_payment, _id, _amount, send) => write(send),
    cancel: (_payment, _id, send) => write(send),
    fetch: next,
    find: next,
    refund: never,
    fetchRefund: never,
    findRefund: never,
    list: async function* () {
      await sleep(1);
      if (PAID.verdict === 'known') yield PAID.value;
    },
  };
  return { provider, sends, calls: () => calls };
}

const SEND: Send = { key: 'pay.submit.1', params: '{"a":1}', first: true, sendBefore: null };

function rig(script: Script, change: Partial<Resilience> = {}) {
  const inner = scripted(script);
  const provider = resilientProvider(inner.provider, {
    timeoutMs: 60,
    maxRetries: 2,
    firstPauseMs: 5,
    triesTogetherMs: 1_000,
    logger: createLogger('silent'),
    now: () => NOW,
    ...change,
  });
  return {
    ...inner,
    provider,
    submit: (send: Partial<Send> = {}) => provider.submit(payment, attempt, { ...SEND, ...send }),
  };
}

describe('a call to a provider', () => {
  it('is sent again, with the same key and parameters, until it is answered', async () => {
    const { submit, sends } = rig([UNKNOWN, NOT_DONE, PAID]);
    expect(await submit()).toEqual(PAID);
    expect(sends.map(({ key, params }) => [key, params])).toEqual(Array(3).fill([SEND.key, SEND.params]));
  });

  it('is three tries in all, and no more', async () => {
    const { submit, calls } = rig([NOT_DONE]);
    expect(await submit()).toEqual(NOT_DONE);
    expect(calls()).toBe(3);
  });

  it('is not repeated once the provider said yes or no', async () => {
    for (const answer of [PAID, REFUSED] as const) {
      const { submit, calls } = rig([answer]);
      expect(await submit()).toEqual(answer);
      expect(calls()).toBe(1);
    }
  });

  it('is not repeated at once where the provider asked not to be', async () => {
    for (const answer of [UNKNOWN, NOT_DONE] as const) {
      const { submit, calls } = rig([{ ...answer, atOnce: false }, PAID]);
      expect(await submit()).toMatchObject(answer);
      expect(calls()).toBe(1);
    }
  });

  it('is told in the log where it failed: by code words, and at which level; what went well is not', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
    const { submit } = rig([UNKNOWN, NOT_DONE, REFUSED], { logger });
    await submit();
    await rig([PAID], { logger }).submit();
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', provider: 'scripted', verb: 'submit', verdict: 'unknown', reason: 'socket hang up' },
      { level: 'warn', verdict: 'not_done', reason: 'ECONNREFUSED' },
      { level: 'info', verdict: 'refused', reason: 'idempotency_error' },
    ]);
  });

  it('T1 a timeout, then a 429 or a refused connection: unknown, and the last word is not "not done"', async () => {
    const { submit, calls } = rig(['hangs', NOT_DONE]);
    expect(await submit()).toMatchObject({ verdict: 'unknown' });
    expect(calls()).toBe(3);
  });

  it('T2 a reset after sending, then a refused connection: unknown, whatever order the tries came in', async () => {
    expect(await rig([UNKNOWN, NOT_DONE, NOT_DONE]).submit()).toMatchObject({ verdict: 'unknown' });
    expect(await rig([NOT_DONE, UNKNOWN, NOT_DONE]).submit()).toMatchObject({ verdict: 'unknown' });
    expect(await rig([NOT_DONE, NOT_DONE, UNKNOWN]).submit()).toMatchObject({ verdict: 'unknown' });
  });

  it('T2 a no after a try that may have arrived is unknown: the no is about the repetition', async () => {
    expect(await rig([UNKNOWN, REFUSED]).submit()).toMatchObject({ verdict: 'unknown' });
    expect(await rig([NOT_DONE, REFUSED]).submit()).toEqual(REFUSED);
  });

  it('tells the adapter that it is no longer the first request only where an earlier one may have arrived', async () => {
    const doubtful = rig([UNKNOWN, PAID]);
    await doubtful.submit();
    expect(doubtful.sends.map((send) => send.first)).toEqual([true, false]);
    const certain = rig([NOT_DONE, NOT_DONE, PAID]);
    await certain.submit();
    expect(certain.sends.map((send) => send.first)).toEqual([true, true, true]);
    const later = rig([NOT_DONE, PAID]);
    await later.submit({ first: false });
    expect(later.sends.map((send) => send.first)).toEqual([false, false]);
  });

  it('ends at its deadline, and what then arrives is not waited for', async () => {
    const { submit } = rig(['hangs'], { maxRetries: 0 });
    const started = performance.now();
    expect(await submit()).toEqual({ verdict: 'unknown', reason: 'no answer in time' });
    expect(performance.now() - started).toBeLessThan(300);
  });

  it('keeps all its tries within the time of one request', async () => {
    const { submit } = rig(['hangs'], { timeoutMs: 150, maxRetries: 10, triesTogetherMs: 400 });
    const started = performance.now();
    expect(await submit()).toMatchObject({ verdict: 'unknown' });
    expect(performance.now() - started).toBeLessThan(900);
  });

  it('T20 is never sent past its time, and never again once the time has come in between', async () => {
    const late = rig([PAID]);
    expect(await late.submit({ sendBefore: NOW })).toMatchObject({ verdict: 'unknown' });
    expect(late.calls()).toBe(0);
    let now = NOW;
    const between = rig([NOT_DONE, PAID], { now: () => now });
    const answer = between.submit({ sendBefore: new Date(NOW.getTime() + 1) });
    now = new Date(NOW.getTime() + 1);
    expect(await answer).toEqual(NOT_DONE);
    expect(between.calls()).toBe(1);
  });

  it('takes an adapter that throws for one whose request may have arrived', async () => {
    expect(await rig(['throws', NOT_DONE]).submit()).toMatchObject({ verdict: 'unknown' });
  });

  it('repeats a read as well, and a listing not', async () => {
    const read = rig([UNKNOWN, PAID]);
    expect(await read.provider.fetch('obj_1')).toEqual(PAID);
    const listing = rig([UNKNOWN, PAID]);
    expect(await listing.provider.find(payment.id, 1, NOW)).toEqual(UNKNOWN);
    expect(listing.calls()).toBe(1);
  });
});

describe("a provider's bounds", () => {
  it('opens the circuit of a provider that is down: sends are not done, reads unknown, and nothing goes out', async () => {
    const { provider, submit, calls } = rig([NOT_DONE], { maxRetries: 0 });
    for (let n = 0; n < 30; n++) await submit();
    const before = calls();
    expect(before).toBeLessThan(30);
    expect(await submit()).toEqual({ verdict: 'not_done', reason: 'circuit open' });
    expect(await provider.fetch('obj_1')).toEqual({ verdict: 'unknown', reason: 'circuit open' });
    expect(calls()).toBe(before);
  });

  it('finds within seconds that the provider is well again', async () => {
    const { submit } = rig([...Array<typeof NOT_DONE>(20).fill(NOT_DONE), PAID], { maxRetries: 0 });
    for (let n = 0; n < 25; n++) await submit();
    await sleep(1_100);
    expect(await submit()).toEqual(PAID);
    expect(await submit()).toEqual(PAID);
  });

  it('keeps an earlier doubt when the circuit opens between two tries', async () => {
    const { submit, calls } = rig([...Array<typeof NOT_DONE>(18).fill(NOT_DONE), UNKNOWN, NOT_DONE, PAID]);
    for (let n = 0; n < 6; n++) await submit();
    expect(await submit()).toEqual(UNKNOWN);
    expect(calls()).toBe(20);
    expect(await submit()).toEqual({ verdict: 'not_done', reason: 'circuit open' });
  });

  it('never opens where the provider cannot be away', async () => {
    const { submit, calls } = rig([NOT_DONE], { maxRetries: 0, breaks: false });
    for (let n = 0; n < 40; n++) await submit();
    expect(calls()).toBe(40);
  });

  it('bounds what is in flight: the one too many was not done, for certain', async () => {
    const { submit, calls } = rig(['hangs'], { maxInFlight: 2, maxRetries: 0 });
    const [first, second, third] = await Promise.all([submit(), submit(), submit()]);
    expect(third).toEqual({ verdict: 'not_done', reason: 'too many in flight' });
    expect([first, second]).toEqual([UNKNOWN, UNKNOWN].map((u) => ({ ...u, reason: 'no answer in time' })));
    expect(calls()).toBe(2);
  });

  it('sends nothing without a permit', async () => {
    const { submit, provider, calls } = rig([PAID], { takePermit: () => Promise.resolve(false), maxRetries: 0 });
    expect(await submit()).toEqual({ verdict: 'not_done', reason: 'rate limit' });
    expect(await provider.fetch('obj_1')).toEqual({ verdict: 'unknown', reason: 'rate limit' });
    expect(calls()).toBe(0);
  });
});
