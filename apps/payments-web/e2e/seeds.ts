import type { PaymentSeen } from './running-service.ts';
import { service } from './stage.ts';

/** Somebody else's. */
export let foreign: PaymentSeen;
/** The last one, so the first in each list. */
export let paid: PaymentSeen;

/** With those below, twenty-five payments of one person: more than a page. */
const MANY = 22;

export function plantSeeds(): void {
  beforeAll(async () => {
    foreign = await service.post('/api/payments', {
      amount: 50_000,
      currency: 'EUR',
      order_id: 'foreign',
      payment_method: 'mock_success',
    });
    const visits = Array.from({ length: MANY }, (_, at) => ({ description: `Visit ${at + 1}`, amount: 1_000 + at }));
    await Promise.all(visits.map((visit) => service.pay({ ...visit, payment_method: 'mock_success' })));
    await service.pay({ description: 'Declined visit', payment_method: 'mock_insufficient_funds' });
    await service.pay({ description: 'Held deposit', payment_method: 'mock_success', capture_method: 'manual' });
    paid = await service.pay({ description: '<b>Crown</b>', amount: 84_900, payment_method: 'mock_success' });
  }, 60_000);
}
