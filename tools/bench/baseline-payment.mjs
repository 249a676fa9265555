/** What both baselines share: the mildest honest validation, a provider in the process, and an answer of about a kilobyte. */
const CURRENCIES = new Set(['EUR', 'USD', 'GBP', 'RUB']);
const KEY_MAX = 255;
const TEXT_MAX = 500;

/** What is wrong with a request; null where nothing is. */
export function bodyFault(key, body) {
  if (typeof key !== 'string' || key.length > KEY_MAX) return 'idempotency-key';
  if (!Number.isSafeInteger(body?.amount) || body.amount < 1) return 'amount';
  if (!CURRENCIES.has(body.currency)) return 'currency';
  const { description } = body;
  if (description !== undefined && (typeof description !== 'string' || description.length > TEXT_MAX))
    return 'description';
  return null;
}

export async function charge(id) {
  return { ref: `mock_${id}`, status: 'succeeded' };
}

export function viewOf(row) {
  const self = `/api/payments/${row.id}`;
  return {
    id: row.id,
    object: 'payment',
    user_id: row.user_id,
    amount: Number(row.amount),
    currency: row.currency,
    status: row.status,
    provider: row.provider,
    provider_payment_id: row.provider_ref,
    description: row.description,
    metadata: row.metadata,
    created_at: row.created_at,
    updated_at: row.updated_at,
    links: { self, refunds: `${self}/refunds`, receipt: `${self}/receipt`, audit: `${self}/audit` },
  };
}
