import { refundPayment } from '@payments/domain';
import { testWorld } from '@payments/domain/testing';
import { createMetrics } from '../metrics.ts';
import { meteredStorage } from './metered-storage.ts';

it('counts each payment once for each status that it comes to, and a repeat not at all', async () => {
  const world = testWorld();
  const metrics = createMetrics();
  const payment = await world.create({ method: 'ok' });
  const deps = { ...world.deps, storage: meteredStorage(world.storage, metrics) };
  const cause = { actor: { type: 'admin', id: 'a_1' }, requestId: null } as const;
  const claim = world.claim();
  for (let turn = 0; turn < 2; turn++)
    await refundPayment(
      deps,
      { id: payment.id, amount: payment.money.minor },
      { cause, claim, answer: () => ({ status: 201, body: '{}' }) },
    );
  expect((await deps.storage.load(payment.id))?.payment.status).toBe('refunded');
  const { values } = await metrics.payments.get();
  expect(values.map(({ labels, value }) => [labels.status, value])).toEqual([['refunded', 1]]);
});
