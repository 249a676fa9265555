import {
  finished,
  objectOf,
  order,
  pay,
  sendOf,
  submit,
  tokenChoice,
  type Order,
  type ProviderSuite,
} from './provider-rig.ts';
import type { ProviderObject } from '../provider-facts.ts';

export function confirmCases({ it, itWith, expect, rig }: ProviderSuite): void {
  const opened = async (): Promise<Order & { object: ProviderObject }> => {
    const made = order(rig(), null);
    const object = objectOf(await submit(rig(), made));
    return { ...made, attempt: { ...made.attempt, providerPaymentId: object.providerPaymentId }, object };
  };
  const confirm = ({ payment, attempt }: Order, token: string | null, number: number, first = true) => {
    const method = tokenChoice(token);
    if (method === null) throw new Error('a confirm brings a method');
    const withObject = { ...payment, attempts: [attempt] };
    const params = rig().provider.prepareConfirm(withObject, method);
    return rig().provider.confirm(withObject, attempt, { ...sendOf(`${payment.id}.confirm.${number}`, params), first });
  };

  it('C3 without a method it waits for the payer, and says how to go on', async () => {
    const { object } = await opened();
    expect(object).toMatchObject({ status: 'needs_payer', open: true, amountCaptured: 0n, failure: null });
    expect(object.nextAction === null).toBe(false);
    await rig().payer.pays(object.providerPaymentId);
    const after = objectOf(await rig().provider.fetch(object.providerPaymentId));
    expect(after).toMatchObject({ status: 'succeeded', open: false, nextAction: null });
  });

  it('a payer whose bank says no: a failure in our words, and another fingerprint', async () => {
    const { payment, object } = await opened();
    await rig().payer.declines(object.providerPaymentId);
    const after = objectOf(await rig().provider.fetch(object.providerPaymentId));
    expect(after.status === 'failed' || after.status === 'canceled').toBe(true);
    expect(after.failure === null).toBe(false);
    expect(after.fingerprint === object.fingerprint).toBe(false);
    expect((await rig().ledger(payment.id)).charges).toEqual([]);
  });

  itWith('confirm', 'a method brought to the object charges once, however often it is brought', async () => {
    const made = await opened();
    expect(made.object.needsMethod).toBe(true);
    for (let time = 0; time < 3; time++) await confirm(made, rig().tokens.ok, 1, time === 0);
    const object = await finished(rig(), objectOf(await rig().provider.fetch(made.object.providerPaymentId)));
    expect(object.status).toBe('succeeded');
    expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
  });

  for (const fault of ['timeout_before', 'timeout_after', 'error_5xx_after'] as const) {
    itWith('confirm', `promise 2: a confirm that meets ${fault} is unknown, and charges once in the end`, async () => {
      const made = await opened();
      await rig().fault(fault);
      expect((await confirm(made, rig().tokens.ok, 1)).verdict).toBe('unknown');
      await confirm(made, rig().tokens.ok, 1, false);
      await finished(rig(), objectOf(await rig().provider.fetch(made.object.providerPaymentId)));
      expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
    });
  }

  for (const fault of ['too_many_requests', 'connection_refused'] as const) {
    itWith('confirm', `a confirm that meets ${fault} is certainly not done`, async () => {
      const made = await opened();
      await rig().fault(fault);
      expect((await confirm(made, rig().tokens.ok, 1)).verdict).toBe('not_done');
      expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
    });
  }

  itWith(
    'declined_token',
    'I13 a declined object takes another method under another key, and charges once',
    async () => {
      if (!rig().provider.reconfirms) return;
      const made = await opened();
      const declined = objectOf(await confirm(made, rig().tokens.declined, 1));
      expect(declined).toMatchObject({ status: 'failed', open: true, needsMethod: true });
      expect(declined.fingerprint === made.object.fingerprint).toBe(false);
      const object = await finished(rig(), objectOf(await confirm(made, rig().tokens.ok, 2)));
      expect(object).toMatchObject({ status: 'succeeded', providerPaymentId: declined.providerPaymentId });
      expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
    },
  );

  itWith('confirm', 'C4 a confirm of a paid object charges nothing more, and is never a no', async () => {
    const made = await pay(rig());
    const answer = await confirm(made, rig().tokens.ok, 2, false);
    expect(answer.verdict === 'known' || answer.verdict === 'unknown').toBe(true);
    if (answer.verdict === 'known') expect(answer.value.status).toBe('succeeded');
    expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
  });
}
