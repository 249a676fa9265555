import type Stripe from 'stripe';
import { mergeMetadata } from '../fields.ts';
import { textAt, type FormTree } from '../form.ts';
import type { World } from '../world.ts';

export function newCustomer(world: World, params: FormTree): Stripe.Customer {
  const id = world.newId('cus');
  return {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: world.seconds(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: textAt(params, 'description') ?? null,
    discount: null,
    email: textAt(params, 'email') ?? null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: mergeMetadata({}, params['metadata']),
    name: textAt(params, 'name') ?? null,
    next_invoice_sequence: 1,
    phone: textAt(params, 'phone') ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
