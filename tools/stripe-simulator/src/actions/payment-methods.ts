import type Stripe from 'stripe';
import { invalidRequest, missingResource } from '../api-error.ts';
import type { FormTree } from '../form.ts';
import { newPaymentMethod } from '../objects/payment-method.ts';
import { testMethodNamed, type TestMethod } from '../test-methods.ts';
import { idOf, type World } from '../world.ts';
import { cardError } from './decline.ts';

/** A test name becomes a payment method of its own at each use; an id is looked up. */
export function paymentMethodOf(world: World, reference: string, status: 400 | 404 = 400): Stripe.PaymentMethod {
  const behaviour = testMethodNamed(reference);
  if (behaviour) return rememberMethod(world, behaviour);
  const method = world.paymentMethods.get(reference);
  if (!method) throw missingResource('PaymentMethod', reference, 'payment_method', status);
  return method;
}

export function rememberMethod(world: World, behaviour: TestMethod, params?: FormTree): Stripe.PaymentMethod {
  const method = newPaymentMethod(world, behaviour, params);
  world.paymentMethods.set(method.id, method);
  world.methodSecrets.set(method.id, { behaviour, spent: false, setUp: false });
  return method;
}

/**
 * Whether this method may pay for this customer: another's may not, and one that was detached, or paid without being
 * attached, is used up.
 */
export function checkUsable(world: World, method: Stripe.PaymentMethod, customer: string | null): void {
  const owner = idOf(method.customer);
  if (owner !== null && owner !== customer) {
    throw invalidRequest(
      customer === null
        ? `The provided PaymentMethod (${method.id}) belongs to a Customer; include the customer in the request.`
        : `The provided PaymentMethod (${method.id}) belongs to another Customer.`,
      { param: 'payment_method' },
    );
  }
  if (owner === null && world.methodSecrets.get(method.id)?.spent === true) throw usedUp(method.id);
}

function usedUp(id: string): Error {
  return invalidRequest(
    `The provided PaymentMethod (${id}) was used before without being attached, or was detached, and may not be used again.`,
    { param: 'payment_method' },
  );
}

/** @throws ApiError 402 where the card refuses to be saved */
export function attachMethod(world: World, id: string, customer: string): Stripe.PaymentMethod {
  const method = paymentMethodOf(world, id, 404);
  const owner = idOf(method.customer);
  if (!world.customers.has(customer)) throw missingResource('customer', customer, 'customer', 400);
  if (owner === customer) return method;
  if (owner !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      param: 'payment_method',
    });
  }
  if (world.methodSecrets.get(method.id)?.spent === true) throw usedUp(method.id);
  const { decline, declinesSetup } = world.behaviourOf(method.id);
  if (decline && declinesSetup === true) throw cardError(decline, { method });
  return bindMethod(world, method, customer);
}

/** Makes the method the customer's, when a payment or a setup with it succeeded. */
export function bindMethod(
  world: World,
  method: Stripe.PaymentMethod,
  customer: string,
  setUp = false,
): Stripe.PaymentMethod {
  const attached = { ...method, customer };
  const secrets = world.methodSecrets.get(method.id);
  world.paymentMethods.set(method.id, attached);
  if (secrets) world.methodSecrets.set(method.id, { ...secrets, spent: true, setUp: secrets.setUp || setUp });
  if (idOf(method.customer) === null) world.emit('payment_method.attached', attached);
  return attached;
}

/** It paid without being attached: once is all. */
export function spendMethod(world: World, id: string): void {
  const secrets = world.methodSecrets.get(id);
  if (secrets) world.methodSecrets.set(id, { ...secrets, spent: true });
}

export function detachMethod(world: World, id: string): Stripe.PaymentMethod {
  const method = paymentMethodOf(world, id, 404);
  const owner = idOf(method.customer);
  if (owner === null) {
    throw invalidRequest('The payment method you provided is not attached to a customer so detachment is impossible.', {
      param: 'payment_method',
    });
  }
  const detached: Stripe.PaymentMethod = { ...method, customer: null };
  world.paymentMethods.set(id, detached);
  const customer = world.customers.get(owner);
  if (customer && idOf(customer.invoice_settings.default_payment_method) === id) {
    world.customers.set(owner, {
      ...customer,
      invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
    });
  }
  world.emit('payment_method.detached', detached, { customer: owner });
  return detached;
}
