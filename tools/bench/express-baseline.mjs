// What a good engineer writes by hand in a day: Express, jsonwebtoken, pg, one transaction around everything. It loses a charge when it dies
// between the provider's answer and COMMIT; it is here for its speed.
import { createHash, createSecretKey, randomUUID } from 'node:crypto';
import express from 'express';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { bodyFault, charge, viewOf } from './baseline-payment.mjs';

const POOL_SIZE = 16;
// A key made once: given a text, the library would build one at every request.
const secret = createSecretKey(Buffer.from(process.env.AUTH_JWT_SECRET));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });
const app = express();
app.disable('x-powered-by').set('etag', false);
app.use(express.json({ limit: '64kb' }));

app.use('/api', (request, response, next) => {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  try {
    if (scheme !== 'Bearer') throw new Error('no token');
    request.user = jwt.verify(token, secret, { algorithms: ['HS256'] }).sub;
    next();
  } catch {
    response.status(401).json({ error: 'unauthorized' });
  }
});

app.post('/api/payments', async (request, response) => {
  const { body, user } = request;
  const key = request.headers['idempotency-key'];
  const fault = bodyFault(key, body);
  if (fault) return response.status(422).json({ error: fault });
  const hash = createHash('sha256').update(JSON.stringify(body)).digest();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const id = randomUUID();
    const taken = await client.query(
      'INSERT INTO idempotency_keys (user_id, key, request_hash, payment_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [user, key, hash, id],
    );
    if (taken.rowCount === 0) {
      await client.query('ROLLBACK');
      return await replay(response, user, key, hash);
    }
    await client.query(
      `INSERT INTO payments (id, user_id, amount, currency, status, provider, description, metadata)
       VALUES ($1, $2, $3, $4, 'pending', 'mock', $5, $6)`,
      [id, user, body.amount, body.currency, body.description ?? null, body.metadata ?? {}],
    );
    const charged = await charge(id);
    const { rows } = await client.query(
      'UPDATE payments SET status = $2, provider_ref = $3, version = version + 1, updated_at = now() WHERE id = $1 RETURNING *',
      [id, charged.status, charged.ref],
    );
    await client.query('INSERT INTO audit_log (payment_id, actor, action, data) VALUES ($1, $2, $3, $4)', [
      id,
      user,
      'payment.succeeded',
      { to: charged.status, amount: body.amount, ip: request.ip },
    ]);
    await client.query('INSERT INTO outbox (aggregate_id, type, payload) VALUES ($1, $2, $3)', [
      id,
      'payment.succeeded',
      { amount: body.amount, currency: body.currency, status: charged.status },
    ]);
    const view = viewOf(rows[0]);
    await client.query(
      `UPDATE idempotency_keys SET status = 'done', response_code = 201, response = $3 WHERE user_id = $1 AND key = $2`,
      [user, key, view],
    );
    await client.query('COMMIT');
    return response.status(201).json(view);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    console.error(error);
    return response.status(500).json({ error: 'internal' });
  } finally {
    client.release();
  }
});

async function replay(response, user, key, hash) {
  const { rows } = await pool.query(
    'SELECT request_hash, response_code, response FROM idempotency_keys WHERE user_id = $1 AND key = $2',
    [user, key],
  );
  if (!rows[0].request_hash.equals(hash)) return response.status(422).json({ error: 'key of another body' });
  return response.status(rows[0].response_code).set('idempotency-replayed', 'true').json(rows[0].response);
}

app.get('/health/ready', (_, response) => response.json({ ok: true }));
app.listen(Number(process.env.PORT), '127.0.0.1', 1024);
