import type Stripe from 'stripe';
import { mergeMetadata } from '../fields.ts';
import { flagAt, listAt, textAt, type FormTree } from '../form.ts';
import type { World } from '../world.ts';

export function newSetupIntent(world: World, params: FormTree): Stripe.SetupIntent {
  const id = world.newId('seti');
  const allowed = listAt(params, 'allowed_payment_method_types');
  const automatic = allowed.length === 0 && (flagAt(params, 'automatic_payment_methods', 'enabled') ?? true);
  const redirects = textAt(params, 'automatic_payment_methods', 'allow_redirects') === 'never' ? 'never' : 'always';
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: allowed.length > 0 ? [...allowed] : null,
    application: null,
    automatic_payment_methods: automatic ? { allow_redirects: redirects, enabled: true } : null,
    cancellation_reason: null,
    client_secret: world.newSecret(id),
    created: world.seconds(),
    customer: textAt(params, 'customer') ?? null,
    customer_account: null,
    description: textAt(params, 'description') ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: mergeMetadata({}, params['metadata']),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: allowed.length > 0 ? [...allowed] : ['card', 'us_bank_account'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: textAt(params, 'usage') ?? 'off_session',
  };
}
