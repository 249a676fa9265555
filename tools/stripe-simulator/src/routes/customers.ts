import type Stripe from 'stripe';
import { attachMethod, detachMethod } from '../actions/payment-methods.ts';
import { missingResource } from '../api-error.ts';
import { mergeMetadata, type Fields, type FieldsOf } from '../fields.ts';
import { textAt } from '../form.ts';
import { CREATED, listPage, PAGING } from '../list.ts';
import { newCustomer } from '../objects/customer.ts';
import type { Call, Route } from '../route.ts';
import type { World } from '../world.ts';

const INVOICE_SETTINGS: Fields = {
  custom_fields: 'any',
  default_payment_method: 'string',
  footer: 'string',
  rendering_options: 'any',
};

const WRITE_FIELDS = {
  address: 'any',
  balance: 'integer',
  business_name: 'string?',
  cash_balance: 'any',
  description: 'string?',
  email: 'string?',
  individual_name: 'string?',
  invoice_prefix: 'string',
  invoice_settings: { fields: INVOICE_SETTINGS },
  metadata: 'metadata',
  name: 'string?',
  next_invoice_sequence: 'integer',
  phone: 'string?',
  preferred_locales: 'any',
  shipping: 'any',
  source: 'string',
  tax: 'any',
  tax_exempt: 'string?',
  validate: 'boolean',
} as const satisfies Fields;

export const CUSTOMER_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/customers',
    fields: {
      ...WRITE_FIELDS,
      payment_method: 'string',
      tax_id_data: 'any',
      test_clock: 'string',
    } satisfies FieldsOf<Stripe.CustomerCreateParams>,
    run: create,
  },
  {
    method: 'GET',
    path: '/v1/customers',
    fields: { ...PAGING, created: CREATED, email: 'string', test_clock: 'string' },
    run: ({ world, params }) => {
      const email = textAt(params, 'email');
      const found = [...world.customers.values()].filter((customer) => email === undefined || customer.email === email);
      return listPage('/v1/customers', found, params);
    },
  },
  { method: 'GET', path: '/v1/customers/:id', fields: {}, run: ({ world, id }) => customerNamed(world, id) },
  {
    method: 'POST',
    path: '/v1/customers/:id',
    fields: { ...WRITE_FIELDS, default_source: 'string' } satisfies FieldsOf<Stripe.CustomerUpdateParams>,
    run: update,
  },
  { method: 'DELETE', path: '/v1/customers/:id', fields: {}, run: remove },
  {
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    fields: { ...PAGING, allow_redisplay: 'string', type: 'string' },
    run: ({ world, id, params }) => {
      customerNamed(world, id);
      return listPage(`/v1/customers/${id}/payment_methods`, methodsOf(world, id, textAt(params, 'type')), params);
    },
  },
];

function create({ world, params }: Call): object {
  const customer = newCustomer(world, params);
  world.customers.set(customer.id, customer);
  const method = textAt(params, 'payment_method');
  try {
    if (method !== undefined) attachMethod(world, method, customer.id);
  } catch (error) {
    world.customers.delete(customer.id);
    throw error;
  }
  world.emit('customer.created', customer);
  return customer;
}

function update({ world, id, params }: Call): object {
  const customer = customerNamed(world, id);
  const usual = textAt(params, 'invoice_settings', 'default_payment_method');
  if (usual !== undefined && world.paymentMethods.get(usual)?.customer !== id) {
    throw missingResource('PaymentMethod', usual, 'invoice_settings[default_payment_method]', 400);
  }
  const changed: Stripe.Customer = {
    ...customer,
    description: changedText(textAt(params, 'description'), customer.description),
    email: changedText(textAt(params, 'email'), customer.email),
    invoice_settings: {
      ...customer.invoice_settings,
      ...(usual === undefined ? {} : { default_payment_method: usual }),
    },
    metadata: mergeMetadata(customer.metadata, params['metadata']),
    name: changedText(textAt(params, 'name'), customer.name ?? null),
    phone: changedText(textAt(params, 'phone'), customer.phone ?? null),
  };
  world.customers.set(id, changed);
  world.emit('customer.updated', changed);
  return changed;
}

/** An empty text unsets. */
function changedText(sent: string | undefined, before: string | null): string | null {
  return sent === undefined ? before : sent === '' ? null : sent;
}

function remove({ world, id }: Call): object {
  const customer = customerNamed(world, id);
  for (const method of methodsOf(world, id, undefined)) detachMethod(world, method.id);
  world.customers.delete(id);
  world.emit('customer.deleted', customer);
  return { id, object: 'customer', deleted: true };
}

export function methodsOf(world: World, customer: string, type: string | undefined): readonly Stripe.PaymentMethod[] {
  return [...world.paymentMethods.values()].filter(
    (method) => method.customer === customer && (type === undefined || method.type === type),
  );
}

function customerNamed(world: World, id: string): Stripe.Customer {
  const customer = world.customers.get(id);
  if (!customer) throw missingResource('customer', id, 'id');
  return customer;
}
