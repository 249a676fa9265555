import { createHmac } from 'node:crypto';
import { stripeProvider } from '../../libs/provider-stripe/dist/index.js';
import { PEER_HEADER, yookassaProvider } from '../../libs/provider-yookassa/dist/index.js';

const SECRET = 'whsec_of_the_proof';
const returnUrl = () => 'http://localhost';
const now = () => new Date();
const bytes = (body) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

const intentPaid = (id) => ({
  id: `evt_${id}`,
  object: 'event',
  type: 'payment_intent.succeeded',
  livemode: false,
  data: { object: { id, object: 'payment_intent', status: 'succeeded' } },
});
const signed = (body, ms, secret = SECRET) => {
  const time = Math.floor(ms / 1000);
  const mac = createHmac('sha256', secret).update(`${time}.`).update(bytes(body)).digest('hex');
  return { 'stripe-signature': `t=${time},v1=${mac}` };
};
const stripe = {
  name: 'stripe',
  webhooks: stripeProvider({
    secretKey: 'sk_test_proof',
    publishableKey: 'pk_test_proof',
    webhookSecrets: [SECRET],
    apiBase: 'http://127.0.0.1:9',
    timeoutMs: 100,
    returnUrl,
    now,
  }).webhooks,
  genuine: (id, ms) => request(intentPaid(id), signed(intentPaid(id), ms)),
  forged: {
    'one without a signature': (id) => request(intentPaid(id), {}),
    'one of another secret': (id, ms) => request(intentPaid(id), signed(intentPaid(id), ms, 'whsec_guessed')),
    'one with another body': (id, ms) => request(intentPaid(`${id}x`), signed(intentPaid(id), ms)),
    'one that is old': (id, ms) => request(intentPaid(id), signed(intentPaid(id), ms - 301_000)),
    'one of the future': (id, ms) => request(intentPaid(id), signed(intentPaid(id), ms + 302_000)),
    'one with a signature cut short': (id, ms) =>
      request(intentPaid(id), {
        'stripe-signature': signed(intentPaid(id), ms)['stripe-signature'].slice(0, -1),
      }),
  },
};

const paymentPaid = (id) => ({
  type: 'notification',
  event: 'payment.succeeded',
  object: { id, status: 'succeeded', paid: true },
});
const from = (peer) => (peer === null ? {} : { [PEER_HEADER]: peer });
const yookassa = {
  name: 'yookassa',
  webhooks: yookassaProvider({
    shopId: 'proof',
    secretKey: 'proof',
    apiBase: 'http://127.0.0.1:9/v3',
    publicUrl: 'http://localhost',
    returnUrl,
    now,
  }).webhooks,
  genuine: (id) => request(paymentPaid(id), from('185.71.76.5')),
  forged: {
    'one from any address': (id, _ms, random) =>
      request(paymentPaid(id), from(`10.${[1, 2, 3].map(() => Math.floor(random() * 256)).join('.')}`)),
    'one from beside the range': (id) => request(paymentPaid(id), from('185.71.76.32')),
    'one from an address mapped into IPv6': (id) => request(paymentPaid(id), from('::ffff:10.0.0.1')),
    'one from a foreign IPv6 address': (id) => request(paymentPaid(id), from('2a03:5180::1')),
    'one without an address': (id) => request(paymentPaid(id), from(null)),
    'one that names its sender itself': (id) =>
      request(paymentPaid(id), { ...from('10.0.0.1'), 'x-forwarded-for': '185.71.76.5' }),
  },
};

/** Each adapter's own door, with a genuine request, and everything that must not get in. */
export const STRANGERS = [stripe, yookassa];

/** One forgery of a provider's, about an object that is there. */
export function forgeries({ forged }, object, random, ms) {
  const all = Object.entries(forged);
  const [how, make] = all[Math.floor(random() * all.length)];
  return { how, request: make(object, ms, random) };
}

function request(body, headers) {
  return { headers, body: bytes(body) };
}
