import type Stripe from 'stripe';
import { mergeMetadata } from '../fields.ts';
import { flagAt, integerAt, listAt, textAt, type FormTree } from '../form.ts';
import type { World } from '../world.ts';

type CaptureMethod = Stripe.PaymentIntent.CaptureMethod;

/** A new intent as Stripe draws it from the parameters of its creation. */
export function newPaymentIntent(world: World, params: FormTree): Stripe.PaymentIntent {
  const id = world.newId('pi');
  const allowed = listAt(params, 'allowed_payment_method_types');
  const excluded = listAt(params, 'excluded_payment_method_types');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: allowed.length > 0 ? [...allowed] : null,
    amount: integerAt(params, 'amount') ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automaticMethods(params, allowed),
    canceled_at: null,
    cancellation_reason: null,
    capture_method: (textAt(params, 'capture_method') as CaptureMethod | undefined) ?? 'automatic_async',
    client_secret: world.newSecret(id),
    confirmation_method: textAt(params, 'confirmation_method') === 'manual' ? 'manual' : 'automatic',
    created: world.seconds(),
    currency: (textAt(params, 'currency') ?? '').toLowerCase(),
    customer: textAt(params, 'customer') ?? null,
    customer_account: null,
    description: textAt(params, 'description') ?? null,
    excluded_payment_method_types: excluded.length > 0 ? [...excluded] : null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params['metadata']),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: allowed.length > 0 ? [...allowed] : ['card', 'us_bank_account'],
    payment_record: null,
    processing: null,
    receipt_email: textAt(params, 'receipt_email') || null,
    review: null,
    setup_future_usage: futureUsage(textAt(params, 'setup_future_usage')),
    shipping: null,
    source: null,
    statement_descriptor: textAt(params, 'statement_descriptor') ?? null,
    statement_descriptor_suffix: textAt(params, 'statement_descriptor_suffix') ?? null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: textAt(params, 'transfer_group') ?? null,
  };
}

/** `off_session`, `on_session`, or nothing for an empty text. */
export function futureUsage(sent: string | undefined): Stripe.PaymentIntent['setup_future_usage'] {
  return sent === 'off_session' || sent === 'on_session' ? sent : null;
}

/** Automatic methods are the default; a list of allowed ones takes their place. */
function automaticMethods(
  params: FormTree,
  allowed: readonly string[],
): Stripe.PaymentIntent['automatic_payment_methods'] {
  if (allowed.length > 0) return null;
  const enabled = flagAt(params, 'automatic_payment_methods', 'enabled') ?? true;
  if (!enabled) return null;
  return {
    allow_redirects: textAt(params, 'automatic_payment_methods', 'allow_redirects') === 'never' ? 'never' : 'always',
    enabled: true,
  };
}

/** What a browser with a publishable key and the client secret may see. */
export function publicIntent(intent: Stripe.PaymentIntent): object {
  const { id, object, amount, amount_details, automatic_payment_methods, canceled_at, cancellation_reason } = intent;
  const { capture_method, client_secret, confirmation_method, created, currency, description, last_payment_error } =
    intent;
  const { livemode, next_action, payment_method, payment_method_types, processing, receipt_email } = intent;
  const { setup_future_usage, shipping, source, status } = intent;
  return {
    ...{ id, object, amount, amount_details, automatic_payment_methods, canceled_at, cancellation_reason },
    ...{ capture_method, client_secret, confirmation_method, created, currency, description, last_payment_error },
    ...{ livemode, next_action, payment_method, payment_method_types, processing, receipt_email },
    ...{ setup_future_usage, shipping, source, status },
  };
}
