import { apiRig, type ApiRig } from '../../test/api-rig.ts';

const HOUR_MS = 3_600_000;
let api: ApiRig;
let user: string;
let count = 0;

beforeAll(async () => {
  api = await apiRig({ CHECKOUT_LINK_HOURS: '2', SELLER_NAME: 'Ferns & Co', SELLER_CONTACT: 'help@ferns.example' });
  user = await api.token('u_1');
});
afterAll(() => api.close());

/** A payment that waits for its payer, and its link. */
async function waiting(more: Readonly<Record<string, unknown>> = {}) {
  count += 1;
  const body = {
    amount: 1999,
    currency: 'USD',
    order_id: `c-${count}`,
    payment_method: 'mock_requires_action',
    customer_email: 'jane@example.com',
    description: 'Two ferns',
    metadata: { secret: 'inner' },
    ...more,
  };
  const { body: payment } = await api.call('POST', '/api/payments', { as: user, body });
  const token = new URL(String(payment.checkout_url)).searchParams.get('token') ?? '';
  const id = String(payment.id);
  return {
    id,
    token,
    look: (query = '') => api.call('GET', `/api/checkout/${id}?token=${token}${query}`),
    act: (what: string, data: unknown = {}, given = token) =>
      api.call('POST', `/api/checkout/${id}/${what}?token=${given}`, { body: data }),
  };
}

describe('checkout', () => {
  it('shows what is paid and to whom, and nobody’s contact data, metadata or provider ids', async () => {
    const { look } = await waiting();
    const { status, text, body } = await look();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      link: 'valid',
      status: 'processing',
      amount: 1999,
      description: 'Two ferns',
      seller: { name: 'Ferns & Co', contact: 'help@ferns.example' },
      accepts: 'confirm',
      cancelable: true,
    });
    expect(text).not.toMatch(/jane|inner|u_1|provider_payment_id|order/);
  });

  it('a test method pays at the mock; a decline says why in the reader’s language, and may be tried again', async () => {
    const declined = await waiting();
    const no = await declined.act('confirm', { payment_method: 'mock_insufficient_funds' });
    expect(no).toMatchObject({ status: 200, body: { status: 'failed', accepts: 'retry' } });
    const inRussian = await declined.look('&lang=ru');
    expect(String(JSON.parse(inRussian.text).failure.message)).toMatch(/[а-я]/i);
    const yes = await declined.act('retry', { payment_method: 'mock_success' });
    expect(yes).toMatchObject({ status: 200, body: { status: 'succeeded', accepts: null, cancelable: false } });
    expect(await declined.act('retry')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  });

  it('speaks the payment’s language; where nobody named one, the reader’s', async () => {
    const reads = async ({ id, token }: { id: string; token: string }, language: string, query = '') => {
      const headers = { 'accept-language': language };
      return (await api.call('GET', `/api/checkout/${id}?token=${token}${query}`, { headers })).body.locale;
    };
    const [unnamed, english] = [await waiting(), await waiting({ locale: 'en' })];
    expect(await reads(unnamed, 'ru-RU,ru;q=0.9')).toBe('ru');
    expect(await reads(unnamed, 'de')).toBe('en');
    expect(await reads(english, 'ru')).toBe('en');
    expect(await reads(english, 'de', '&lang=ru')).toBe('ru');
  });

  it('the payer cancels, and the payment says who it was', async () => {
    const { id, act } = await waiting();
    expect(await act('cancel')).toMatchObject({ status: 200, body: { status: 'canceled' } });
    const { body } = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(body).toMatchObject({ status: 'canceled', failure: { code: 'canceled_by_payer' } });
  });

  it('K1 ten confirms at once, and a sync, are one charge', async () => {
    const { id, act } = await waiting();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => act('confirm', { payment_method: 'mock_success' })),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await act('sync')).toMatchObject({ status: 200, body: { status: 'succeeded' } });
    const { body } = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(body).toMatchObject({ amount_captured: 1999 });
  });

  it('a forged token, another payment’s token and none are the same 404 as an unknown payment', async () => {
    const [mine, other] = [await waiting(), await waiting()];
    const none = '0193a000-0000-7000-8000-000000000000';
    const plain = (text: string) => text.replace(/"request_id":"[^"]+"/, '');
    const unknown = await api.call('GET', `/api/checkout/${none}?token=${mine.token}`);
    expect(unknown.status).toBe(404);
    for (const token of [other.token, `${mine.token}x`, mine.token.replace(/^\w+/, 'zzzz'), '', 'a.b']) {
      const answer = await api.call('GET', `/api/checkout/${mine.id}?token=${token}`);
      expect(plain(answer.text)).toBe(plain(unknown.text));
      expect((await mine.act('cancel', {}, token)).status).toBe(404);
    }
    expect((await api.call('GET', `/api/checkout/${mine.id}`)).status).toBe(404);
  });

  it('a saved method and unknown fields are not taken', async () => {
    const { act } = await waiting();
    const body = { payment_method_id: '0193a000-0000-7000-8000-000000000000' };
    expect(await act('confirm', body)).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  });

  it('after the link’s time only the status is told; a fresh link goes to the payer’s own address, and once a minute', async () => {
    const mine = await waiting();
    const paid = await waiting({ payment_method: 'mock_success' });
    api.advanceClock(4 * HOUR_MS);
    expect((await mine.look()).body).toEqual({ id: mine.id, status: 'processing', link: 'over' });
    expect(await mine.act('confirm', { payment_method: 'mock_success' })).toMatchObject({ status: 403 });
    for (const one of [mine, mine, paid])
      expect(await one.act('link')).toMatchObject({ status: 202, body: { accepted: true } });
    expect((await mine.act('link', {}, 'forged.token')).status).toBe(202);
    await api.settled();
    expect(api.mails.map(({ to }) => to)).toEqual(['jane@example.com']);
    const url = new URL(/http\S+/.exec(api.mails[0]?.text ?? '')?.[0] ?? '');
    const fresh = await api.call('GET', `/api/checkout/${mine.id}${url.search}`);
    expect(fresh.body).toMatchObject({ link: 'valid', status: 'processing' });
  });
});
