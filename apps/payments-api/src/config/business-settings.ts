import { anyText, httpUrl, kind, oneOf, smtpUrl, wholeNumber } from './kinds.ts';
import { optional, REQUIRED, setting } from './setting.ts';

const DAY_MS = 86_400_000;

const emailAddress = kind('an e-mail address', (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined));

/** `whsec_` and base64 of at least 16 bytes, as Standard Webhooks wants it. */
const standardWebhooksSecret = kind('whsec_ and base64 of 16 to 64 bytes', (text) => {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const bytes = Buffer.from(base64 ?? '', 'base64').length;
  return bytes >= 16 && bytes <= 64 ? text : undefined;
});

/** Time limits of a payment, mail, events, the neighbours that we ask, and what stands on receipts. */
export const BUSINESS_SETTINGS = {
  idempotencyTtlHours: setting(
    'IDEMPOTENCY_TTL_HOURS',
    wholeNumber(1, 720),
    '24',
    'how long an idempotency key is remembered',
  ),
  refundWindowDays: setting(
    'REFUND_WINDOW_DAYS',
    wholeNumber(0, 3_650),
    '180',
    'how long after its success a payment may be refunded',
  ),
  checkoutLinkHours: setting('CHECKOUT_LINK_HOURS', wholeNumber(1, 8_760), '24', 'how long a checkout link works'),
  expireAfterHours: setting(
    'EXPIRE_AFTER_HOURS',
    wholeNumber(1, 8_760),
    '24',
    'after which an unpaid payment is canceled, at the provider first',
  ),
  lateSuccess: setting(
    'LATE_SUCCESS',
    oneOf(['alert', 'refund']),
    'alert',
    'money that arrives for a payment whose order was paid by another one meanwhile',
  ),
  smtpUrl: optional(
    'SMTP_URL',
    smtpUrl,
    'where mails go out; absent in development: files below `DATA_DIR`; in production: none are sent',
    { secret: true },
  ),
  mailFrom: setting('MAIL_FROM', anyText, 'payments@localhost', 'the sender of receipts and refund mails'),
  adminEmail: optional(
    'ADMIN_EMAIL',
    emailAddress,
    'who is told about failed refunds, alerts and event endpoints that were disabled',
  ),
  eventsWebhookUrl: optional(
    'EVENTS_WEBHOOK_URL',
    httpUrl,
    'a first subscriber for outgoing events; taken away here, it is deleted by hand',
  ),
  eventsWebhookSecret: optional(
    'EVENTS_WEBHOOK_SECRET',
    standardWebhooksSecret,
    'its secret, `whsec_` + base64; published in development',
    { secret: true },
  ),
  eventsRetryBaseMs: setting('EVENTS_RETRY_BASE_MS', wholeNumber(1, DAY_MS), '5000', "the first retry's delay"),
  auditSealFile: setting(
    'AUDIT_SEAL_FILE',
    anyText,
    '{DATA_DIR}/audit-seals.ndjson',
    'where the seals of the audit chain go, outside the database',
  ),
  auditSealMs: setting(
    'AUDIT_SEAL_MS',
    wholeNumber(10, DAY_MS),
    '1000',
    'how often a seal is written, where something changed',
  ),
  payablesUrl: optional(
    'PAYABLES_URL',
    httpUrl,
    'where an appointment or order is priced; absent in development and test: a built-in list',
    { production: REQUIRED },
  ),
  payablesToken: optional('PAYABLES_TOKEN', anyText, 'the bearer token for `PAYABLES_URL`', { secret: true }),
  fraudCheckUrl: optional('FRAUD_CHECK_URL', httpUrl, 'asked before a charge'),
  fraudMaxPerMinute: setting(
    'FRAUD_MAX_PER_MINUTE',
    wholeNumber(0, 1_000_000),
    '60',
    'creates of one user a minute; 0 = off',
  ),
  fraudMaxAmount: optional(
    'FRAUD_MAX_AMOUNT',
    wholeNumber(1, 99_999_999),
    'the most that one payment may be, in minor units',
  ),
  fraudWhenAway: setting(
    'FRAUD_WHEN_AWAY',
    oneOf(['allow', 'reject']),
    'allow',
    'when `FRAUD_CHECK_URL` does not answer',
  ),
  sellerName: setting('SELLER_NAME', anyText, 'Seller', 'on receipts, the checkout page and 54-FZ receipts'),
  sellerDetails: optional('SELLER_DETAILS', anyText, "the seller's address and tax numbers, on receipts"),
  sellerContact: optional('SELLER_CONTACT', anyText, 'where a payer can ask, on receipts and the checkout page'),
  sellerLogoUrl: optional('SELLER_LOGO_URL', httpUrl, 'a logo for the checkout page'),
  vatCode: setting(
    'VAT_CODE',
    wholeNumber(1, 12),
    '1',
    "the VAT code of 54-FZ receipts, YooKassa's numbering (1 = without VAT)",
  ),
} as const;
