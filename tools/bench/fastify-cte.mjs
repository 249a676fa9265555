// The practical ceiling of one payment a statement: bare Fastify and pg, the whole write set in two commits, each ONE named statement of
// writable CTEs, no connection held during the provider's call.
import { createHash, createSecretKey, randomUUID } from 'node:crypto';
import fastify from 'fastify';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { bodyFault, charge, viewOf } from './baseline-payment.mjs';

const POOL_SIZE = 16;
const secret = createSecretKey(Buffer.from(process.env.AUTH_JWT_SECRET));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });

const TEXTS = {
  take: `WITH k AS (INSERT INTO idempotency_keys (user_id, key, request_hash, payment_id) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING payment_id),
    p AS (INSERT INTO payments (id, user_id, amount, currency, status, provider, description, metadata)
      SELECT payment_id, $1, $5, $6, 'pending', 'mock', $7, $8 FROM k RETURNING created_at),
    a AS (INSERT INTO audit_log (payment_id, actor, action, data) SELECT payment_id, $9, 'payment.created', $10 FROM k),
    o AS (INSERT INTO outbox (aggregate_id, type, payload) SELECT payment_id, 'payment.created', $11 FROM k)
    SELECT created_at FROM p`,
  settle: `WITH p AS (UPDATE payments SET status = $2, provider_ref = $3, version = version + 1, updated_at = $10
      WHERE id = $1 AND version = 1),
    k AS (UPDATE idempotency_keys SET status = 'done', response_code = 201, response = $6 WHERE user_id = $4 AND key = $5),
    a AS (INSERT INTO audit_log (payment_id, actor, action, data) VALUES ($1, 'system', $7, $8))
    INSERT INTO outbox (aggregate_id, type, payload) VALUES ($1, $7, $9)`,
  repeat: `SELECT request_hash, status, response_code, response::text AS response FROM idempotency_keys WHERE user_id = $1 AND key = $2`,
};
const run = (name, values) => pool.query({ name, text: TEXTS[name], values });

const app = fastify({ logger: false, bodyLimit: 65_536 });
app.addHook('onRequest', async (request, reply) => {
  if (!request.url.startsWith('/api/')) return undefined;
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  try {
    if (scheme !== 'Bearer') throw new Error('no token');
    request.user = jwt.verify(token, secret, { algorithms: ['HS256'] }).sub;
    return undefined;
  } catch {
    return reply.code(401).send({ error: 'unauthorized' });
  }
});

app.post('/api/payments', async (request, reply) => {
  const { body, user } = request;
  const key = request.headers['idempotency-key'];
  const fault = bodyFault(key, body);
  if (fault) return reply.code(422).send({ error: fault });
  const id = randomUUID();
  const hash = createHash('sha256').update(JSON.stringify(body)).digest();
  const { amount, currency, description = null, metadata = {} } = body;
  const entry = { to: 'pending', amount, ip: request.ip };
  const event = { amount, currency, status: 'pending' };
  const taken = await run('take', [
    user,
    key,
    hash,
    id,
    amount,
    currency,
    description,
    metadata,
    `user:${user}`,
    entry,
    event,
  ]);
  if (taken.rows.length === 0) return replay(reply, user, key, hash);
  const { status, ref } = await charge(id);
  const now = new Date();
  const row = {
    id,
    user_id: user,
    amount,
    currency,
    status,
    provider: 'mock',
    provider_ref: ref,
    description,
    metadata,
  };
  const answer = JSON.stringify(viewOf({ ...row, created_at: taken.rows[0].created_at, updated_at: now }));
  const change = { from: 'pending', to: status, ref };
  await run('settle', [
    id,
    status,
    ref,
    user,
    key,
    answer,
    `payment.${status}`,
    change,
    { amount, currency, status },
    now,
  ]);
  return reply.code(201).type('application/json').send(answer);
});

async function replay(reply, user, key, hash) {
  const { rows } = await run('repeat', [user, key]);
  if (!rows[0].request_hash.equals(hash)) return reply.code(422).send({ error: 'key of another body' });
  if (rows[0].status !== 'done') return reply.code(409).header('retry-after', '1').send({ error: 'in progress' });
  return reply.code(rows[0].response_code).type('application/json').send(rows[0].response);
}

app.get('/health/ready', async () => ({ ok: true }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 1024 });
