import { invalidField, type MethodChoice, type Payment, type Refund } from '@payments/domain';
import { fromAmount, isYookassaCurrency, toAmount, YOOKASSA_CURRENCIES } from './amounts.ts';
import { LIMITS, type YookassaOptions } from './yookassa-config.ts';
import { YOOKASSA } from './yookassa-objects.ts';
import { captureReceipt, checkReceipt, cut, partReceipt, receiptOf } from './yookassa-receipt.ts';

/** Throws `PaymentError` (422) for what YooKassa would refuse; it repeats nothing that was given. */
export function checkPayment(payment: Payment, method: MethodChoice | null, options: YookassaOptions): void {
  if (!isYookassaCurrency(payment.money.currency))
    throw invalidField('currency', 'not_supported', `must be one of ${YOOKASSA_CURRENCIES.join(', ')} at YooKassa`);
  if (method?.kind === 'token')
    throw invalidField('payment_method', 'not_supported', 'is chosen by the payer at YooKassa: leave it out');
  if (method?.kind === 'saved' && (method.method.provider !== YOOKASSA || method.method.reference === null))
    throw invalidField('payment_method_id', 'other_provider', 'is no method that was saved at YooKassa');
  if (payment.returnUrl !== null && returnUrlOf(payment, options).length > LIMITS.returnUrl)
    throw invalidField('return_url', 'too_long', `must have at most ${LIMITS.returnUrl} characters`);
  checkReceipt(payment, options);
}

/** The request that opens a payment, as it is kept and sent. */
export function submitBody(payment: Payment, method: MethodChoice | null, options: YookassaOptions): string {
  const receipt = receiptOf(payment, options);
  const saved = method?.kind === 'saved' ? method.method.reference : null;
  return JSON.stringify({
    amount: toAmount(payment.money),
    // Two stages are YooKassa's default, so it is always said.
    capture: payment.captureMethod === 'automatic',
    ...(saved === null ? { confirmation: confirmationOf(payment, options) } : { payment_method_id: saved }),
    ...(payment.saveMethod && saved === null ? { save_payment_method: true } : {}),
    ...(payment.description ? { description: cut(payment.description, LIMITS.description) } : {}),
    metadata: metadataFor(payment),
    ...(receipt ? { receipt } : {}),
  });
}

/** The request that takes what is held, or a part of it. `submitted` is the kept request that opened it. */
export function captureBody(payment: Payment, minor: bigint, submitted: string): string {
  const part = { minor, currency: payment.money.currency };
  const receipt = captureReceipt(parsed(submitted), part);
  return JSON.stringify({ amount: toAmount(part), ...(receipt ? { receipt } : {}) });
}

/** The request that gives money back, as it is kept and sent. */
export function refundBody(refund: Refund, payment: Payment, options: YookassaOptions): string {
  const receipt = partReceipt(payment, refund.money, options);
  return JSON.stringify({
    payment_id: refund.providerPaymentId,
    amount: toAmount(refund.money),
    ...(refund.reason ? { description: cut(refund.reason, LIMITS.refundDescription) } : {}),
    metadata: { refund_id: refund.id, payment_id: refund.paymentId },
    ...(receipt ? { receipt } : {}),
  });
}

/** What an object must say of itself to be found and understood; then as much of the caller's own as YooKassa keeps. */
function metadataFor(payment: Payment): Readonly<Record<string, string>> {
  const ours = {
    payment_id: payment.id,
    attempt: String(payment.attempts.length + 1),
    // A capture of a part changes the object's amount: what was asked for is written down here.
    amount: payment.money.minor.toString(),
    capture_method: payment.captureMethod,
    ...(payment.orderId === null || payment.orderId.length > LIMITS.metadataValue ? {} : { order_id: payment.orderId }),
  };
  const fits = Object.entries(payment.metadata).filter(
    ([key, value]) =>
      !Object.hasOwn(ours, key) && key.length <= LIMITS.metadataKey && value.length <= LIMITS.metadataValue,
  );
  return { ...Object.fromEntries(fits.slice(0, LIMITS.metadataKeys - Object.keys(ours).length)), ...ours };
}

const LOCALES = { en: 'en_US', ru: 'ru_RU' } as const;

/** YooKassa's page where the caller has one to come back to, its widget on our checkout page where not. */
function confirmationOf(payment: Payment, options: YookassaOptions): Readonly<Record<string, string>> {
  const locale = payment.locale === null ? {} : { locale: LOCALES[payment.locale] };
  if (payment.returnUrl === null) return { type: 'embedded', ...locale };
  return { type: 'redirect', return_url: returnUrlOf(payment, options), ...locale };
}

function returnUrlOf(payment: Payment, { returnUrl, publicUrl }: YookassaOptions): string {
  return returnUrl ? returnUrl(payment) : (payment.returnUrl ?? publicUrl);
}

/** The kept request; `null` where none was kept (an object that was found without one). */
function parsed(text: string): unknown {
  if (text === '') return null;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && 'amount' in value && fromAmount(value.amount) ? value : null;
}
