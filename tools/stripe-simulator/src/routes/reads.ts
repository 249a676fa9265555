import type Stripe from 'stripe';
import { missingResource } from '../api-error.ts';
import { textAt } from '../form.ts';
import { CREATED, listPage, PAGING } from '../list.ts';
import type { Call, Route } from '../route.ts';

/** What the API only shows: charges, disputes, events, the account. */
export const READ_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/account', fields: {}, run: () => ACCOUNT },
  {
    method: 'GET',
    path: '/v1/charges',
    fields: { ...PAGING, created: CREATED, customer: 'string', payment_intent: 'string', transfer_group: 'string' },
    run: ({ world, params }) => {
      const customer = textAt(params, 'customer');
      const intent = textAt(params, 'payment_intent');
      const found = [...world.charges.values()].filter(
        (charge) =>
          (customer === undefined || charge.customer === customer) &&
          (intent === undefined || charge.payment_intent === intent),
      );
      return listPage('/v1/charges', found, params);
    },
  },
  { method: 'GET', path: '/v1/charges/:id', fields: {}, run: one('charge', ({ world, id }) => world.charges.get(id)) },
  {
    method: 'GET',
    path: '/v1/disputes',
    fields: { ...PAGING, charge: 'string', created: CREATED, payment_intent: 'string' },
    run: ({ world, params }) => {
      const charge = textAt(params, 'charge');
      const intent = textAt(params, 'payment_intent');
      const found = [...world.disputes.values()].filter(
        (dispute) =>
          (charge === undefined || dispute.charge === charge) &&
          (intent === undefined || dispute.payment_intent === intent),
      );
      return listPage('/v1/disputes', found, params);
    },
  },
  {
    method: 'GET',
    path: '/v1/disputes/:id',
    fields: {},
    run: one('dispute', ({ world, id }) => world.disputes.get(id)),
  },
  {
    method: 'GET',
    path: '/v1/events',
    fields: { ...PAGING, created: CREATED, delivery_success: 'boolean', type: 'string', types: { list: 'string' } },
    run: ({ world, params }) => {
      const type = textAt(params, 'type');
      const found = [...world.events.values()].filter((event) => type === undefined || event.type === type);
      return listPage('/v1/events', found, params);
    },
  },
  { method: 'GET', path: '/v1/events/:id', fields: {}, run: one('event', ({ world, id }) => world.events.get(id)) },
];

function one(noun: string, find: (call: Call) => object | undefined): Route['run'] {
  return (call) => {
    const found = find(call);
    if (!found) throw missingResource(noun, call.id, 'id');
    return found;
  };
}

const ACCOUNT: Partial<Stripe.Account> = {
  id: 'acct_simulator',
  object: 'account',
  business_type: null,
  capabilities: { card_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  country: 'US',
  default_currency: 'usd',
  details_submitted: true,
  email: 'simulator@example.com',
  metadata: {},
  payouts_enabled: true,
  type: 'standard',
};
