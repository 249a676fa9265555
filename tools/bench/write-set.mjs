/**
 * What one payment must write, as one would draw it: twelve statements, two commits, the provider's call between them. `:uid` and `:a` are random
 * for each payment. The answer that is kept has about a kilobyte, as ours.
 */
const ID = "lpad(to_hex(:a::bigint), 32, '0')::uuid";
const USER = "lpad(to_hex(:uid::int), 32, '0')::uuid";
const KEY = "'key-0123456789abcdef-' || :a::bigint";
const ANSWER = JSON.stringify({
  id: '00000000-0000-4000-8000-000000000000',
  amount: 1999,
  currency: 'EUR',
  status: 'succeeded',
  metadata: { order: '4711', channel: 'web', note: 'x'.repeat(300) },
  more: 'y'.repeat(450),
});

export const WRITE_SET = [
  'BEGIN',
  `INSERT INTO idempotency_keys (user_id, key, request_hash, payment_id)
   VALUES (${USER}, ${KEY}, decode(md5(:a::bigint::text) || md5('b'), 'hex'), ${ID})`,
  `INSERT INTO payments (id, user_id, amount, currency, status, provider, description, metadata)
   VALUES (${ID}, ${USER}, 1999, 'EUR', 'pending', 'mock', 'Order 4711, two blue shirts', '{"order": "4711", "channel": "web"}')`,
  `INSERT INTO audit_log (payment_id, actor, action, data)
   VALUES (${ID}, 'user', 'payment.created', '{"to": "pending", "amount": 1999, "ip": "127.0.0.1"}')`,
  `INSERT INTO outbox (aggregate_id, type, payload)
   VALUES (${ID}, 'payment.created', '{"amount": 1999, "currency": "EUR", "status": "pending"}')`,
  'COMMIT',
  'BEGIN',
  `UPDATE payments SET status = 'succeeded', provider_ref = 'mock_' || :a::bigint, version = version + 1, updated_at = now()
   WHERE id = ${ID} AND version = 1`,
  `UPDATE idempotency_keys SET status = 'done', response_code = 201, response = '${ANSWER}'
   WHERE user_id = ${USER} AND key = ${KEY}`,
  `INSERT INTO audit_log (payment_id, actor, action, data)
   VALUES (${ID}, 'system', 'payment.succeeded', '{"from": "pending", "to": "succeeded", "ref": "mock_0123456789abcdef"}')`,
  `INSERT INTO outbox (aggregate_id, type, payload)
   VALUES (${ID}, 'payment.succeeded', '{"amount": 1999, "currency": "EUR", "status": "succeeded"}')`,
  'COMMIT',
];

const UID_MAX = 1_000;
const A_MAX = 2 ** 52;

/** The script for pgbench: one statement a round trip. */
export function pgbenchScript() {
  const lines = WRITE_SET.map((text) => `${text.replace(/\s*\n\s*/g, ' ')};`);
  return [`\\set uid random(1, ${UID_MAX})`, `\\set a random(1, ${A_MAX})`, ...lines, ''].join('\n');
}

/** The same twelve as named statements for a driver; `values` takes one payment's random numbers. */
export const NAMED_WRITE_SET = WRITE_SET.map((text, at) => {
  const names = ['uid', 'a'].filter((name) => text.includes(`:${name}::`));
  const numbered = names.reduce((done, name, index) => done.replaceAll(`:${name}::`, `$${index + 1}::`), text);
  return { name: `w${at}`, text: numbered, values: (random) => names.map((name) => random[name]) };
});

/** Random numbers of one payment. */
export function randomPayment() {
  return { uid: 1 + Math.floor(Math.random() * UID_MAX), a: 1 + Math.floor(Math.random() * A_MAX) };
}
