import { startYookassaSimulator, type YookassaSimulator } from '../src/index.ts';
import { byRedirect, call, receiver, violations, type Receiver } from './harness.ts';

let sim: YookassaSimulator;
let shop: Receiver;
beforeEach(async () => {
  shop = await receiver();
  sim = await startYookassaSimulator({ notificationUrl: shop.url });
});
afterEach(async () => {
  await sim.close();
  await shop.close();
});

async function create(more: object = {}): Promise<string> {
  return (await call(sim, 'POST /payments', byRedirect('100.00', more))).body.id;
}
const events = () => shop.received.map(({ event }) => event);

describe('notifications', () => {
  it('tell of each move with the object of that moment', async () => {
    const id = await create({ capture: false });
    sim.pay(id);
    await call(sim, `POST /payments/${id}/capture`);
    sim.dashboardRefund(id);
    const other = await create();
    sim.decline(other, { reason: 'insufficient_funds' });
    await sim.notifications.idle();

    expect(new Set(events())).toEqual(
      new Set(['payment.waiting_for_capture', 'payment.succeeded', 'refund.succeeded', 'payment.canceled']),
    );
    for (const { event, object } of shop.received) {
      expect(violations(event.startsWith('refund') ? 'Refund' : 'Payment', object)).toEqual([]);
      expect(`${event.split('.')[0]}.${object.status}`).toBe(event);
    }
  });

  it('come again until a 200', async () => {
    shop.answers.push(500, 403, 201);
    sim.pay(await create());
    await sim.notifications.idle();
    expect(events()).toEqual(Array(4).fill('payment.succeeded'));
    expect(sim.notifications.deliveries).toMatchObject([
      { event: 'payment.succeeded', statuses: [500, 403, 201, 200] },
    ]);
  });

  it('may come in copies', async () => {
    sim.notifications.settings.repeat = 2;
    sim.pay(await create());
    await sim.notifications.idle();
    expect(events()).toEqual(Array(3).fill('payment.succeeded'));
  });

  it('may come in the reverse order', async () => {
    sim.notifications.settings.reorder = true;
    const id = await create({ capture: false });
    sim.pay(id);
    await call(sim, `POST /payments/${id}/capture`);
    await sim.notifications.idle();
    expect(events()).toEqual(['payment.succeeded', 'payment.waiting_for_capture']);
  });

  it('may not come at all', async () => {
    sim.notifications.settings.off = true;
    sim.pay(await create());
    await sim.notifications.idle();
    expect(shop.received).toEqual([]);
  });

  it('may lie: succeeded, while the payment is pending', async () => {
    const id = await create();
    expect(await sim.lie(id, { headers: { 'X-Forwarded-For': '185.71.76.1' } })).toBe(200);
    expect(shop.received).toMatchObject([
      {
        event: 'payment.succeeded',
        object: { id, status: 'succeeded', paid: true },
        headers: { 'x-forwarded-for': '185.71.76.1' },
      },
    ]);
    expect((await call(sim, `GET /payments/${id}`)).body.status).toBe('pending');
    expect(sim.ledger.entries).toEqual([]);
  });

  it('may come from a foreign address, and of a type that nobody knows', async () => {
    await sim.sendRaw(
      { type: 'notification', event: 'deal.closed', object: { id: 'dl-1' } },
      { localAddress: '127.0.0.2' },
    );
    expect(shop.received).toMatchObject([{ event: 'deal.closed', from: '127.0.0.2' }]);
  });

  it('of a payment that nobody paid come by themselves', async () => {
    await create();
    sim.advance(3_600_000);
    await sim.notifications.idle();
    expect(events()).toEqual(['payment.canceled']);
  });
});
