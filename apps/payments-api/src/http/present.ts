import {
  failureMessage,
  refundable,
  USUAL_LOCALE,
  type Attempt,
  type Failure,
  type MethodView,
  type NextAction,
  type Payment,
  type PaymentMethod,
  type Refund,
} from '@payments/domain';

/** Who looks: only the owner, and the service that made the payment, see what is needed to pay. */
export type Viewer = 'payer' | 'staff';

export interface PresentOptions {
  readonly viewer: Viewer;
  readonly publicUrl: string;
  /** Absent for staff and in events. */
  readonly checkoutUrl?: string;
}

/** A payment as the contract shows it. Raw provider data is never in it. */
export function presentPayment(payment: Payment, { viewer, publicUrl, checkoutUrl }: PresentOptions) {
  const attempt = payment.attempts.find((a) => a.number === payment.paidAttempt) ?? payment.attempts.at(-1);
  const action = viewer === 'payer' ? payment.nextAction : null;
  return {
    id: payment.id,
    user_id: payment.userId,
    order_id: payment.orderId,
    purpose: payment.purpose,
    amount: Number(payment.money.minor),
    currency: payment.money.currency,
    amount_captured: Number(payment.amountCaptured),
    amount_refunded: Number(payment.amountRefunded),
    status: payment.status,
    capture_method: payment.captureMethod,
    provider: attempt?.provider ?? null,
    provider_payment_id: attempt?.providerPaymentId ?? null,
    provider_charge_id: attempt?.providerChargeId ?? null,
    payment_method: presentMethodView(payment.paymentMethod),
    next_action: presentAction(action),
    ...(action?.type === 'client_secret' ? { client_secret: action.clientSecret } : {}),
    failure: presentFailure(payment.failure, viewer),
    failure_message: sentenceFor(payment),
    description: payment.description,
    items: payment.items.map((item) => ({
      description: item.description,
      quantity: item.quantity,
      unit_amount: Number(item.unitAmount),
    })),
    customer_email: payment.customerEmail,
    metadata: payment.metadata,
    receipt:
      payment.receiptNumber === null
        ? null
        : { number: payment.receiptNumber, url: `${publicUrl}/api/payments/${payment.id}/receipt.pdf` },
    checkout_url: viewer === 'payer' && checkoutUrl !== undefined ? checkoutUrl : null,
    version: payment.version,
    created_at: payment.createdAt.toISOString(),
    updated_at: payment.updatedAt.toISOString(),
  };
}

/** What a single read adds: the attempts. */
export function presentDetails(payment: Payment, options: PresentOptions) {
  return {
    ...presentPayment(payment, options),
    attempts: payment.attempts.map((attempt) => presentAttempt(attempt, options.viewer)),
  };
}

/** What a single read adds for admins alone: what waits for a person, and what may still go back. */
export function presentForAdmins(payment: Payment) {
  return { amount_refundable: Number(refundable(payment)), needs_attention: presentAttention(payment) };
}

function presentAttention({ needsAttention }: Payment) {
  return needsAttention === null ? null : { code: needsAttention.code, since: needsAttention.since.toISOString() };
}

function presentAttempt(attempt: Attempt, viewer: Viewer) {
  return {
    number: attempt.number,
    provider: attempt.provider,
    provider_payment_id: attempt.providerPaymentId,
    outcome: attempt.outcome,
    failure: presentFailure(attempt.failure, viewer),
    created_at: attempt.createdAt.toISOString(),
  };
}

export function presentRefund(refund: Refund) {
  return {
    id: refund.id,
    payment_id: refund.paymentId,
    amount: Number(refund.money.minor),
    currency: refund.money.currency,
    status: refund.status,
    reason: refund.reason,
    failure: presentFailure(refund.failure, 'staff'),
    provider_refund_id: refund.providerRefundId,
    created_at: refund.createdAt.toISOString(),
    updated_at: refund.updatedAt.toISOString(),
  };
}

export function presentMethod(method: PaymentMethod) {
  return {
    id: method.id,
    provider: method.provider,
    type: method.type,
    brand: method.brand,
    last4: method.last4,
    exp_month: method.expMonth,
    exp_year: method.expYear,
    default: method.isDefault,
    created_at: method.createdAt.toISOString(),
  };
}

/** Why it failed, in the payer's language; what an administrator wrote stays as it was written. */
function sentenceFor({ failure, failureMessage: said, locale }: Payment): string | null {
  return failure !== null && said === failure.message ? failureMessage(failure.code, locale ?? USUAL_LOCALE) : said;
}

export function presentMethodView(view: MethodView | null) {
  return view === null
    ? null
    : { type: view.type, brand: view.brand, last4: view.last4, exp_month: view.expMonth, exp_year: view.expYear };
}

/** Why a suspicion arose is for staff alone: shown to a payer it would teach a thief. */
export function presentFailure(failure: Failure | null, viewer: Viewer) {
  if (failure === null) return null;
  const { code, message, category, retryable, advice, providerCode } = failure;
  const hidden = viewer === 'payer' && category === 'fraud';
  return { code, message, category, retryable, advice, provider_code: hidden ? null : providerCode };
}

export function presentAction(action: NextAction | null) {
  switch (action?.type) {
    case 'client_secret':
      return { type: action.type, client_secret: action.clientSecret, publishable_key: action.publishableKey };
    case 'redirect':
      return { type: action.type, url: action.url };
    case 'embedded':
      return { type: action.type, confirmation_token: action.confirmationToken };
    case undefined:
      return null;
  }
}
