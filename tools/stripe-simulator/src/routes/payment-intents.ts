import type Stripe from 'stripe';
import { checkAmount } from '../amounts.ts';
import { cancelPayment, capturePayment } from '../actions/capture.ts';
import { checkReturnUrl, confirmPayment } from '../actions/confirm-payment.ts';
import { checkUsable, paymentMethodOf } from '../actions/payment-methods.ts';
import { invalidRequest, missingResource } from '../api-error.ts';
import { mergeMetadata } from '../fields.ts';
import { flagAt, integerAt, textAt, type FormTree } from '../form.ts';
import { listPage } from '../list.ts';
import { futureUsage, newPaymentIntent, publicIntent } from '../objects/payment-intent.ts';
import type { Call, Route } from '../route.ts';
import { idOf, type World } from '../world.ts';
import { checkClientSecret, confirmationOf, namedMethod } from './confirmation.ts';
import {
  CANCEL_FIELDS,
  CAPTURE_FIELDS,
  CONFIRM_FIELDS,
  CREATE_FIELDS,
  LIST_FIELDS,
  UPDATE_FIELDS,
} from './payment-intent-fields.ts';

export const PAYMENT_INTENT_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/payment_intents',
    fields: CREATE_FIELDS,
    required: ['amount', 'currency'],
    check: checkCreation,
    run: create,
  },
  { method: 'GET', path: '/v1/payment_intents', fields: LIST_FIELDS, run: list },
  { method: 'GET', path: '/v1/payment_intents/:id', fields: { client_secret: 'string' }, browser: true, run: retrieve },
  { method: 'POST', path: '/v1/payment_intents/:id', fields: UPDATE_FIELDS, run: update },
  { method: 'POST', path: '/v1/payment_intents/:id/confirm', fields: CONFIRM_FIELDS, browser: true, run: confirm },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    fields: CAPTURE_FIELDS,
    run: ({ world, id, params }) => {
      const sent = params['metadata'];
      const intent = intentNamed(world, id);
      const metadata = mergeMetadata(intent.metadata, sent);
      return capturePayment(world, { ...intent, metadata }, integerAt(params, 'amount_to_capture'));
    },
  },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    fields: CANCEL_FIELDS,
    run: ({ world, id, params }) =>
      cancelPayment(world, intentNamed(world, id), textAt(params, 'cancellation_reason') ?? null),
  },
];

/** Parameters that mean something only while confirming. */
const CONFIRM_ONLY = [
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'return_url',
  'use_stripe_sdk',
];

function checkCreation(call: Call): void {
  const { params, world } = call;
  checkAmount(integerAt(params, 'amount') ?? 0, (textAt(params, 'currency') ?? '').toLowerCase());
  checkReferences(world, params);
  if (params['allowed_payment_method_types'] !== undefined && params['automatic_payment_methods'] !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.',
      {
        code: 'parameters_exclusive',
        param: 'allowed_payment_method_types',
      },
    );
  }
  if (flagAt(params, 'confirm') !== true) {
    const early = CONFIRM_ONLY.find((name) => params[name] !== undefined);
    if (early !== undefined) {
      throw invalidRequest(`The parameter ${early} can be passed only when confirm is true.`, { param: early });
    }
    return;
  }
  if (params['payment_method'] === undefined && params['payment_method_data'] === undefined) {
    throw invalidRequest('Missing required param: payment_method.', {
      code: 'parameter_missing',
      param: 'payment_method',
    });
  }
  checkReturnUrl(newPaymentIntent(world, params), confirmationOf(call, undefined));
}

function checkReferences(world: World, params: FormTree): void {
  const customer = textAt(params, 'customer');
  if (customer !== undefined && !world.customers.has(customer))
    throw missingResource('customer', customer, 'customer', 400);
}

function create(call: Call): object {
  const { world, params } = call;
  const drawn = newPaymentIntent(world, params);
  const reference = namedMethod(world, params);
  // A refused method leaves no intent behind; a declined one does.
  const method = reference === undefined ? undefined : usableMethod(world, reference, idOf(drawn.customer));
  const intent: Stripe.PaymentIntent = method
    ? { ...drawn, payment_method: method.id, status: 'requires_confirmation' }
    : drawn;
  const confirmation = flagAt(params, 'confirm') === true ? confirmationOf(call, method?.id) : undefined;
  world.paymentIntents.set(intent.id, intent);
  world.emit('payment_intent.created', intent);
  return confirmation ? confirmPayment(world, intent, confirmation) : intent;
}

function usableMethod(world: World, reference: string, customer: string | null): Stripe.PaymentMethod {
  const method = paymentMethodOf(world, reference);
  checkUsable(world, method, customer);
  return method;
}

function list({ world, params }: Call): object {
  const customer = textAt(params, 'customer');
  const intents = [...world.paymentIntents.values()].filter(
    (intent) => customer === undefined || intent.customer === customer,
  );
  return listPage('/v1/payment_intents', intents, params);
}

function retrieve(call: Call): object {
  const intent = intentNamed(call.world, call.id);
  checkClientSecret(call, intent.client_secret);
  return call.caller === 'browser' ? publicIntent(intent) : intent;
}

function confirm(call: Call): object {
  const { world, params } = call;
  const stored = intentNamed(world, call.id);
  checkClientSecret(call, stored.client_secret);
  const usage = textAt(params, 'setup_future_usage');
  const captureMethod = textAt(params, 'capture_method') as Stripe.PaymentIntent.CaptureMethod | undefined;
  const intent: Stripe.PaymentIntent = {
    ...stored,
    ...(usage === undefined ? {} : { setup_future_usage: futureUsage(usage) }),
    ...(captureMethod === undefined ? {} : { capture_method: captureMethod }),
    ...(params['receipt_email'] === undefined ? {} : { receipt_email: textAt(params, 'receipt_email') || null }),
  };
  const confirmed = confirmPayment(world, intent, confirmationOf(call, namedMethod(world, params)));
  return call.caller === 'browser' ? publicIntent(confirmed) : confirmed;
}

const AMOUNT_CHANGEABLE: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

function update({ world, id, params }: Call): object {
  const intent = intentNamed(world, id);
  const amount = integerAt(params, 'amount') ?? intent.amount;
  const currency = (textAt(params, 'currency') ?? intent.currency).toLowerCase();
  const changesPayment = ['amount', 'capture_method', 'currency', 'payment_method'].some(
    (name) => params[name] !== undefined,
  );
  if (changesPayment && !AMOUNT_CHANGEABLE.has(intent.status)) {
    throw invalidRequest(`This PaymentIntent could not be updated because it has a status of ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  }
  checkAmount(amount, currency);
  checkReferences(world, params);
  const customer = textAt(params, 'customer') ?? idOf(intent.customer);
  const reference = namedMethod(world, params);
  const usage = textAt(params, 'setup_future_usage');
  const changed: Stripe.PaymentIntent = {
    ...intent,
    amount,
    capture_method:
      (textAt(params, 'capture_method') as Stripe.PaymentIntent.CaptureMethod | undefined) ?? intent.capture_method,
    currency,
    customer,
    description: textAt(params, 'description') ?? intent.description,
    last_payment_error: null,
    metadata: mergeMetadata(intent.metadata, params['metadata']),
    ...(params['receipt_email'] === undefined ? {} : { receipt_email: textAt(params, 'receipt_email') || null }),
    ...(usage === undefined ? {} : { setup_future_usage: futureUsage(usage) }),
    ...(reference === undefined
      ? {}
      : {
          payment_method: usableMethod(world, reference, customer).id,
          status: 'requires_confirmation',
          next_action: null,
        }),
  };
  world.paymentIntents.set(id, changed);
  return changed;
}

export function intentNamed(world: World, id: string): Stripe.PaymentIntent {
  const intent = world.paymentIntents.get(id);
  if (!intent) throw missingResource('payment_intent', id, 'intent');
  return intent;
}
