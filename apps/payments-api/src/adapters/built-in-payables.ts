import { userId, type Payable, type Payables } from '@payments/domain';

const ROUBLES = 100n;

interface Priced {
  readonly status: Payable['status'];
  readonly amount: bigint;
  readonly deposit: bigint | null;
}

const APPOINTMENTS: ReadonlyMap<string, Priced> = new Map([
  ['appt_1001', { status: 'open', amount: 5_000n * ROUBLES, deposit: 1_500n * ROUBLES }],
  ['appt_1002', { status: 'open', amount: 12_000n * ROUBLES, deposit: null }],
  ['appt_1003', { status: 'paid', amount: 5_000n * ROUBLES, deposit: null }],
  ['appt_1004', { status: 'cancelled', amount: 5_000n * ROUBLES, deposit: null }],
]);
/** `appt_2000` to `appt_2999`: as many fresh ones as a test may need. */
const SERIES: Priced = { status: 'open', amount: 1_000n * ROUBLES, deposit: 300n * ROUBLES };

/** The appointments of `contract.md`, for development and test. */
export const BUILT_IN_PAYABLES: Payables = {
  find: async (type, id) => {
    const priced = APPOINTMENTS.get(id) ?? (/^appt_2\d{3}$/.test(id) ? SERIES : undefined);
    if (type !== 'appointment' || priced === undefined) return null;
    const description = `Appointment ${id.slice('appt_'.length)}`;
    return {
      id,
      type,
      status: priced.status,
      userId: userId(`client_${id.slice('appt_'.length)}`),
      currency: 'RUB',
      amount: priced.amount,
      depositAmount: priced.deposit,
      description,
      serviceSlug: 'consultation',
      customerEmail: `client-${id.slice('appt_'.length)}@example.com`,
      items: [{ description, quantity: 1, unitAmount: priced.amount }],
    };
  },
};
