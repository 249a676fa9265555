import {
  CURRENCY_DIGITS,
  currencyDigits,
  invalidField,
  parseCurrency,
  type Currency,
  type Money,
} from '@payments/domain';

/** Eight digits in Stripe's smallest unit, whatever the currency (docs.stripe.com/currencies). */
export const STRIPE_AMOUNT_MAX = 99_999_999n;

/** What Stripe can charge in (docs.stripe.com/currencies, presentment currencies). */
const SUPPORTED: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK ' +
    'DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW ' +
    'KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP ' +
    'PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS ' +
    'VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'
  ).split(' '),
);

/** Stripe counts these in whole units (docs.stripe.com/currencies, zero-decimal currencies). */
const ZERO_DECIMALS: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
);
const THREE_DECIMALS: ReadonlySet<string> = new Set('BHD JOD KWD OMR TND'.split(' '));

/**
 * What an amount in Stripe's unit must be a multiple of. Three-decimal ones end in 0; ISK and UGX have two decimals at Stripe for
 * compatibility, though only whole units exist. HUF and TWD are ordinary here: their whole units bind payouts alone.
 */
const STEP: Readonly<Partial<Record<Currency, bigint>>> = {
  BHD: 10n,
  JOD: 10n,
  KWD: 10n,
  OMR: 10n,
  TND: 10n,
  ISK: 100n,
  UGX: 100n,
};

/** The least charge in Stripe's unit, where Stripe publishes one; elsewhere 1. Its own conversion may still ask for more. */
const MINIMUM: Readonly<Partial<Record<Currency, bigint>>> = {
  ...{ AED: 200n, AUD: 50n, BRL: 50n, CAD: 50n, CHF: 50n, CZK: 1_500n, DKK: 250n, EUR: 50n, GBP: 30n, HKD: 400n },
  ...{ HUF: 17_500n, INR: 50n, JPY: 50n, MXN: 1_000n, MYR: 200n, NOK: 300n, NZD: 50n, PLN: 200n, RON: 200n },
  ...{ SEK: 300n, SGD: 50n, THB: 1_000n, USD: 50n },
};

/** How many digits Stripe puts behind the point; another number than ISO 4217's for ISK, UGX and MGA. */
export function stripeDigits(currency: Currency): number {
  return ZERO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
}

/**
 * The amount in Stripe's unit, exact: nothing is ever rounded. `least` is the smallest that is taken: a charge's minimum, or 1 for a refund.
 * Throws `PaymentError` 422 for a currency or an amount that Stripe would refuse.
 */
export function toStripeAmount({ minor, currency }: Money, least: 'charge' | 'part' = 'part'): number {
  if (!SUPPORTED.has(currency))
    throw invalidField('currency', 'not_supported', 'is not a currency that Stripe charges in');
  const amount = rescale(minor, currencyDigits(currency), stripeDigits(currency));
  const step = STEP[currency] ?? 1n;
  if (amount === null || amount % step !== 0n)
    throw invalidField(
      'amount',
      'not_representable',
      `in ${currency} Stripe takes ${smallestStep(currency, step)} only`,
    );
  const minimum = least === 'charge' ? (MINIMUM[currency] ?? 1n) : 1n;
  if (amount < minimum)
    throw invalidField(
      'amount',
      'too_small',
      `must be at least ${inOurUnit(minimum, currency)} in ${currency} at Stripe`,
    );
  if (amount > STRIPE_AMOUNT_MAX)
    throw invalidField(
      'amount',
      'too_large',
      `must be at most ${inOurUnit(STRIPE_AMOUNT_MAX, currency)} in ${currency} at Stripe`,
    );
  return Number(amount);
}

/** The money of an amount in Stripe's unit; `null` where it is none that we know exactly. */
export function fromStripeAmount(amount: unknown, currency: Currency): bigint | null {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) return null;
  return rescale(BigInt(amount), stripeDigits(currency), currencyDigits(currency));
}

/** The currency of a code as Stripe writes it, in small letters; `null` for an unknown one. */
export function fromStripeCurrency(code: unknown): Currency | null {
  return typeof code === 'string' && Object.hasOwn(CURRENCY_DIGITS, code.toUpperCase()) ? parseCurrency(code) : null;
}

function rescale(amount: bigint, fromDigits: number, toDigits: number): bigint | null {
  if (toDigits >= fromDigits) return amount * 10n ** BigInt(toDigits - fromDigits);
  const divisor = 10n ** BigInt(fromDigits - toDigits);
  return amount % divisor === 0n ? amount / divisor : null;
}

function smallestStep(currency: Currency, step: bigint): string {
  const ours = currencyDigits(currency) - stripeDigits(currency);
  const factor = ours > 0 ? 10n ** BigInt(ours) : step;
  return `multiples of ${factor}`;
}

/** A bound in Stripe's unit as a caller writes it, rounded inwards where that loses digits. */
function inOurUnit(amount: bigint, currency: Currency): bigint {
  const digits = currencyDigits(currency) - stripeDigits(currency);
  return digits >= 0 ? amount * 10n ** BigInt(digits) : amount / 10n ** BigInt(-digits);
}
