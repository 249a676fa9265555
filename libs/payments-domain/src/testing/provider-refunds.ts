import { objectOf, pay, refundOf, refundOrder, type ProviderSuite } from './provider-rig.ts';

export function refundCases({ it, itWith, expect, rig }: ProviderSuite): void {
  it('R1 gives back a part, then the rest, exactly', async () => {
    const { payment, object } = await pay(rig());
    const { minor, currency } = rig().money;
    for (const part of [30n, minor - 30n]) {
      const { refund, send } = refundOrder(rig(), payment, object, part);
      const fact = refundOf(await rig().provider.refund(refund, send));
      expect(fact).toMatchObject({ amount: part, currency, providerPaymentId: object.providerPaymentId });
      expect(fact.status === 'failed').toBe(false);
      expect((await rig().ledger(payment.id)).refunds).toContainEqual({
        objectId: object.providerPaymentId,
        amount: part,
        currency,
      });
      const read = refundOf(await rig().provider.fetchRefund(fact.providerRefundId));
      expect(read).toMatchObject({ providerRefundId: fact.providerRefundId, amount: part, currency });
    }
    const listed = objectOf(await rig().provider.fetch(object.providerPaymentId)).refunds ?? [];
    expect(listed.map((refund) => refund.amount).toSorted((a, b) => Number(a - b))).toEqual(
      [30n, minor - 30n].toSorted((a, b) => Number(a - b)),
    );
  });

  it('promise 3: more than came in is refused, and gives nothing', async () => {
    const { payment, object } = await pay(rig());
    const { refund, send } = refundOrder(rig(), payment, object, rig().money.minor + 1n);
    const answer = await rig().provider.refund(refund, send);
    expect(answer.verdict === 'refused' || (answer.verdict === 'known' && answer.value.status === 'failed')).toBe(true);
    expect((await rig().ledger(payment.id)).refunds).toEqual([]);
  });

  it('a repeated key gives back once', async () => {
    const { payment, object } = await pay(rig());
    const { refund, send } = refundOrder(rig(), payment, object, 30n);
    const ids = new Set<string>();
    for (let time = 0; time < 3; time++) {
      ids.add(refundOf(await rig().provider.refund(refund, { ...send, first: time === 0 })).providerRefundId);
    }
    expect(ids.size).toBe(1);
    expect((await rig().ledger(payment.id)).refunds).toHaveLength(1);
  });

  for (const fault of ['timeout_before', 'timeout_after', 'error_5xx_after', 'unreadable'] as const) {
    it(`R9 a refund that meets ${fault} is unknown, and is one refund in the end`, async () => {
      const { payment, object } = await pay(rig());
      const { refund, send } = refundOrder(rig(), payment, object, 30n);
      await rig().fault(fault);
      expect((await rig().provider.refund(refund, send)).verdict).toBe('unknown');
      const again = await rig().provider.refund(refund, { ...send, first: false });
      if (again.verdict !== 'known') refundOf(await rig().provider.findRefund(refund));
      expect((await rig().ledger(payment.id)).refunds).toMatchObject([{ amount: 30n }]);
    });
  }

  for (const fault of ['too_many_requests', 'connection_refused'] as const) {
    it(`a refund that meets ${fault} is certainly not done`, async () => {
      const { payment, object } = await pay(rig());
      const { refund, send } = refundOrder(rig(), payment, object, 30n);
      await rig().fault(fault);
      expect((await rig().provider.refund(refund, send)).verdict).toBe('not_done');
      expect((await rig().ledger(payment.id)).refunds).toEqual([]);
    });
  }

  itWith('refund_metadata', 'a refund is found by our id, and one that was never made is absent', async () => {
    const { payment, object } = await pay(rig());
    const made = refundOrder(rig(), payment, object, 30n);
    const never = refundOrder(rig(), payment, object, 30n);
    const fact = refundOf(await rig().provider.refund(made.refund, made.send));
    expect(fact.refundId).toBe(made.refund.id);
    expect(refundOf(await rig().provider.findRefund(made.refund)).providerRefundId).toBe(fact.providerRefundId);
    expect((await rig().provider.findRefund(never.refund)).verdict).toBe('absent');
    const [listed] = objectOf(await rig().provider.fetch(object.providerPaymentId)).refunds ?? [];
    expect(listed).toMatchObject({ refundId: made.refund.id, amount: 30n });
  });

  it('a refund whose time to be sent is over is not sent', async () => {
    const { payment, object } = await pay(rig());
    const { refund, send } = refundOrder(rig(), payment, object, 30n);
    const late = { ...send, sendBefore: new Date(rig().now().getTime() - 1) };
    expect((await rig().provider.refund(refund, late)).verdict).toBe('unknown');
    expect((await rig().ledger(payment.id)).refunds).toEqual([]);
  });
}
