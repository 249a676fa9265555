import { receiptNumber, refundId } from '@payments/domain';
import { pumpOutbox } from '@payments/postgres';
import { apiRig, type Answer, type ApiRig } from '../../test/api-rig.ts';
import { receiptConsumers } from '../jobs/receipts.ts';

let api: ApiRig;
let user: string;
let admin: string;
beforeAll(async () => {
  api = await apiRig({ SELLER_NAME: 'Northlight', VAT_CODE: '4' });
  user = await api.token('u_1');
  admin = await api.token('a_1', 'admin');
});
afterAll(() => api.close());

let count = 0;
async function paid(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  count += 1;
  const body = {
    amount: 1200,
    currency: 'EUR',
    order_id: `order-${count}`,
    customer_email: 'anna@example.com',
    ...more,
  };
  const answer = await api.call('POST', '/api/payments', { as: user, body });
  expect(answer).toMatchObject({ status: 201, body: { status: 'succeeded', receipt: null } });
  return String(answer.body['id']);
}
async function numbered(): Promise<void> {
  const consumers = receiptConsumers(api.host);
  while ((await pumpOutbox(api.host.context, { consumers })).events > 0);
}
const get = (id: string, path = 'receipt', as = user) => api.call('GET', `/api/payments/${id}/${path}`, { as });
const send = (id: string, as = user, key: string | null = null, query = '') =>
  api.call('POST', `/api/payments/${id}/receipt/send${query}`, { as, key });

const dataOf = ({ text }: Answer) => (JSON.parse(text) as { data: readonly Readonly<Record<string, unknown>>[] }).data;

describe('receipts over HTTP', () => {
  it('is a 404 until it is numbered, then what was paid, with its tax, and the payment names it', async () => {
    const id = await paid({ items: [{ description: 'Course', quantity: 2, unit_amount: 600 }] });
    expect(await get(id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await get(id, 'receipt.pdf')).status).toBe(404);
    await numbered();
    const { status, body } = await get(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'receipt',
      seller: { name: 'Northlight' },
      customer: { user_id: 'u_1', email: 'anna@example.com' },
      items: [{ description: 'Course', quantity: 2, unit_amount: 600, amount: 1200, vat_code: 4, vat_amount: 200 }],
      amount: 1200,
      currency: 'EUR',
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      payment_id: id,
    });
    const payment = await api.call('GET', `/api/payments/${id}`, { as: user });
    expect(payment.body['receipt']).toEqual({
      number: body['number'],
      url: expect.stringContaining(`/api/payments/${id}/receipt.pdf`) as string,
    });
    const pdf = await get(id, 'receipt.pdf');
    expect([pdf.status, pdf.headers['content-type'], pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    expect(pdf.headers['content-security-policy']).toBe("frame-ancestors 'none'");
    expect(pdf.headers['content-disposition']).toBe(`inline; filename="receipt-${String(body['number'])}.pdf"`);
  });

  it('A1 another user’s receipt is the 404 of one that is not there; admins see it', async () => {
    const id = await paid();
    await numbered();
    const stranger = await api.token('u_2');
    for (const path of ['receipt', 'receipt.pdf', 'receipts']) {
      expect(await get(id, path, stranger)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await get(id, path, admin)).status).toBe(200);
    }
    expect((await send(id, stranger)).status).toBe(404);
    expect((await get('nonsense')).status).toBe(404);
    expect((await get(id, 'receipt?nonsense=1')).status).toBe(422);
  });

  it('R10 credit notes are found by refund and by number, and a refund that failed after all names what took its note back', async () => {
    const id = await paid();
    await numbered();
    const refund = await api.call('POST', `/api/payments/${id}/refunds`, {
      as: admin,
      key: 'r10',
      body: { amount: 500 },
    });
    expect(refund.body['status']).toBe('succeeded');
    await numbered();
    const receipt = (await get(id)).body;
    const note = (await get(id, `receipt?refund_id=${String(refund.body['id'])}`)).body;
    expect(note).toMatchObject({
      kind: 'credit_note',
      amount: 500,
      corrects: receipt['number'],
      refund_id: refund.body['id'],
    });
    expect((await get(id, `receipt?number=${String(note['number'])}`)).body).toEqual(note);
    expect((await get(id, 'receipt?number=1999-000001')).status).toBe(404);

    const { deps } = api.host;
    const cause = { actor: { type: 'provider', id: 'mock' }, requestId: null } as const;
    const found = await deps.storage.findRefund(refundId(String(refund.body['id'])));
    if (!found) throw new Error('the refund is not there');
    const failed = { ...found, status: 'failed' as const };
    await deps.storage.change(
      found.paymentId,
      (payment) => ({ payment: { ...payment, amountRefunded: 0n, status: 'succeeded' }, refunds: [failed] }),
      { cause },
    );
    await numbered();
    const after = (await get(id, `receipt?refund_id=${String(refund.body['id'])}`)).body;
    expect(after).toMatchObject({ kind: 'receipt', amount: 500, corrects: note['number'] });
    expect((await get(id)).body).toEqual(receipt);
    const year = new Date().getUTCFullYear();
    const first = Number(String(receipt['number']).split('-')[1]);
    const list = await get(id, 'receipts');
    expect(dataOf(list).map(({ number }) => number)).toEqual([0, 1, 2].map((n) => receiptNumber(year, first + n)));
  });

  it('is sent again to the payer by its owner or an admin, three times an hour; a repeated key is one letter', async () => {
    const id = await paid();
    expect((await send(id)).status).toBe(404);
    await numbered();
    const letters = async () => {
      const { rows } = await api.host.context.database.pool.query<{ n: number }>(
        'SELECT count(*)::integer AS n FROM mail_outbox WHERE payment_id = $1 AND again',
        [id],
      );
      return rows[0]?.n;
    };
    const number = (await get(id)).body['number'];
    expect(await send(id, user, 'once')).toMatchObject({ status: 202, body: { number, accepted: true } });
    expect(await send(id, user, 'once')).toMatchObject({ status: 202, body: { number, accepted: true } });
    expect(await letters()).toBe(1);
    expect((await send(id, admin)).status).toBe(202);
    expect((await send(id)).status).toBe(202);
    const fourth = await send(id);
    expect(fourth).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(fourth.headers['retry-after'])).toBeGreaterThan(3_000);
    expect(await letters()).toBe(3);
    expect(await send(id, await api.token('s_1', 'service'))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('is sent again by the checkout link, to the payer’s own address alone, and nobody learns whether there is one', async () => {
    const sendBy = async (id: string, altered = '') => {
      const { body } = await api.call('GET', `/api/payments/${id}`, { as: user });
      const { searchParams } = new URL(String(body['checkout_url']));
      const token = encodeURIComponent(`${searchParams.get('token') ?? ''}${altered}`);
      return api.call('POST', `/api/checkout/${id}/receipt/send?token=${token}`, {});
    };
    const [id, without] = [await paid(), await paid({ customer_email: undefined })];
    expect((await sendBy(id)).status).toBe(404);
    await numbered();
    for (const one of [id, without]) expect(await sendBy(one)).toMatchObject({ status: 202, body: { accepted: true } });
    expect((await sendBy(id, 'x')).status).toBe(404);
    const { rows } = await api.host.context.database.pool.query<Record<string, unknown>>(
      'SELECT payment_id FROM mail_outbox WHERE payment_id = ANY($1) AND again',
      [[id, without]],
    );
    expect(rows).toEqual([{ payment_id: id }]);
  });

  it('no address: nothing is sent, and the timeline says so; with one it tells of the document', async () => {
    const [without, withOne] = [await paid({ customer_email: undefined }), await paid()];
    await numbered();
    expect(await send(without)).toMatchObject({ status: 422, body: { code: 'unsupported' } });
    const codes = async (id: string) => dataOf(await get(id, 'timeline')).map(({ code }) => code);
    expect(await codes(without)).toEqual([
      'payment.created',
      'payment.succeeded',
      'receipt.issued',
      'receipt.no_address',
    ]);
    expect(await codes(withOne)).toEqual(['payment.created', 'payment.succeeded', 'receipt.issued']);
  });
});
