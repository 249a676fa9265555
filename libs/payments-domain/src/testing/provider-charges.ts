import { FAILURES } from '../failure.ts';
import { finished, objectOf, order, submit, tokenChoice, type ProviderSuite } from './provider-rig.ts';

/** Faults after which nobody can know whether the charge was made. */
const DOUBTS = ['timeout_before', 'timeout_after', 'error_5xx_before', 'error_5xx_after', 'unreadable'] as const;
/** Faults after which it is certain that it was not. */
const NOTHING_DONE = ['too_many_requests', 'connection_refused'] as const;

export function chargeCases({ it, itWith, expect, rig }: ProviderSuite): void {
  const good = () => tokenChoice(rig().tokens.ok);

  it('M1 charges exactly the amount in exactly the currency, and names our payment', async () => {
    const made = order(rig(), good());
    const object = await finished(rig(), objectOf(await submit(rig(), made)));
    const { minor, currency } = rig().money;
    expect(object).toMatchObject({
      status: 'succeeded',
      amount: minor,
      amountCaptured: minor,
      currency,
      failure: null,
    });
    expect(object).toMatchObject({ provider: rig().provider.name, paymentId: made.payment.id, open: false });
    const { objects, charges } = await rig().ledger(made.payment.id);
    expect(objects).toBe(1);
    expect(charges).toEqual([{ objectId: object.providerPaymentId, amount: minor, currency }]);
  });

  it('promise 1: the same key five times, and five times at once, is one charge', async () => {
    const made = order(rig(), good());
    const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => submit(rig(), made, index === 0)));
    // A provider may say that the key is in use: that is doubt, and asked again later.
    const known = answers.flatMap((answer) => (answer.verdict === 'known' ? [answer.value.providerPaymentId] : []));
    expect(answers.every(({ verdict }) => verdict === 'known' || verdict === 'unknown')).toBe(true);
    const ids = new Set(known);
    for (let time = 0; time < 5; time++) ids.add(objectOf(await submit(rig(), made, false)).providerPaymentId);
    expect(ids.size).toBe(1);
    await finished(rig(), objectOf(await submit(rig(), made, false)));
    const { objects, charges } = await rig().ledger(made.payment.id);
    expect([objects, charges.length]).toEqual([1, 1]);
  });

  for (const fault of DOUBTS) {
    it(`promise 2: ${fault} is unknown, and the same key afterwards is one charge`, async () => {
      const made = order(rig(), good());
      await rig().fault(fault);
      const doubt = await submit(rig(), made);
      expect(doubt.verdict).toBe('unknown');
      const again = await submit(rig(), made, false);
      // A kept 500 stays a 500: then the listing knows.
      const { payment, attempt } = made;
      const found = again.verdict === 'known' ? again : await rig().provider.find(payment.id, 1, attempt.createdAt);
      await finished(rig(), objectOf(found));
      const { objects, charges } = await rig().ledger(payment.id);
      expect([objects, charges.length]).toEqual([1, 1]);
    });
  }

  for (const fault of NOTHING_DONE) {
    it(`${fault} is certainly not done, and the same key then charges once`, async () => {
      const made = order(rig(), good());
      await rig().fault(fault);
      expect((await submit(rig(), made)).verdict).toBe('not_done');
      expect(await rig().ledger(made.payment.id)).toEqual({ objects: 0, charges: [], refunds: [] });
      await finished(rig(), objectOf(await submit(rig(), made, false)));
      expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
    });
  }

  it('T1 no answer to a later request makes an earlier one not done: a refused login after a doubt is doubt', async () => {
    const made = order(rig(), good());
    await rig().fault('timeout_after');
    await submit(rig(), made);
    await rig().fault('unauthorized');
    expect((await submit(rig(), made, false)).verdict).toBe('unknown');
  });

  it('a refused login charges nothing', async () => {
    const made = order(rig(), good());
    await rig().fault('unauthorized');
    const { verdict } = await submit(rig(), made);
    expect(verdict === 'refused' || verdict === 'unknown').toBe(true);
    expect((await rig().ledger(made.payment.id)).objects).toBe(0);
  });

  it('T20 a charge whose time is over is not sent, and not known', async () => {
    const made = order(rig(), good());
    const late = { ...made, send: { ...made.send, sendBefore: new Date(rig().now().getTime() - 1) } };
    expect((await submit(rig(), late)).verdict).toBe('unknown');
    expect((await rig().ledger(made.payment.id)).objects).toBe(0);
  });

  itWith('declined_token', 'a decline is data: a failure in our words, nothing thrown, nothing charged', async () => {
    const made = order(rig(), tokenChoice(rig().tokens.declined));
    const object = objectOf(await submit(rig(), made));
    expect(object.status === 'failed' || object.status === 'canceled').toBe(true);
    expect(object.failure === null ? null : FAILURES[object.failure.code].category).toBe(object.failure?.category);
    expect(object.failure?.category).toBe('declined');
    expect(object.providerPaymentId.length).toBeGreaterThan(0);
    expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
    const again = objectOf(await submit(rig(), made, false));
    expect(again.providerPaymentId).toBe(object.providerPaymentId);
  });

  itWith('key_conflicts', 'T11 the key with other parameters makes nothing', async () => {
    const made = order(rig(), good());
    const object = objectOf(await submit(rig(), made));
    const cheaper = order(rig(), good(), {
      id: made.payment.id,
      money: { ...rig().money, minor: rig().money.minor - 1n },
    });
    const answer = await submit(rig(), { ...made, send: { ...made.send, params: cheaper.send.params } }, false);
    expect(answer.verdict).toBe('unknown');
    await finished(rig(), object);
    expect((await rig().ledger(made.payment.id)).charges).toMatchObject([{ amount: rig().money.minor }]);
  });
}
