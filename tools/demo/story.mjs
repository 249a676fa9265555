import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the worker, a webhook or a subscriber does is done in a few seconds, on a busy machine too. */
const PATIENCE_MS = 60_000;

/** A story over HTTP, a line for each thing that happens. Throws where something else happens. */
export async function tellStory({ service, stripe, yookassa, subscriber }, say) {
  const call = caller(service);
  const pay = (body, more) =>
    call(
      'POST',
      '/api/payments',
      { currency: 'USD', amount: 1999, order_id: `order-${randomUUID().slice(0, 8)}`, ...body },
      more,
    );
  const until = (id, status) =>
    eventually(`${id} to be ${status}`, async () => {
      const { body } = await call('GET', `/api/payments/${id}`);
      return body.status === status ? body : null;
    });

  const first = must((await pay({ description: 'Course' })).body, 'succeeded');
  say(`a customer pays ${money(first)}: ${first.status}`);

  const order = { order_id: 'order-double-click', amount: 500 };
  const clicks = await Promise.all([pay(order), pay(order)]);
  const again = await pay(order);
  const made = [...clicks, again].filter(({ status }) => status === 201).map(({ body }) => body.id);
  agree(made.length >= 2 && new Set(made).size === 1, 'a double click is one payment');
  const said = clicks.map(({ status, body }) => body.code ?? status).join(', ');
  say(`a double click: ${said}; once more: ${again.status}, the first answer again. It is one payment`);

  const declined = must((await pay({ payment_method: 'mock_insufficient_funds' })).body, 'failed');
  say(`a card is declined: ${declined.failure.message}`);
  const retried = (await call('POST', `/api/payments/${declined.id}/retry`, { payment_method: 'mock_success' })).body;
  must(retried, 'succeeded');
  say(`the customer tries again with another card: ${retried.status}`);

  const lost = await pay({ payment_method: 'mock_timeout' });
  agree(lost.status === 202 && lost.body.status === 'pending', 'an answer that is lost is no failure');
  say(`the provider takes the money and its answer is lost: ${lost.status}, ${lost.body.status}, and nobody guesses`);
  await until(lost.body.id, 'succeeded');
  say('the worker asks again under the same key: succeeded, charged once');

  const card = await pay({ provider: 'stripe', payment_method: 'pm_card_visa', amount: 4200 });
  const visa = await until(card.body.id, 'succeeded');
  agree(stripe.ledger.chargesFor('payment_id', visa.id).length === 1, "Stripe's own books have one charge");
  say(
    `Stripe (simulated) takes ${money(visa)} from ${visa.payment_method.brand} ••${visa.payment_method.last4}: its books have one charge`,
  );

  const open = await pay({
    provider: 'yookassa',
    currency: 'RUB',
    amount: 150_000,
    customer_email: 'anna@example.com',
  });
  const waiting = must(open.body, 'processing');
  say(`YooKassa (simulated) waits for its payer: ${waiting.status}, ${waiting.next_action.type}`);
  yookassa.pay(waiting.provider_payment_id);
  const rubles = await until(waiting.id, 'succeeded');
  say(`the payer pays there, YooKassa knocks, the truth is fetched: ${rubles.status}, ${money(rubles)}`);

  const refund = await call(
    'POST',
    `/api/payments/${visa.id}/refunds`,
    { amount: 1200, reason: 'a lesson fell out' },
    { as: service.admin },
  );
  agree(refund.status === 201, `a refund is ${refund.status}`);
  const greedy = await call('POST', `/api/payments/${visa.id}/refunds`, { amount: 3001 }, { as: service.admin });
  agree(greedy.body.code === 'amount_exceeds_refundable', 'more back than is left is refused');
  say(
    `an administrator refunds 12.00 of it: ${refund.body.status}; 30.01 more would be a cent too much: ${greedy.body.code}`,
  );

  const receipt = await eventually(
    'a receipt',
    async () => (await call('GET', `/api/payments/${visa.id}`)).body.receipt,
  );
  const pdf = await fetch(`${service.url}/api/payments/${visa.id}/receipt.pdf`, { headers: bearer(service.customer) });
  const bytes = Buffer.from(await pdf.arrayBuffer());
  agree(bytes.subarray(0, 5).toString() === '%PDF-', 'the receipt is a PDF');
  say(`its receipt is number ${receipt.number}: a PDF of ${Math.round(bytes.length / 1024)} kB`);

  await eventually('every event', async () => {
    const types = subscriber.all().map(({ type }) => type);
    return types.includes('refund.succeeded') && types.filter((type) => type === 'payment.succeeded').length >= 6
      ? true
      : null;
  });
  const types = [...subscriber.of(lost.body.id)].map(({ type }) => type);
  agree(types[0] === 'payment.started' && types.includes('payment.succeeded'), 'events come in order');
  say(`a subscriber got ${subscriber.all().length} events, signed; of the lost one: ${types.join(', ')}`);
}

function caller({ url, customer }) {
  return async (method, path, body, { as = customer } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...bearer(as),
        ...(body && { 'content-type': 'application/json' }),
        // A create without one has a key made of its order: that is what makes a double click one payment.
        ...(body && path !== '/api/payments' && { 'idempotency-key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
}

const bearer = (token) => ({ authorization: `Bearer ${token}` });
const money = ({ amount, currency }) => `${(amount / 100).toFixed(2)} ${currency}`;

async function eventually(what, look) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(200)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

function must(payment, status) {
  agree(payment.status === status, `a payment is ${status}, it was ${JSON.stringify(payment)}`);
  return payment;
}

function agree(holds, what) {
  if (!holds) throw new Error(`it was expected that ${what}`);
}
