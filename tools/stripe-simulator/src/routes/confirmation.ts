import type { Confirmation } from '../actions/confirm-payment.ts';
import { rememberMethod } from '../actions/payment-methods.ts';
import { invalidRequest } from '../api-error.ts';
import { flagAt, textAt, treeAt, type FormTree } from '../form.ts';
import type { Call } from '../route.ts';
import { testMethodNamed } from '../test-methods.ts';
import type { World } from '../world.ts';

/** How the parameters of a request confirm an intent, with the method that was named or made for it. */
export function confirmationOf({ caller, params }: Call, method: string | undefined): Confirmation {
  return {
    caller,
    errorOnRequiresAction: flagAt(params, 'error_on_requires_action') === true,
    method,
    offSession: flagAt(params, 'off_session') === true,
    returnUrl: returnUrlOf(params),
    useStripeSdk: flagAt(params, 'use_stripe_sdk') === true,
  };
}

/**
 * The method that a request names. `payment_method_data[card][token]=tok_visa` makes one on the way; bare card numbers are refused, as by Stripe.
 */
export function namedMethod(world: World, params: FormTree): string | undefined {
  const data = treeAt(params, 'payment_method_data');
  if (!data) return textAt(params, 'payment_method');
  const token = textAt(data, 'card', 'token') ?? '';
  const behaviour = testMethodNamed(token);
  if (!behaviour)
    throw invalidRequest(`No such token: '${token}'`, {
      code: 'resource_missing',
      param: 'payment_method_data[card][token]',
    });
  return rememberMethod(world, behaviour, data).id;
}

function returnUrlOf(params: FormTree): string | undefined {
  const sent = textAt(params, 'return_url');
  if (sent !== undefined && !URL.canParse(sent))
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
  return sent;
}

/** A browser proves by the client secret that the intent is its own. */
export function checkClientSecret({ caller, params }: Call, secret: string | null): void {
  if (caller === 'server') return;
  const sent = textAt(params, 'client_secret');
  if (sent === undefined) {
    throw invalidRequest('Missing required param: client_secret.', {
      code: 'parameter_missing',
      param: 'client_secret',
    });
  }
  if (sent !== secret) {
    throw invalidRequest('The client_secret provided does not match the client_secret of this intent.', {
      param: 'client_secret',
    });
  }
}
