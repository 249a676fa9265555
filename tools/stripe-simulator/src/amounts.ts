import { invalidRequest } from './api-error.ts';

/** Eight digits in the smallest unit (docs.stripe.com/currencies). */
const AMOUNT_MAX = 99_999_999;

/** Three decimals whose last must be zero. */
const THREE_DECIMALS: ReadonlySet<string> = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Two decimals at Stripe for compatibility, though only whole units exist. */
const WHOLE_UNITS: ReadonlySet<string> = new Set(['isk', 'ugx']);

/** The least charge in the smallest unit; where Stripe publishes none, one unit is enough here. */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1_500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1_000,
  usd: 50,
};

const SUPPORTED: ReadonlySet<string> = new Set(
  (
    'aed afn all amd ang aoa ars aud awg azn bam bbd bdt bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk ' +
    'djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw ' +
    'kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php ' +
    'pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx usd uyu uzs ' +
    'vnd vuv wst xaf xcd xof xpf yer zar zmw'
  ).split(' '),
);

/** Refuses an amount that Stripe would not charge; `currency` in small letters. */
export function checkAmount(amount: number, currency: string): void {
  if (!SUPPORTED.has(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, { param: 'currency' });
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > AMOUNT_MAX) {
    throw invalidRequest(`Amount must be no more than ${AMOUNT_MAX}.`, { code: 'amount_too_large', param: 'amount' });
  }
  if (THREE_DECIMALS.has(currency) && amount % 10 !== 0) {
    throw invalidRequest(`Amounts in ${currency} must be a multiple of 10.`, { param: 'amount' });
  }
  if (WHOLE_UNITS.has(currency) && amount % 100 !== 0) {
    throw invalidRequest(`Amounts in ${currency} must be whole units.`, { param: 'amount' });
  }
  if (amount < (MINIMUM[currency] ?? 1)) {
    throw invalidRequest(`Amount is below the minimum charge for ${currency}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
}
