import type { ServerResponse } from 'node:http';
import type { Delivery } from './fault-answers.ts';

/** Any page may call what a publishable key opens; that is how Stripe.js works. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Request-Id, Stripe-Should-Retry, Idempotent-Replayed',
};

/** Sends, cuts, withholds or breaks. */
export function deliverAnswer(response: ServerResponse, delivery: Delivery): void {
  if (delivery.kind === 'hang') return;
  if (delivery.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = delivery.answer;
  response.writeHead(status, { ...CORS, ...headers, 'content-length': Buffer.byteLength(body) });
  if (delivery.kind === 'answer') {
    response.end(body);
    return;
  }
  // Half of it arrives before the connection breaks.
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

export function deliverPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    ...CORS,
    'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
    'access-control-allow-methods': 'GET, POST',
    'access-control-max-age': '600',
  });
  response.end();
}
