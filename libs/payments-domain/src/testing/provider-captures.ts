import { objectOf, order, pay, sendOf, submit, type Order, type ProviderSuite } from './provider-rig.ts';
import type { ProviderObject } from '../provider-facts.ts';

export function captureCases({ it, itWith, expect, rig }: ProviderSuite): void {
  const held = () => pay(rig(), { captureMethod: 'manual', goal: 'authorized' });
  const capture = ({ payment, object }: Order & { object: ProviderObject }, amount: bigint, number = 1, first = true) =>
    rig().provider.capture(payment, object.providerPaymentId, amount, {
      ...sendOf(`${payment.id}.capture.${number}`),
      first,
    });
  const cancel = ({ payment, object }: Order & { object: ProviderObject }, number = 1) =>
    rig().provider.cancel(payment, object.providerPaymentId, sendOf(`${payment.id}.cancel.${number}`));

  itWith('manual_capture', 'a hold takes no money; its capture takes exactly what is asked for', async () => {
    const made = await held();
    expect(made.object).toMatchObject({ status: 'authorized', amountCaptured: 0n, open: true });
    expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
    const part = rig().money.minor - 40n;
    const object = objectOf(await capture(made, part));
    expect(object).toMatchObject({ status: 'succeeded', amount: rig().money.minor, amountCaptured: part, open: false });
    expect((await rig().ledger(made.payment.id)).charges).toMatchObject([{ amount: part }]);
  });

  itWith('manual_capture', 'C6 a capture of more than is held takes nothing', async () => {
    const made = await held();
    expect((await capture(made, rig().money.minor + 1n)).verdict).toBe('refused');
    expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
  });

  itWith(
    'manual_capture',
    'T9 a capture that timed out after its effect, sent again under its key, takes it once',
    async () => {
      const made = await held();
      await rig().fault('timeout_after');
      expect((await capture(made, 60n)).verdict).toBe('unknown');
      await capture(made, 60n, 1, false);
      const object = objectOf(await rig().provider.fetch(made.object.providerPaymentId));
      expect(object).toMatchObject({ status: 'succeeded', amountCaptured: 60n });
      expect((await rig().ledger(made.payment.id)).charges).toMatchObject([{ amount: 60n }]);
    },
  );

  itWith('manual_capture', 'a capture that was refused at the door is not done', async () => {
    const made = await held();
    await rig().fault('too_many_requests');
    expect((await capture(made, 60n)).verdict).toBe('not_done');
    expect(objectOf(await rig().provider.fetch(made.object.providerPaymentId)).status).toBe('authorized');
  });

  itWith(
    'manual_capture',
    'a cancel lets the hold go, twice is as good as once, and nothing can be captured any more',
    async () => {
      const made = await held();
      expect(objectOf(await cancel(made))).toMatchObject({ status: 'canceled', amountCaptured: 0n, open: false });
      expect(objectOf(await cancel(made))).toMatchObject({ status: 'canceled' });
      const late = await capture(made, 60n, 2, false);
      expect(late.verdict === 'known' ? late.value.status : late.verdict).not.toBe('succeeded');
      expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
    },
  );

  itWith('manual_capture', 'a cancel that timed out is unknown, and found done afterwards', async () => {
    const made = await held();
    await rig().fault('timeout_after');
    expect((await cancel(made)).verdict).toBe('unknown');
    expect(objectOf(await rig().provider.fetch(made.object.providerPaymentId)).status).toBe('canceled');
  });

  it('C5 a cancel of a paid object is never taken for a cancel', async () => {
    const made = await pay(rig());
    const answer = await cancel(made);
    expect(answer.verdict === 'known' ? answer.value.status : answer.verdict).not.toBe('canceled');
    expect((await rig().ledger(made.payment.id)).charges).toHaveLength(1);
  });

  it('C13 a cancel of an object that waits for its payer: canceled for good, or still open and told so', async () => {
    const made = order(rig(), null);
    const object = objectOf(await submit(rig(), made));
    const after = objectOf(await cancel({ ...made, object }));
    expect(after.open).toBe(after.status !== 'canceled');
    expect((await rig().ledger(made.payment.id)).charges).toEqual([]);
  });
}
