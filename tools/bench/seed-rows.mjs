import { sql } from './database.mjs';
import { createOne } from './load.mjs';

/** Rows a statement: short enough that progress is seen, long enough that starting it costs nothing. */
const ROWS_A_TURN = 250_000;
/** A third of all payments are the reader's; the others belong to so many users. */
const OTHERS = 100_000;
const PAGE = 20;
const DEEP_PAGE = 1_000;

/**
 * Fills a database that our service has migrated with copies of one payment that it made, under other ids, one a second. What is sealed is bound
 * to its row: it is sealed anew where it will be read, on page 1 and on page 1 000 (or the middle one) of the reader.
 * Answers the id before that deep page.
 */
export async function fillPayments({ url, serviceUrl, rows, encryptionKey, log }) {
  const { id, user_id: reader } = await createOne(serviceUrl);
  for (let from = 1; from <= rows; from += ROWS_A_TURN) {
    const to = Math.min(rows, from + ROWS_A_TURN - 1);
    await sql(url, copies({ id, reader, from, to, rows }));
    log(`${to} of ${rows} payments`);
  }
  await sql(url, 'VACUUM ANALYZE payments');
  const deep = Math.min(DEEP_PAGE * PAGE, Math.floor(rows / 6));
  const idsFrom = (offset) =>
    sql(url, `SELECT id FROM payments WHERE user_id = '${reader}' ORDER BY id DESC OFFSET ${offset} LIMIT ${PAGE + 2}`);
  const [first, last] = [await idsFrom(0), await idsFrom(deep)];
  await sealAnew(url, id, [...first, ...last], encryptionKey);
  return last[0].id;
}

function copies({ id, reader, from, to, rows }) {
  const at = `p.created_at - (${rows} - n + 1) * interval '1 second'`;
  const ms = `(extract(epoch FROM p.created_at) * 1000)::bigint - (${rows} - n + 1)::bigint * 1000`;
  const newId = `(lpad(to_hex(${ms}), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`;
  return `INSERT INTO payments SELECT copy.* FROM generate_series(${from}, ${to}) n, payments p,
    LATERAL jsonb_populate_record(p, jsonb_build_object('id', ${newId}, 'created_at', ${at}, 'updated_at', ${at},
      'user_id', CASE WHEN n % 3 = 0 THEN '${reader}' ELSE 'u_' || n % ${OTHERS} END, 'amount', 100 + n * 7919::bigint % 90000,
      'amount_captured', 0, 'receipt_number', NULL, 'provider_payment_id', 'copy_' || n, 'provider_answer', NULL)) copy
    WHERE p.id = '${id}'`;
}

async function sealAnew(url, id, rows, encryptionKey) {
  const { EnvelopeBox } = await import('@payments/postgres');
  const [keyId, key] = encryptionKey.split(':');
  const box = new EnvelopeBox([{ id: keyId, key: Buffer.from(key, 'base64') }]);
  const place = (payment) => `payments:${payment}:secret`;
  const [{ secret }] = await sql(url, `SELECT secret FROM payments WHERE id = '${id}'`);
  const plain = box.open(secret, place(id));
  for (const row of rows.filter((other) => other.id !== id))
    await sql(url, `UPDATE payments SET secret = '${box.seal(plain, place(row.id))}' WHERE id = '${row.id}'`);
}
