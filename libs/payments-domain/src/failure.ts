export const FAILURE_CATEGORIES = [
  'declined',
  'insufficient_funds',
  'authentication',
  'expired_card',
  'fraud',
  'invalid_request',
  'provider_unavailable',
  'canceled_by_payer',
  'expired',
  'other',
] as const;
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];

/** What the payer can do about it. */
export type Advice = 'retry' | 'use_another_method' | 'contact_bank' | 'contact_support';

export type Locale = 'en' | 'ru';

/** What is written where nobody named a language: in letters and receipts, and to whoever asks for none. */
export const USUAL_LOCALE: Locale = 'en';

/** Why a payment, an attempt or a refund did not work out. `message` is for the payer, in English; `failureMessage` has the other languages. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly category: FailureCategory;
  readonly retryable: boolean;
  readonly advice: Advice;
  /** The provider's own word, for support; never its message. */
  readonly providerCode: string | null;
}

interface FailureKind {
  readonly category: FailureCategory;
  readonly retryable: boolean;
  readonly advice: Advice;
  readonly message: Readonly<Record<Locale, string>>;
}

const kind = (category: FailureCategory, retryable: boolean, advice: Advice, en: string, ru: string): FailureKind => ({
  category,
  retryable,
  advice,
  message: { en, ru },
});

/**
 * The shared vocabulary: adapters translate a provider's codes into these, so that a payer reads the same sentence whoever declined.
 * A suspected fraud reads like any decline, because the sentence must not teach a thief.
 */
export const FAILURES = {
  card_declined: kind(
    'declined',
    true,
    'use_another_method',
    'Your bank declined the payment. Try another card or method.',
    'Банк отклонил платёж. Попробуйте другую карту или другой способ.',
  ),
  call_issuer: kind(
    'declined',
    true,
    'contact_bank',
    'Your bank declined the payment. Please contact your bank.',
    'Банк отклонил платёж. Обратитесь в свой банк.',
  ),
  insufficient_funds: kind(
    'insufficient_funds',
    true,
    'use_another_method',
    'There is not enough money on the card. Try another card.',
    'На карте недостаточно средств. Попробуйте другую карту.',
  ),
  limit_exceeded: kind(
    'declined',
    true,
    'use_another_method',
    'The limit of this card is exceeded. Try another card.',
    'Превышен лимит по карте. Попробуйте другую карту.',
  ),
  expired_card: kind(
    'expired_card',
    true,
    'use_another_method',
    'The card has expired. Try another card.',
    'Срок действия карты истёк. Попробуйте другую карту.',
  ),
  invalid_card_details: kind(
    'declined',
    true,
    'use_another_method',
    'The card details are not right. Check them or try another card.',
    'Данные карты неверны. Проверьте их или попробуйте другую карту.',
  ),
  method_not_supported: kind(
    'declined',
    true,
    'use_another_method',
    'This payment method is not accepted here. Try another one.',
    'Этот способ оплаты здесь не принимается. Попробуйте другой.',
  ),
  authentication_failed: kind(
    'authentication',
    true,
    'retry',
    'The payment was not confirmed with your bank. Please try again.',
    'Платёж не был подтверждён в банке. Попробуйте ещё раз.',
  ),
  authentication_required: kind(
    'authentication',
    true,
    'retry',
    'Your bank asks you to confirm the payment. Please try again.',
    'Банк просит подтвердить платёж. Попробуйте ещё раз.',
  ),
  fraud_suspected: kind(
    'fraud',
    false,
    'contact_support',
    'The payment was declined. Please contact support or use another method.',
    'Платёж отклонён. Обратитесь в поддержку или выберите другой способ.',
  ),
  invalid_request: kind(
    'invalid_request',
    false,
    'contact_support',
    'The payment could not be made. Please contact support.',
    'Платёж не удалось провести. Обратитесь в поддержку.',
  ),
  processing_error: kind(
    'other',
    true,
    'retry',
    'Something went wrong while the card was processed. Nothing was charged; please try again.',
    'При обработке карты произошла ошибка. Деньги не списаны, попробуйте ещё раз.',
  ),
  provider_unavailable: kind(
    'provider_unavailable',
    true,
    'retry',
    'The payment service could not be reached. Nothing was charged; please try again.',
    'Платёжный сервис недоступен. Деньги не списаны, попробуйте ещё раз.',
  ),
  canceled_by_payer: kind('canceled_by_payer', true, 'retry', 'The payment was canceled.', 'Платёж отменён.'),
  canceled_by_merchant: kind(
    'other',
    false,
    'contact_support',
    'The payment was canceled by the seller.',
    'Платёж отменён продавцом.',
  ),
  expired: kind('expired', true, 'retry', 'The time to pay has run out.', 'Время на оплату истекло.'),
  given_up: kind('other', true, 'retry', 'The payment was not completed.', 'Платёж не завершён.'),
  duplicate_payment: kind(
    'other',
    false,
    'contact_support',
    'This order is paid by another payment.',
    'Этот заказ оплачен другим платежом.',
  ),
  refund_refused: kind(
    'other',
    false,
    'contact_support',
    'The provider refused the refund.',
    'Платёжная система отказала в возврате.',
  ),
  other: kind(
    'other',
    true,
    'contact_support',
    'The payment did not work out. Please contact support.',
    'Платёж не прошёл. Обратитесь в поддержку.',
  ),
} as const satisfies Readonly<Record<string, FailureKind>>;
export type FailureCode = keyof typeof FAILURES;

/** A failure of the shared vocabulary, with the provider's own code beside it. */
export function failureOf(code: FailureCode, providerCode: string | null = null): Failure {
  const { category, retryable, advice, message } = FAILURES[code];
  return { code, message: message.en, category, retryable, advice, providerCode };
}

/** The sentence for the payer, in their language. */
export function failureMessage(code: FailureCode, locale: Locale): string {
  return FAILURES[code].message[locale];
}
