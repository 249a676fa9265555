import { paymentId, userId, parseCurrency, type Payable } from '@payments/domain';
import type { HeldDeposit } from '@payments/postgres';
import { planAmount } from './public-plan.ts';

const DEPOSIT = paymentId('0193a000-0000-7000-8000-000000000001');
const RUB = parseCurrency('RUB');
const appointment: Payable = {
  id: 'appt_1',
  type: 'appointment',
  status: 'open',
  userId: userId('u_1'),
  currency: RUB,
  amount: 100_000n,
  depositAmount: 30_000n,
  description: 'A visit',
  serviceSlug: null,
  customerEmail: null,
  items: [],
};
const balance = (deposit: HeldDeposit | null) => planAmount(appointment, 'balance', () => Promise.resolve(deposit));

describe('the balance', () => {
  it('is the amount less the paid deposit', async () => {
    expect(await balance({ paymentId: DEPOSIT, paid: { minor: 30_000n, currency: RUB } })).toBe(70_000n);
  });

  it('T18 while the deposit lives it is a duplicate, and the problem names the deposit', async () => {
    await expect(balance({ paymentId: DEPOSIT, paid: null })).rejects.toMatchObject({
      code: 'duplicate_payment',
      details: { paymentId: DEPOSIT },
    });
  });

  it('of an appointment that costs more, or less, since the deposit was paid is what is left of its price now', async () => {
    expect(await balance({ paymentId: DEPOSIT, paid: { minor: 99_999n, currency: RUB } })).toBe(1n);
    await expect(balance({ paymentId: DEPOSIT, paid: { minor: 100_000n, currency: RUB } })).rejects.toMatchObject({
      code: 'invalid_state',
    });
  });

  it('can not be told where the appointment has another currency since', async () => {
    const paid = { minor: 30_000n, currency: parseCurrency('USD') };
    await expect(balance({ paymentId: DEPOSIT, paid })).rejects.toMatchObject({ code: 'invalid_state' });
  });

  it('without a deposit there is nothing to name', async () => {
    await expect(balance(null)).rejects.toMatchObject({ code: 'duplicate_payment', details: {} });
  });
});
