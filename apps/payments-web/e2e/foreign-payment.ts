import { createHmac, randomUUID } from 'node:crypto';
import { service, stripe } from './stage.ts';

/** A payment at Stripe that says it is ours and is not known here; Stripe knocks, and is not understood. */
export async function foreignPayment(): Promise<void> {
  const made = await fetch(`${stripe.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams({
      amount: '7700',
      currency: 'eur',
      'metadata[payment_id]': '0199d2a0-0000-7000-8000-000000000001',
      payment_method: 'pm_card_visa',
      confirm: 'true',
      return_url: service.url,
    }),
  });
  const object: unknown = await made.json();
  const event = { id: `evt_${randomUUID()}`, object: 'event', type: 'payment_intent.succeeded', livemode: false };
  const body = JSON.stringify({ ...event, data: { object } });
  const time = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', stripe.webhookSecret).update(`${time}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${time},v1=${signature}` };
  const answer = await fetch(`${service.url}/api/webhooks/stripe`, { method: 'POST', headers, body });
  if (!made.ok || !answer.ok) throw new Error(`the knock was not taken: ${made.status}, ${answer.status}`);
}
