import type Stripe from 'stripe';
import { invalidRequest } from '../api-error.ts';
import { idOf, type World } from '../world.ts';
import { checkReturnUrl, nextAction, type Confirmation } from './confirm-payment.ts';
import { cardError } from './decline.ts';
import { bindMethod, checkUsable, paymentMethodOf } from './payment-methods.ts';

const CONFIRMABLE: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

/** Sets a method up for later payments; no money moves. */
export function confirmSetup(world: World, intent: Stripe.SetupIntent, by: Confirmation): Stripe.SetupIntent {
  if (!CONFIRMABLE.has(intent.status)) {
    throw invalidRequest(`You cannot confirm this SetupIntent because it has a status of ${intent.status}.`, {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  checkReturnUrl({ automatic_payment_methods: automaticOf(intent) }, by);
  const reference = by.method ?? idOf(intent.payment_method);
  if (reference === null) {
    throw invalidRequest("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  const method = paymentMethodOf(world, reference);
  checkUsable(world, method, idOf(intent.customer));
  world.intentSecrets.set(intent.id, { returnUrl: by.returnUrl ?? null, offSession: false });
  const begun: Stripe.SetupIntent = { ...intent, last_setup_error: null, next_action: null, payment_method: method.id };
  const { decline, declinesSetup, authentication } = world.behaviourOf(method.id);
  if (decline && declinesSetup === true) {
    const failed: Stripe.SetupIntent = {
      ...begun,
      last_setup_error: {
        type: 'card_error',
        code: decline.code,
        decline_code: decline.declineCode,
        message: decline.message,
        payment_method: method,
      },
      payment_method: null,
      status: 'requires_payment_method',
    };
    world.setupIntents.set(failed.id, failed);
    world.emit('setup_intent.setup_failed', failed);
    throw cardError(decline, { setup: failed, method });
  }
  if (authentication === undefined) return finishSetup(world, begun);
  const asking: Stripe.SetupIntent = {
    ...begun,
    status: 'requires_action',
    next_action: nextAction(world, intent.id, by),
  };
  world.setupIntents.set(asking.id, asking);
  world.emit('setup_intent.requires_action', asking);
  return asking;
}

/** The bank agreed: the method belongs to the customer, for payments without the payer, too. */
export function finishSetup(world: World, intent: Stripe.SetupIntent): Stripe.SetupIntent {
  const done: Stripe.SetupIntent = { ...intent, next_action: null, status: 'succeeded' };
  const customer = idOf(intent.customer);
  const method = world.paymentMethods.get(idOf(intent.payment_method) ?? '');
  world.setupIntents.set(done.id, done);
  if (customer !== null && method) bindMethod(world, method, customer, intent.usage === 'off_session');
  world.emit('setup_intent.succeeded', done);
  return done;
}

function automaticOf({
  automatic_payment_methods: automatic,
}: Stripe.SetupIntent): Stripe.PaymentIntent['automatic_payment_methods'] {
  return automatic ? { allow_redirects: automatic.allow_redirects ?? 'always', enabled: true } : null;
}
