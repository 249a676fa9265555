import type Stripe from 'stripe';
import { mergeMetadata } from '../fields.ts';
import { textAt, type FormTree } from '../form.ts';
import type { TestMethod } from '../test-methods.ts';
import type { World } from '../world.ts';

/** A payment method of its own, born from one of Stripe's test names. */
export function newPaymentMethod(world: World, behaviour: TestMethod, params: FormTree = {}): Stripe.PaymentMethod {
  return {
    id: world.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
      email: textAt(params, 'billing_details', 'email') ?? null,
      name: textAt(params, 'billing_details', 'name') ?? null,
      phone: textAt(params, 'billing_details', 'phone') ?? null,
      tax_id: null,
    },
    ...(behaviour.type === 'card' ? { card: cardOf(world, behaviour) } : {}),
    created: world.seconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, params['metadata']),
    type: behaviour.type,
  };
}

function cardOf(world: World, behaviour: TestMethod): Stripe.PaymentMethod.Card {
  return {
    brand: behaviour.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
    country: 'US',
    display_brand: behaviour.brand,
    exp_month: 12,
    exp_year: world.now().getUTCFullYear() + 2,
    fingerprint: `sim${behaviour.brand}${behaviour.last4}`,
    funding: 'credit',
    generated_from: null,
    last4: behaviour.last4,
    networks: { available: [behaviour.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}
