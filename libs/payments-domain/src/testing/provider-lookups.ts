import { samplePayment } from './samples.ts';
import { objectOf, order, pay, refundOrder, submit, type ProviderSuite, type RigFault } from './provider-rig.ts';
import type { ProviderObject } from '../provider-facts.ts';

/** More than any provider shows on one page. */
const MORE_THAN_A_PAGE = 105;
const READ_FAULTS: readonly RigFault[] = [
  'timeout_before',
  'error_5xx_before',
  'unreadable',
  'too_many_requests',
  'connection_refused',
  'unauthorized',
];

export function lookupCases({ it, expect, rig }: ProviderSuite): void {
  it('finds the object of a payment and attempt among more than a page of others', async () => {
    const mine = order(rig(), null);
    const { providerPaymentId } = objectOf(await submit(rig(), mine));
    for (let made = 0; made < MORE_THAN_A_PAGE; made += 15) {
      await Promise.all(Array.from({ length: 15 }, () => submit(rig(), order(rig(), null))));
    }
    const found = objectOf(await rig().provider.find(mine.payment.id, 1, mine.attempt.createdAt));
    expect(found).toMatchObject({ providerPaymentId, paymentId: mine.payment.id, amount: rig().money.minor });
    expect((await rig().provider.find(mine.payment.id, 2, mine.attempt.createdAt)).verdict).toBe('absent');
  });

  it('S6 a payment that was never sent is absent', async () => {
    const now = rig().now();
    expect((await rig().provider.find(samplePayment(now).id, 1, now)).verdict).toBe('absent');
  });

  it('an object that is not there is nothing to throw about', async () => {
    const { verdict } = await rig().provider.fetch('there-is-no-such-object');
    expect(verdict === 'absent' || verdict === 'unknown').toBe(true);
  });

  for (const fault of READ_FAULTS) {
    it(`T12 a look-up that meets ${fault} says nothing: never absent, never a no`, async () => {
      const { payment, attempt, object } = await pay(rig());
      const made = refundOrder(rig(), payment, object, 30n);
      const { provider } = rig();
      const looks = [
        () => provider.fetch(object.providerPaymentId),
        () => provider.find(payment.id, 1, attempt.createdAt),
        () => provider.findRefund(made.refund),
        () => provider.fetchRefund('there-is-no-such-refund'),
      ];
      for (const look of looks) {
        await rig().fault(fault);
        const { verdict } = await look();
        expect(verdict === 'unknown' || verdict === 'not_done').toBe(true);
      }
    });
  }

  it('S7 lists every object of a time window, and none outside it', async () => {
    const { payment } = await pay(rig());
    const now = rig().now().getTime();
    const hour = 3_600_000;
    const listed = await all(rig().provider.list(new Date(now - hour), new Date(now + hour)));
    expect(listed.filter((object) => object.paymentId === payment.id)).toHaveLength(1);
    const before = await all(rig().provider.list(new Date(now - 3 * hour), new Date(now - 2 * hour)));
    expect(before.filter((object) => object.paymentId === payment.id)).toHaveLength(0);
  });
}

async function all(objects: AsyncIterable<ProviderObject>): Promise<ProviderObject[]> {
  const list: ProviderObject[] = [];
  for await (const object of objects) list.push(object);
  return list;
}
