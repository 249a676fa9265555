import { invalid } from './api-error.ts';
import { CURRENCIES } from './money.ts';
import { asObject, flag, oneOf, optional, shape, text, type Read, type Reader } from './read.ts';
import { receipt } from './receipt.ts';

/** The bodies that the simulator takes, field by field as in YooKassa's description. */

const amount = shape({ value: text({}), currency: oneOf(CURRENCIES) });

const MAX_METADATA_KEYS = 16;

const metadata: Reader<Readonly<Record<string, string>>> = (value, path) => {
  const given = Object.entries(asObject(value, path));
  if (given.length > MAX_METADATA_KEYS) throw invalid(path, `At most ${MAX_METADATA_KEYS} keys`);
  const kept = given.map(([key, held]) => {
    if ([...key].length > 32) throw invalid(`${path}.${key}`, 'A key has at most 32 characters');
    return [key, text({ min: 0, max: 512 })(held, `${path}.${key}`)];
  });
  return Object.fromEntries(kept) as Readonly<Record<string, string>>;
};

const returnUrl: Reader<string> = (value, path) => {
  const url = text({ max: 2048 })(value, path);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw invalid(path, 'Must be a web address');
  return url;
};

const locale = optional(oneOf(['ru_RU', 'en_US']));

/** One shape for each type of confirmation: a `return_url` where the type has none is an unknown parameter. */
const CONFIRMATIONS = {
  redirect: shape({ type: oneOf(['redirect']), return_url: returnUrl, enforce: optional(flag), locale }),
  embedded: shape({ type: oneOf(['embedded']), locale }),
  external: shape({ type: oneOf(['external']), locale }),
  qr: shape({ type: oneOf(['qr']), return_url: optional(returnUrl), locale }),
  mobile_application: shape({ type: oneOf(['mobile_application']), return_url: returnUrl, locale }),
} as const;

export type ConfirmationType = keyof typeof CONFIRMATIONS;
const CONFIRMATION_TYPES: readonly ConfirmationType[] = [
  ...(['redirect', 'embedded', 'external', 'qr', 'mobile_application'] as const),
];

export interface AskedConfirmation {
  readonly type: ConfirmationType;
  readonly return_url?: string | undefined;
  readonly enforce?: boolean | undefined;
}

const confirmation: Reader<AskedConfirmation> = (value, path) => {
  const type = oneOf(CONFIRMATION_TYPES)(asObject(value, path)['type'], `${path}.type`);
  return CONFIRMATIONS[type](value, path);
};

export const METHOD_TYPES = ['bank_card', 'sbp', 'yoo_money', 'sberbank', 'tinkoff_bank'] as const;
export type MethodType = (typeof METHOD_TYPES)[number];

const card = shape({
  number: text({ pattern: /^\d{14,19}$/ }),
  expiry_year: text({ pattern: /^\d{4}$/ }),
  expiry_month: text({ pattern: /^(0[1-9]|1[0-2])$/ }),
  cardholder: optional(text({ max: 26 })),
  csc: optional(text({ pattern: /^\d{3,4}$/ })),
});

const methodData = shape({
  type: oneOf(METHOD_TYPES),
  card: optional(card),
  phone: optional(text({ pattern: /^\d{4,15}$/ })),
});

/** Parameters that exist, but that this simulator does not play: refused by name rather than ignored. */
const unplayed: Reader<undefined> = (value, path) => {
  if (value !== undefined) throw invalid(path, 'Not played by this simulator');
  return undefined;
};

export const createPaymentBody = shape({
  amount,
  description: optional(text({ max: 128 })),
  receipt: optional(receipt),
  recipient: optional(shape({ gateway_id: text({}) })),
  payment_token: unplayed,
  payment_method_id: optional(text({})),
  payment_method_data: optional(methodData),
  confirmation: optional(confirmation),
  save_payment_method: optional(flag),
  capture: optional(flag),
  client_ip: optional(text({ max: 45 })),
  metadata: optional(metadata),
  merchant_customer_id: optional(text({ max: 200 })),
  airline: unplayed,
  transfers: unplayed,
  deal: unplayed,
  payment_order: unplayed,
  receiver: unplayed,
  statements: unplayed,
});

export const captureBody = shape({
  amount: optional(amount),
  receipt: optional(receipt),
  airline: unplayed,
  transfers: unplayed,
  deal: unplayed,
});

export const cancelBody = shape({});

export const createRefundBody = shape({
  payment_id: text({ min: 36, max: 36 }),
  amount,
  description: optional(text({ max: 250 })),
  receipt: optional(receipt),
  metadata: optional(metadata),
  sources: unplayed,
  deal: unplayed,
  refund_method_data: unplayed,
});

type Bodies = Read<{
  createPayment: typeof createPaymentBody;
  capture: typeof captureBody;
  createRefund: typeof createRefundBody;
}>;
export type CreatePayment = Bodies['createPayment'];
export type Capture = Bodies['capture'];
export type CreateRefund = Bodies['createRefund'];
