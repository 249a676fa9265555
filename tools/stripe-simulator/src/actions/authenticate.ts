import type Stripe from 'stripe';
import { ApiError, invalidRequest, missingResource } from '../api-error.ts';
import { idOf, type World } from '../world.ts';
import { attemptCharge } from './attempt-charge.ts';
import { finishSetup } from './confirm-setup.ts';

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** What the payer did on the bank's page. */
export interface Authentication {
  readonly intent: Intent;
  readonly returnUrl: string | null;
  readonly succeeded: boolean;
}

/** The payer authorizes or fails 3D Secure for a payment or setup intent. */
export function authenticate(world: World, id: string, authorized: boolean): Authentication {
  const intent = intentNamed(world, id);
  if (intent.status !== 'requires_action') {
    throw invalidRequest(`This intent has a status of ${intent.status}; there is nothing to authenticate.`);
  }
  const returnUrl = world.intentSecrets.get(id)?.returnUrl ?? null;
  const after = authorized ? proceed(world, intent) : refuse(world, intent);
  const succeeded = after.status !== 'requires_payment_method';
  return { intent: after, returnUrl, succeeded };
}

export function intentNamed(world: World, id: string): Intent {
  const intent = world.paymentIntents.get(id) ?? world.setupIntents.get(id);
  if (!intent) throw missingResource('payment_intent', id, 'intent');
  return intent;
}

/** Stripe's return parameters (never to be trusted by whoever reads them). */
export function returnAddress({ intent, returnUrl, succeeded }: Authentication): string | null {
  if (returnUrl === null) return null;
  const url = new URL(returnUrl);
  const name = intent.object;
  url.searchParams.set(name, intent.id);
  url.searchParams.set(`${name}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', succeeded ? 'succeeded' : 'failed');
  return url.href;
}

function proceed(world: World, intent: Intent): Intent {
  if (intent.object === 'setup_intent') return finishSetup(world, intent);
  const method = world.paymentMethods.get(idOf(intent.payment_method) ?? '');
  if (!method) throw missingResource('PaymentMethod', idOf(intent.payment_method) ?? '', 'payment_method', 400);
  try {
    return attemptCharge(world, intent, method);
  } catch (error) {
    // The payer stands on a page: a decline is shown by the intent, not by an HTTP error.
    if (error instanceof ApiError && error.status === 402) return world.paymentIntents.get(intent.id) ?? intent;
    throw error;
  }
}

const FAILED = 'The provided PaymentMethod has failed authentication. Provide another payment method and try again.';

function refuse(world: World, intent: Intent): Intent {
  const method = world.paymentMethods.get(idOf(intent.payment_method) ?? '');
  const shown = method ? { payment_method: method } : {};
  if (intent.object === 'setup_intent') {
    const failed: Stripe.SetupIntent = {
      ...intent,
      last_setup_error: {
        type: 'invalid_request_error',
        code: 'setup_intent_authentication_failure',
        message: FAILED,
        ...shown,
      },
      next_action: null,
      payment_method: null,
      status: 'requires_payment_method',
    };
    world.setupIntents.set(failed.id, failed);
    world.emit('setup_intent.setup_failed', failed);
    return failed;
  }
  const failed: Stripe.PaymentIntent = {
    ...intent,
    last_payment_error: {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: FAILED,
      ...shown,
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  world.paymentIntents.set(failed.id, failed);
  world.emit('payment_intent.payment_failed', failed);
  return failed;
}
