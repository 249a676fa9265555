import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const TOKENS = [
  'mock_success',
  'mock_success',
  'mock_timeout',
  'mock_timeout_before',
  'mock_error',
  'mock_declined',
  'mock_pending',
];
/** Longer than the database is away and a process takes to start beside a busy machine's other work. */
const PATIENCE_MS = 60_000;
/** No answer, or one that says: later. The caller comes again with the same key. */
const AGAIN = new Set([409, 425, 429, 500, 502, 503, 504]);

/** Callers who pay, capture and give back, each command repeated under its key until it is answered. Every 2xx is remembered. */
export function openCallers({ apis, random, isOver }) {
  const acknowledged = [];
  const stats = { sent: 0, again: 0, unanswered: 0 };
  const pick = (list) => list[Math.floor(random() * list.length)];

  async function ask(path, body, who = 'customer') {
    const key = randomUUID();
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
      const api = pick(apis);
      stats.sent += 1;
      const answer = await call(api, path, body, key, api.tokens[who]);
      if (answer !== null && !AGAIN.has(answer.status)) return answer;
      // Not now, or never: a state that forbids it stays.
      if (answer?.status === 409 && answer.json?.code === 'invalid_state') return answer;
      stats.again += 1;
      await sleep(50 + random() * 200);
    }
    stats.unanswered += 1;
    return null;
  }

  async function pay() {
    const manual = random() < 0.15;
    const order = randomUUID();
    const body = {
      amount: 100 + Math.floor(random() * 900),
      currency: 'USD',
      order_id: order,
      payment_method: manual ? 'mock_success' : pick(TOKENS),
      ...(manual ? { capture_method: 'manual' } : {}),
    };
    const answer = await ask('/api/payments', body);
    if (answer === null) return;
    if (answer.status >= 300) throw new Error(`a payment was answered ${answer.status} ${answer.text}`);
    acknowledged.push({ kind: 'payment', ...facts(answer.json), order });
    const { id, status, amount } = answer.json;
    if (status === 'authorized') await follow(`/api/payments/${id}/capture`, { amount: amount - 1 });
    if (status === 'succeeded' && random() < 0.4) await follow(`/api/payments/${id}/refunds`, { amount: 30 });
  }

  async function follow(path, body) {
    const answer = await ask(path, body, 'admin');
    if (answer === null || answer.status >= 300) return;
    acknowledged.push({ kind: path.endsWith('refunds') ? 'refund' : 'payment', ...facts(answer.json) });
  }

  const caller = async () => {
    while (!isOver()) await pay();
  };
  return { acknowledged, stats, run: (count) => Promise.all(Array.from({ length: count }, caller)) };
}

const facts = ({ id, status, amount, amount_captured: captured }) => ({ id, status, amount, captured });

async function call(api, path, body, key, token) {
  try {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return { status: response.status, text, json: text === '' ? null : JSON.parse(text) };
  } catch {
    return null; // The process died under the call: that is what this is about.
  }
}
