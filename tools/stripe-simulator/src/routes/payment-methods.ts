import { attachMethod, detachMethod, paymentMethodOf, rememberMethod } from '../actions/payment-methods.ts';
import { invalidRequest, missingResource } from '../api-error.ts';
import { mergeMetadata } from '../fields.ts';
import { textAt } from '../form.ts';
import { listPage, PAGING } from '../list.ts';
import type { Call, Route } from '../route.ts';
import { testMethodNamed } from '../test-methods.ts';
import { methodsOf } from './customers.ts';

export const PAYMENT_METHOD_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/payment_methods',
    fields: {
      allow_redisplay: 'string',
      billing_details: 'any',
      card: { fields: { token: 'string' } },
      metadata: 'metadata',
      type: ['card'],
    },
    required: ['type'],
    browser: true,
    run: create,
  },
  {
    method: 'GET',
    path: '/v1/payment_methods',
    fields: { ...PAGING, allow_redisplay: 'string', customer: 'string', customer_account: 'string', type: 'string' },
    run: list,
  },
  {
    method: 'GET',
    path: '/v1/payment_methods/:id',
    fields: {},
    run: ({ world, id }) => paymentMethodOf(world, id, 404),
  },
  {
    method: 'POST',
    path: '/v1/payment_methods/:id',
    fields: { allow_redisplay: 'string', billing_details: 'any', card: 'any', metadata: 'metadata' },
    run: update,
  },
  {
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    fields: { customer: 'string', customer_account: 'string' },
    required: ['customer'],
    run: ({ world, id, params }) => attachMethod(world, id, textAt(params, 'customer') ?? ''),
  },
  {
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    fields: {},
    run: ({ world, id }) => detachMethod(world, id),
  },
];

function create({ world, params }: Call): object {
  const token = textAt(params, 'card', 'token') ?? '';
  const behaviour = testMethodNamed(token);
  if (!behaviour) throw invalidRequest(`No such token: '${token}'`, { code: 'resource_missing', param: 'card[token]' });
  return rememberMethod(world, behaviour, params);
}

function list({ world, params }: Call): object {
  const customer = textAt(params, 'customer');
  if (customer === undefined) {
    throw invalidRequest('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' });
  }
  if (!world.customers.has(customer)) throw missingResource('customer', customer, 'customer', 400);
  return listPage('/v1/payment_methods', methodsOf(world, customer, textAt(params, 'type')), params);
}

function update({ world, id, params }: Call): object {
  const method = paymentMethodOf(world, id, 404);
  const changed = { ...method, metadata: mergeMetadata(method.metadata ?? {}, params['metadata']) };
  world.paymentMethods.set(method.id, changed);
  return changed;
}
