import type Stripe from 'stripe';
import { refundCharge } from '../actions/refund.ts';
import { invalidRequest, missingResource } from '../api-error.ts';
import { mergeMetadata, type FieldsOf } from '../fields.ts';
import { integerAt, textAt, type FormTree } from '../form.ts';
import { CREATED, listPage, PAGING } from '../list.ts';
import type { Call, Route } from '../route.ts';
import { idOf, type World } from '../world.ts';

export const REFUND_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/refunds',
    fields: {
      amount: 'integer',
      charge: 'string',
      currency: 'string',
      customer: 'string',
      instructions_email: 'string',
      metadata: 'metadata',
      origin: ['customer_balance'],
      payment_intent: 'string',
      reason: ['duplicate', 'fraudulent', 'requested_by_customer'],
      refund_application_fee: 'boolean',
      reverse_transfer: 'boolean',
    } satisfies FieldsOf<Stripe.RefundCreateParams>,
    run: ({ world, params }) => refundFrom(world, params),
  },
  {
    method: 'GET',
    path: '/v1/refunds',
    fields: {
      ...PAGING,
      charge: 'string',
      created: CREATED,
      payment_intent: 'string',
    } satisfies FieldsOf<Stripe.RefundListParams>,
    run: list,
  },
  { method: 'GET', path: '/v1/refunds/:id', fields: {}, run: ({ world, id }) => refundNamed(world, id) },
  {
    method: 'POST',
    path: '/v1/refunds/:id',
    fields: { metadata: 'metadata' },
    run: ({ world, id, params }) => {
      const refund = refundNamed(world, id);
      const changed = { ...refund, metadata: mergeMetadata(refund.metadata ?? {}, params['metadata']) };
      world.refunds.set(id, changed);
      return changed;
    },
  },
];

/** A refund by `payment_intent` or `charge`, through the API or from the dashboard. */
export function refundFrom(world: World, params: FormTree): Stripe.Refund {
  return refundCharge(world, chargeToRefund(world, params), {
    amount: integerAt(params, 'amount'),
    reason: (textAt(params, 'reason') as Stripe.Refund.Reason | undefined) ?? null,
    metadata: mergeMetadata({}, params['metadata']),
  });
}

function chargeToRefund(world: World, params: FormTree): Stripe.Charge {
  const chargeId = textAt(params, 'charge');
  const intentId = textAt(params, 'payment_intent');
  if (chargeId === undefined && intentId === undefined) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  if (intentId === undefined) {
    const charge = world.charges.get(chargeId ?? '');
    if (!charge) throw missingResource('charge', chargeId ?? '', 'charge', 400);
    return charge;
  }
  const intent = world.paymentIntents.get(intentId);
  if (!intent) throw missingResource('payment_intent', intentId, 'payment_intent', 400);
  const charge = world.charges.get(idOf(intent.latest_charge) ?? '');
  if (!charge) {
    throw invalidRequest('This PaymentIntent does not have a successful charge to refund.', {
      param: 'payment_intent',
    });
  }
  return charge;
}

function list({ world, params }: Call): object {
  const charge = textAt(params, 'charge');
  const intent = textAt(params, 'payment_intent');
  const found = [...world.refunds.values()].filter(
    (refund) =>
      (charge === undefined || refund.charge === charge) && (intent === undefined || refund.payment_intent === intent),
  );
  return listPage('/v1/refunds', found, params);
}

function refundNamed(world: World, id: string): Stripe.Refund {
  const refund = world.refunds.get(id);
  if (!refund) throw missingResource('refund', id, 'id');
  return refund;
}
