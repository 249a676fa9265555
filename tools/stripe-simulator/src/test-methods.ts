import type Stripe from 'stripe';

type DeclineCode = Stripe.PaymentIntent.LastPaymentError.Code;

/** Why a charge on a test method is refused: Stripe's `code` and `decline_code`. */
export interface Decline {
  readonly code: DeclineCode;
  readonly declineCode: string;
  readonly message: string;
}

/** How one of Stripe's test payment methods behaves (docs.stripe.com/testing). */
export interface TestMethod {
  readonly label: string;
  readonly type: 'card' | 'us_bank_account';
  readonly brand: 'amex' | 'mastercard' | 'visa';
  readonly last4: string;
  /** Refused at every charge. */
  readonly decline?: Decline;
  /** Refused when it is attached or set up, too. */
  readonly declinesSetup?: boolean;
  /** `always` asks at every payment, `until_set_up` no more off session once it was set up. */
  readonly authentication?: 'always' | 'until_set_up';
  readonly refund?: 'fails_later' | 'pending';
  readonly dispute?: boolean;
  /** A debit that is `processing` first, and what becomes of it. */
  readonly settles?: 'fails' | 'never' | 'succeeds';
}

const declined = (declineCode: string): Decline => ({
  code: 'card_declined',
  declineCode,
  message: 'Your card was declined.',
});

const card = (label: string, last4: string, more: Partial<TestMethod> = {}): TestMethod => ({
  label,
  type: 'card',
  brand: 'visa',
  last4,
  ...more,
});

const refused = (label: string, last4: string, decline: Decline): TestMethod =>
  card(label, last4, { decline, declinesSetup: true });

const debit = (label: string, settles: NonNullable<TestMethod['settles']>): TestMethod => ({
  label,
  type: 'us_bank_account',
  brand: 'visa',
  last4: '6789',
  settles,
});

/** The methods by the names that Stripe gives them. Each use of a name makes a new payment method. */
export const TEST_METHODS: Readonly<Record<string, TestMethod>> = {
  pm_card_visa: card('Visa, succeeds', '4242'),
  pm_card_mastercard: card('Mastercard, succeeds', '4444', { brand: 'mastercard' }),
  pm_card_amex: card('American Express, succeeds', '8431', { brand: 'amex' }),
  pm_card_threeDSecure2Required: card('3D Secure required', '3220', { authentication: 'always' }),
  pm_card_authenticationRequired: card('Authentication always required', '3184', { authentication: 'always' }),
  pm_card_authenticationRequiredOnSetup: card('Authentication until set up', '3155', {
    authentication: 'until_set_up',
  }),
  pm_card_visa_chargeDeclined: refused('Declined', '0002', declined('generic_decline')),
  pm_card_visa_chargeDeclinedInsufficientFunds: refused('Insufficient funds', '9995', {
    ...declined('insufficient_funds'),
    message: 'Your card has insufficient funds.',
  }),
  pm_card_visa_chargeDeclinedLostCard: refused('Lost card', '9987', declined('lost_card')),
  pm_card_visa_chargeDeclinedStolenCard: refused('Stolen card', '9979', declined('stolen_card')),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: refused(
    'Limit exceeded',
    '6975',
    declined('card_velocity_exceeded'),
  ),
  pm_card_visa_chargeDeclinedFraudulent: refused('Fraudulent', '0019', declined('fraudulent')),
  pm_card_chargeDeclinedExpiredCard: refused('Expired card', '0069', {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
  }),
  pm_card_chargeDeclinedIncorrectCvc: refused('Wrong security code', '0127', {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
  }),
  pm_card_chargeDeclinedProcessingError: refused('Processing error', '0119', {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  }),
  pm_card_chargeCustomerFail: card('Can be saved, but not charged', '0341', { decline: declined('generic_decline') }),
  pm_card_pendingRefund: card('Refunds stay pending for a while', '7726', { refund: 'pending' }),
  pm_card_refundFail: card('Refunds fail later', '5126', { refund: 'fails_later' }),
  pm_card_createDispute: card('Disputed at once', '0259', { dispute: true }),
  pm_usBankAccount_success: debit('Bank debit, settles later', 'succeeds'),
  pm_usBankAccount_processing: debit('Bank debit, stays processing', 'never'),
  pm_usBankAccount_insufficientFunds: debit('Bank debit, fails later', 'fails'),
};

/** `tok_visa` is the card token of `pm_card_visa`, and so on. */
export function testMethodNamed(name: string): TestMethod | undefined {
  const key = name.startsWith('tok_') ? `pm_card_${name.slice('tok_'.length)}` : name;
  return Object.hasOwn(TEST_METHODS, key) ? TEST_METHODS[key] : undefined;
}

/** What an issuer answers where it wants the payer and nobody is there. */
export const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
