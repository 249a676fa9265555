import {
  failureOf,
  type MethodView,
  type NextAction,
  type ProviderObject,
  type ProviderRefund,
} from '@payments/domain';
import { takesMethod, type MockObject, type MockRefund } from './mock-objects.ts';
import { methodReference } from './mock-bank.ts';
import type { Scenario } from './scenarios.ts';

/** The name under which the mock is enabled and routed. */
export const MOCK = 'mock';

/** The object in the port's words, with its refunds. `checkoutUrl`: where its payer goes on. */
export function viewOf(object: MockObject, checkoutUrl: (paymentId: string) => string): ProviderObject {
  const { id, paymentId, status, amount, currency, amountCaptured, failure, open, scenario, charges } = object;
  const waits = takesMethod(object);
  const nextAction: NextAction | null =
    waits && paymentId !== null ? { type: 'redirect', url: checkoutUrl(paymentId) } : null;
  const paid = charges > 0 && status !== 'canceled';
  const method = cardOf(scenario);
  return {
    provider: MOCK,
    providerPaymentId: id,
    providerChargeId: charges > 0 ? `mock_ch_${id.slice(MOCK.length + 1)}` : null,
    status,
    paymentId,
    amount,
    currency,
    amountCaptured,
    failure,
    open,
    needsMethod: waits,
    fingerprint: `${object.tries} tried, ${charges} charged, ${object.declines} declined`,
    nextAction,
    method,
    savedMethod: object.save && paid ? { ...method, reference: methodReference(id), customer: object.customer } : null,
    refunds: object.refunds.map((refund) => refundViewOf(refund, object)),
    createdAt: new Date(object.createdAt),
    raw: rawOf(object),
  };
}

export function refundViewOf(refund: MockRefund, { id: providerPaymentId, currency }: MockObject): ProviderRefund {
  const { id, refundId, amount, status, createdAt } = refund;
  return {
    providerRefundId: id,
    providerPaymentId,
    refundId,
    amount,
    currency,
    status,
    failure: status === 'failed' ? failureOf('refund_refused', 'mock_refund_failed') : null,
    createdAt: new Date(createdAt),
    raw: JSON.stringify({ object: 'refund', id, payment: providerPaymentId, status, amount: Number(amount), currency }),
  };
}

/** What may be shown of the card that a scenario stands for. */
export function cardOf({ last4 }: Scenario): MethodView {
  return { type: 'card', brand: 'visa', last4, expMonth: 12, expYear: 2030 };
}

/** What the mock would have sent over the wire, if it had one. */
function rawOf({ id, paymentId, status, amount, currency, amountCaptured, failure, scenario }: MockObject): string {
  return JSON.stringify({
    object: 'payment',
    id,
    status,
    amount: Number(amount),
    amount_captured: Number(amountCaptured),
    currency,
    decline_code: failure?.code ?? null,
    card: { brand: 'visa', last4: scenario.last4 },
    metadata: { payment_id: paymentId },
  });
}
