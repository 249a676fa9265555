import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, receiver, rub } from './harness.ts';

let sim: YookassaSimulator;
beforeEach(async () => {
  sim = await startYookassaSimulator();
});
afterEach(() => sim.close());

async function hook(request: string, body?: object): Promise<unknown> {
  const [method = '', path = ''] = request.split(' ');
  const sent = body ? { method, body: JSON.stringify(body) } : { method };
  return (await fetch(`${sim.origin}/_sim/${path}`, sent)).json();
}
const create = async (more: object = {}) => (await call(sim, 'POST /payments', byRedirect('10.00', more))).body.id;

describe('the hooks over HTTP', () => {
  it('pay, decline and give up', async () => {
    const [one, two, three] = [await create({ metadata: { order: 'A' } }), await create(), await create()];
    expect(await hook(`POST pay/${one}`, { cardNumber: '2202474301322987' })).toMatchObject({ status: 'succeeded' });
    expect(await hook(`POST decline/${two}`, { reason: 'call_issuer', party: 'payment_network' })).toMatchObject({
      status: 'canceled',
    });
    expect(await hook(`POST give-up/${three}`)).toMatchObject({ status: 'canceled' });
    expect(await hook('GET ledger')).toMatchObject([
      { kind: 'charge', paymentId: one, amount: '10.00', metadata: { order: 'A' } },
    ]);
    expect((await call(sim, `GET /payments/${one}`)).body.payment_method.card.last4).toBe('2987');
  });

  it('set faults, and refuse a misspelt one', async () => {
    expect(await hook('POST faults', { on: 'POST /payments', kind: '500_after', times: 2 })).toEqual({ ok: true });
    expect((await call(sim, 'POST /payments', byRedirect())).status).toBe(500);
    expect(await hook('GET faults')).toMatchObject([{ on: 'POST /payments', kind: '500_after', times: 1 }]);
    expect(await hook('POST faults', { on: 'POST /payment', kind: '500_after' })).toMatchObject({ parameter: 'on' });
    await hook('DELETE faults');
    expect((await call(sim, 'POST /payments', byRedirect())).status).toBe(200);
  });

  it('refund in the dashboard, and end pending refunds', async () => {
    const id = await create();
    sim.pay(id);
    await hook('POST settings', { refundMode: 'pending' });
    const first = (await hook('POST refund', { payment_id: id, amount: '4.00' })) as { id: string };
    const second = (await hook('POST refund', { payment_id: id })) as { id: string };
    await hook(`POST refunds/${first.id}/succeed`);
    await hook(`POST refunds/${second.id}/cancel`, { reason: 'rejected_by_payee', party: 'refund_network' });
    const { body } = await call(sim, `GET /refunds?payment_id=${id}`);
    expect(body.items.map(({ status, amount }) => [status, amount])).toEqual([
      ['canceled', rub('6.00')],
      ['succeeded', rub('4.00')],
    ]);
  });

  it('turn notifications, lie, move the clock, and show what was asked', async () => {
    const shop = await receiver();
    await hook('POST notifications', { url: shop.url, repeat: 1 });
    const id = await create();
    expect(await hook(`POST lie/${id}`)).toEqual({ status: 200 });
    await hook('POST advance', { ms: 3_600_000 });
    await sim.notifications.idle();
    expect(shop.received.map(({ event }) => event)).toEqual([
      'payment.succeeded',
      'payment.canceled',
      'payment.canceled',
    ]);
    expect(await hook('GET requests')).toMatchObject([
      { route: 'POST /payments', idempotenceKey: expect.any(String) as string },
    ]);
    await shop.close();
  });

  it('reset forgets everything', async () => {
    sim.pay(await create());
    await hook('POST reset');
    expect([await hook('GET ledger'), await hook('GET payments'), await hook('GET requests')]).toEqual([[], [], []]);
  });

  it('answer 404 and 400 where there is nothing to do', async () => {
    expect(await hook('POST pay/nope')).toMatchObject({ code: 'not_found' });
    expect(await hook('POST unknown')).toMatchObject({ code: 'not_found' });
    expect(await hook('POST settings', { refundMod: 'pending' })).toMatchObject({ parameter: 'refundMod' });
  });
});

describe('the ledger file', () => {
  it('outlives the simulator', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yookassa-ledger-'));
    const ledgerFile = join(folder, 'ledger.jsonl');
    const first = await startYookassaSimulator({ ledgerFile });
    const { body } = await call(first, 'POST /payments', byRedirect('10.00', { metadata: { order: 'A' } }));
    first.pay(body.id);
    first.dashboardRefund(body.id, '3.00');
    await first.close();

    const second = await startYookassaSimulator({ ledgerFile });
    expect(second.ledger.netMinor('order', 'A')).toBe(700n);
    expect(second.ledger.byMetadata('order', 'A').map(({ kind }) => kind)).toEqual(['charge', 'refund']);
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
