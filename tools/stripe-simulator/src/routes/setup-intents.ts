import type Stripe from 'stripe';
import { checkReturnUrl } from '../actions/confirm-payment.ts';
import { confirmSetup } from '../actions/confirm-setup.ts';
import { checkUsable, paymentMethodOf } from '../actions/payment-methods.ts';
import { invalidRequest, missingResource } from '../api-error.ts';
import type { FieldsOf } from '../fields.ts';
import { flagAt, textAt } from '../form.ts';
import { CREATED, listPage, PAGING } from '../list.ts';
import { newSetupIntent } from '../objects/setup-intent.ts';
import type { Call, Route } from '../route.ts';
import { idOf, type World } from '../world.ts';
import { checkClientSecret, confirmationOf, namedMethod } from './confirmation.ts';
import { AUTOMATIC_METHODS, METHOD_DATA } from './payment-intent-fields.ts';

const CREATE_FIELDS: FieldsOf<Stripe.SetupIntentCreateParams> = {
  allowed_payment_method_types: { list: 'string' },
  attach_to_self: 'boolean',
  automatic_payment_methods: AUTOMATIC_METHODS,
  confirm: 'boolean',
  confirmation_token: 'string',
  customer: 'string',
  customer_account: 'string',
  description: 'string',
  excluded_payment_method_types: { list: 'string' },
  flow_directions: 'any',
  mandate_data: 'any',
  metadata: 'metadata',
  on_behalf_of: 'string',
  payment_method: 'string',
  payment_method_configuration: 'string',
  payment_method_data: METHOD_DATA,
  payment_method_options: 'any',
  return_url: 'string',
  single_use: 'any',
  usage: ['off_session', 'on_session'],
  use_stripe_sdk: 'boolean',
};

const CONFIRM_FIELDS: FieldsOf<Stripe.SetupIntentConfirmParams> = {
  allowed_payment_method_types: { list: 'string' },
  confirmation_token: 'string',
  mandate_data: 'any',
  payment_method: 'string',
  payment_method_data: METHOD_DATA,
  payment_method_options: 'any',
  return_url: 'string',
  use_stripe_sdk: 'boolean',
};

export const SETUP_INTENT_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/v1/setup_intents', fields: CREATE_FIELDS, check: checkCreation, run: create },
  {
    method: 'GET',
    path: '/v1/setup_intents',
    fields: {
      ...PAGING,
      attach_to_self: 'boolean',
      created: CREATED,
      customer: 'string',
      customer_account: 'string',
      payment_method: 'string',
    },
    run: list,
  },
  { method: 'GET', path: '/v1/setup_intents/:id', fields: { client_secret: 'string' }, browser: true, run: retrieve },
  { method: 'POST', path: '/v1/setup_intents/:id/confirm', fields: CONFIRM_FIELDS, browser: true, run: confirm },
  {
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    fields: { cancellation_reason: ['abandoned', 'duplicate', 'requested_by_customer'] },
    run: cancel,
  },
];

function checkCreation(call: Call): void {
  const { params, world } = call;
  const customer = textAt(params, 'customer');
  if (customer !== undefined && !world.customers.has(customer))
    throw missingResource('customer', customer, 'customer', 400);
  if (flagAt(params, 'confirm') !== true) {
    if (params['return_url'] === undefined) return;
    throw invalidRequest('The parameter return_url can be passed only when confirm is true.', { param: 'return_url' });
  }
  const { automatic_payment_methods: automatic } = newSetupIntent(world, params);
  checkReturnUrl(
    {
      automatic_payment_methods: automatic
        ? { allow_redirects: automatic.allow_redirects ?? 'always', enabled: true }
        : null,
    },
    confirmationOf(call, undefined),
  );
}

function create(call: Call): object {
  const { world, params } = call;
  const drawn = newSetupIntent(world, params);
  const reference = namedMethod(world, params);
  const method = reference === undefined ? undefined : paymentMethodOf(world, reference);
  if (method) checkUsable(world, method, idOf(drawn.customer));
  const intent: Stripe.SetupIntent = method
    ? { ...drawn, payment_method: method.id, status: 'requires_confirmation' }
    : drawn;
  const confirmation = flagAt(params, 'confirm') === true ? confirmationOf(call, method?.id) : undefined;
  world.setupIntents.set(intent.id, intent);
  world.emit('setup_intent.created', intent);
  return confirmation ? confirmSetup(world, intent, confirmation) : intent;
}

function list({ world, params }: Call): object {
  const customer = textAt(params, 'customer');
  const intents = [...world.setupIntents.values()].filter(
    (intent) => customer === undefined || intent.customer === customer,
  );
  return listPage('/v1/setup_intents', intents, params);
}

function retrieve(call: Call): object {
  const intent = setupNamed(call.world, call.id);
  checkClientSecret(call, intent.client_secret);
  return intent;
}

function confirm(call: Call): object {
  const intent = setupNamed(call.world, call.id);
  checkClientSecret(call, intent.client_secret);
  return confirmSetup(call.world, intent, confirmationOf(call, namedMethod(call.world, call.params)));
}

function cancel({ world, id, params }: Call): object {
  const intent = setupNamed(world, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw invalidRequest(`You cannot cancel this SetupIntent because it has a status of ${intent.status}.`, {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  const reason = textAt(params, 'cancellation_reason') as Stripe.SetupIntent.CancellationReason | undefined;
  const canceled: Stripe.SetupIntent = {
    ...intent,
    cancellation_reason: reason ?? null,
    next_action: null,
    status: 'canceled',
  };
  world.setupIntents.set(id, canceled);
  world.emit('setup_intent.canceled', canceled);
  return canceled;
}

function setupNamed(world: World, id: string): Stripe.SetupIntent {
  const intent = world.setupIntents.get(id);
  if (!intent) throw missingResource('setupintent', id, 'intent');
  return intent;
}
