import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, invalid } from './api-error.ts';
import { readBody, sendJson, sendText } from './http.ts';
import { toAmount } from './money.ts';
import { act } from './payer-actions.ts';
import { PAGE_HEADERS, payerPage } from './payer-page.ts';
import { expireDue, known } from './payment-moves.ts';
import { asObject, text } from './read.ts';
import { CANCEL_REASONS, type PaymentRecord } from './records.ts';
import type { Shop } from './shop.ts';
import { errorObject } from './views.ts';

/** What a payer's browser asks for: the payment page, the widget's script and the widget's calls. */

const WIDGET_SCRIPT = readFileSync(new URL('../assets/checkout-widget.js', import.meta.url), 'utf8');

/** The widget runs on the shop's page, so its calls are cross-origin. They carry no credentials. */
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'Content-Type',
} as const;

/** `/pay/:id`: the page by GET; by POST the payer's choice, then back to the shop. */
export async function payerPages(
  shop: Shop,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  expireDue(shop);
  const id = url.pathname.slice('/pay/'.length);
  const payment = shop.payments.get(id);
  if (!payment) return sendText(response, 404, 'text/plain', 'No such payment');
  if (request.method !== 'POST') return sendText(response, 200, 'text/html', payerPage(payment), PAGE_HEADERS);
  const form = new URLSearchParams(await readBody(request));
  const after =
    payment.status === 'pending' ? act(shop, id, form.get('action') ?? '', form.get('reason') ?? undefined) : payment;
  const back = payment.confirmation?.return_url;
  if (back === undefined) return sendText(response, 200, 'text/html', payerPage(after), PAGE_HEADERS);
  response.writeHead(303, { Location: back, 'Cache-Control': 'no-store' }).end();
}

export function widgetScript(response: ServerResponse): void {
  sendText(response, 200, 'text/javascript', WIDGET_SCRIPT, { 'Cache-Control': 'no-store', ...CORS });
}

/** `/widget/:confirmation_token`: what the widget shows, and the payer's choice. */
export async function widgetCalls(
  shop: Shop,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
  expireDue(shop);
  try {
    const payment = byToken(shop, url.pathname.slice('/widget/'.length));
    if (request.method !== 'POST') return sendJson(response, { status: 200, body: widgetView(payment), headers: CORS });
    const choice = asObject(JSON.parse(await readBody(request)) as unknown, '');
    const reason = typeof choice['reason'] === 'string' ? choice['reason'] : undefined;
    act(shop, payment.id, text({})(choice['action'], 'action'), reason);
    sendJson(response, { status: 200, body: widgetView(known(shop, payment.id)), headers: CORS });
  } catch (error) {
    const refusal = error instanceof SyntaxError ? invalid('body', 'Not JSON') : error;
    if (!(refusal instanceof ApiError)) throw refusal;
    sendJson(response, { status: refusal.status, body: errorObject(refusal), headers: CORS });
  }
}

function byToken(shop: Shop, token: string): PaymentRecord {
  for (const payment of shop.payments.values()) {
    if (payment.confirmation?.type === 'embedded' && payment.confirmationToken === token) return payment;
  }
  throw new ApiError('not_found', 'No such confirmation token');
}

function widgetView(payment: PaymentRecord) {
  const { status, description } = payment;
  return { status, description, amount: toAmount(payment.money), reasons: CANCEL_REASONS };
}
