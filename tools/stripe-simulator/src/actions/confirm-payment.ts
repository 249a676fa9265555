import type Stripe from 'stripe';
import { invalidRequest } from '../api-error.ts';
import { AUTHENTICATION_REQUIRED } from '../test-methods.ts';
import { idOf, type World } from '../world.ts';
import { attemptCharge } from './attempt-charge.ts';
import { checkUsable, paymentMethodOf } from './payment-methods.ts';

/** How an intent is confirmed: by the server, or by a browser, which brings its own ways to authenticate. */
export interface Confirmation {
  readonly method: string | undefined;
  readonly returnUrl: string | undefined;
  readonly offSession: boolean;
  readonly errorOnRequiresAction: boolean;
  readonly useStripeSdk: boolean;
  readonly caller: 'browser' | 'server';
}

const CONFIRMABLE: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

/**
 * Tries to take the money. A declined intent can be confirmed again with another method.
 * @throws ApiError 400 in a wrong state, 402 with the intent in it where the method is refused
 */
export function confirmPayment(world: World, intent: Stripe.PaymentIntent, by: Confirmation): Stripe.PaymentIntent {
  checkConfirmable(intent, by);
  const reference = by.method ?? idOf(intent.payment_method);
  if (reference === null) {
    throw invalidRequest("You cannot confirm this PaymentIntent because it's missing a payment method.", {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  }
  const method = paymentMethodOf(world, reference);
  checkUsable(world, method, idOf(intent.customer));
  world.intentSecrets.set(intent.id, { returnUrl: by.returnUrl ?? null, offSession: by.offSession });
  const begun: Stripe.PaymentIntent = {
    ...intent,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
  };
  if (!asksThePayer(world, method.id, by.offSession)) return attemptCharge(world, begun, method);
  if (by.offSession || by.errorOnRequiresAction) return attemptCharge(world, begun, method, AUTHENTICATION_REQUIRED);
  return askThePayer(world, begun, by);
}

/** The rules that hold before anything is done, for a creation that confirms at once, too. */
export function checkReturnUrl(
  intent: Pick<Stripe.PaymentIntent, 'automatic_payment_methods'>,
  by: Confirmation,
): void {
  const redirects = intent.automatic_payment_methods?.allow_redirects ?? 'never';
  if (
    by.caller === 'server' &&
    redirects !== 'never' &&
    by.returnUrl === undefined &&
    !by.offSession &&
    !by.useStripeSdk
  ) {
    throw invalidRequest(
      'A `return_url` must be specified because this intent accepts automatic payment methods, some of which may redirect; ' +
        'or set `automatic_payment_methods[allow_redirects]` to `never`.',
      { param: 'return_url' },
    );
  }
}

function checkConfirmable(intent: Stripe.PaymentIntent, by: Confirmation): void {
  if (!CONFIRMABLE.has(intent.status)) {
    throw invalidRequest(`You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  }
  checkReturnUrl(intent, by);
}

function asksThePayer(world: World, methodId: string, offSession: boolean): boolean {
  const { authentication } = world.behaviourOf(methodId);
  if (authentication === 'always') return true;
  if (authentication !== 'until_set_up') return false;
  return !(offSession && world.methodSecrets.get(methodId)?.setUp === true);
}

function askThePayer(world: World, intent: Stripe.PaymentIntent, by: Confirmation): Stripe.PaymentIntent {
  const asking: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    next_action: nextAction(world, intent.id, by),
  };
  world.paymentIntents.set(asking.id, asking);
  world.emit('payment_intent.requires_action', asking);
  return asking;
}

/** The two actions of this simulator, the same for payments and setups. */
export type NextAction = Pick<Stripe.PaymentIntent.NextAction, 'redirect_to_url' | 'type' | 'use_stripe_sdk'>;

/** Without an address to come back to, or on Stripe.js's own wish, the action is left to Stripe.js. */
export function nextAction(world: World, id: string, by: Pick<Confirmation, 'returnUrl' | 'useStripeSdk'>): NextAction {
  const url = `${world.origin}/_sim/3ds/${id}`;
  return by.returnUrl === undefined || by.useStripeSdk
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: by.returnUrl, url } };
}
