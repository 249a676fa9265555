import { receiptNumber } from '@payments/domain';
import { receiptRig, receiptOptions, type ReceiptRig } from '../test/receipt-rig.ts';
import { pumpOutbox } from './outbox-pump.ts';
import { receiptConsumer } from './receipts.ts';

let rig: ReceiptRig;
beforeEach(async () => {
  rig = await receiptRig();
});
afterEach(() => rig.close());

const year = new Date().getUTCFullYear();
const series = (count: number, of = year) => Array.from({ length: count }, (_, index) => receiptNumber(of, index + 1));

describe('numbered documents', () => {
  it('a payment that succeeds gets one receipt with what was paid, its number on the row, and one event', async () => {
    const payment = await rig.paid({
      customerEmail: 'anna@example.com',
      description: 'Курс',
      locale: 'ru',
      items: [{ description: 'Урок', quantity: 1, unitAmount: 1999n }],
      paymentMethod: { type: 'card', brand: 'visa', last4: '4242', expMonth: 12, expYear: 2030 },
    });
    await rig.pump();
    const receipts = await rig.receipts(payment.id);
    expect(receipts).toEqual([
      expect.objectContaining({
        number: series(1)[0],
        kind: 'receipt',
        corrects: null,
        refundId: null,
        money: { minor: 1999n, currency: 'USD' },
        customer: { userId: payment.userId, email: 'anna@example.com' },
        items: [{ description: 'Урок', quantity: 1, unitAmount: 1999n }],
        paymentMethod: { type: 'card', brand: 'visa', last4: '4242' },
        providerPaymentId: `object-${payment.id}`,
        locale: 'ru',
        vatCode: 1,
      }),
    ]);
    expect(Math.abs(Date.now() - (receipts[0]?.issuedAt.getTime() ?? 0))).toBeLessThan(5_000);
    const after = (await rig.storage.load(payment.id))?.payment;
    expect(after).toMatchObject({ receiptNumber: series(1)[0], version: payment.version + 1, eventSeq: 3 });
    expect(await rig.events(payment.id)).toEqual([
      { type: 'payment.started', seq: 1 },
      { type: 'payment.succeeded', seq: 2 },
      { type: 'receipt.issued', seq: 3 },
    ]);
    const { rows } = await rig.database.pool.query<{ document: unknown }>('SELECT document FROM receipts');
    expect(JSON.stringify(rows)).not.toContain('anna@example.com');
  });

  it('R10 each refund gets a credit note, one that fails later a counter document, one that succeeds again a new credit note', async () => {
    const payment = await rig.paid();
    const first = await rig.refunded(payment, 500n, { status: 'succeeded' });
    await rig.pump();
    const second = await rig.refunded(payment, 700n, { status: 'succeeded' });
    await rig.pump();
    await rig.told(first, 'failed');
    await rig.pump();
    await rig.told(first, 'succeeded');
    await rig.pump();
    const documents = (await rig.receipts(payment.id)).map(({ number, kind, money, corrects, refundId }) => [
      number,
      kind,
      Number(money.minor),
      corrects,
      refundId,
    ]);
    const [n1, n2, n3, n4, n5] = series(5);
    expect(documents).toEqual([
      [n1, 'receipt', 1999, null, null],
      [n2, 'credit_note', 500, n1, first.id],
      [n3, 'credit_note', 700, n1, second.id],
      [n4, 'credit_note_reversal', 500, n2, first.id],
      [n5, 'credit_note', 500, n1, first.id],
    ]);
    const after = (await rig.storage.load(payment.id))?.payment;
    expect(after).toMatchObject({ receiptNumber: n1, amountRefunded: 1200n, status: 'partially_refunded' });
  });

  it('R11 a refund made in the dashboard gets its credit note in the same round as the receipt, and refers to it', async () => {
    const payment = await rig.paid();
    await rig.refunded(payment, 1999n, { status: 'succeeded', origin: 'dashboard' });
    await rig.pump();
    const documents = await rig.receipts(payment.id);
    expect(documents.map(({ kind, corrects }) => [kind, corrects])).toEqual([
      ['receipt', null],
      ['credit_note', series(1)[0]],
    ]);
    // Back to `succeeded` because the refund failed after all: not a second receipt.
    const [refund] = (await rig.storage.load(payment.id))?.refunds ?? [];
    if (refund) await rig.told(refund, 'failed');
    await rig.pump();
    expect((await rig.receipts(payment.id)).map(({ kind }) => kind)).toEqual([
      'receipt',
      'credit_note',
      'credit_note_reversal',
    ]);
  });

  it('a refund that fails without ever having succeeded, and a duplicate’s refund, get no document', async () => {
    const payment = await rig.paid();
    await rig.refunded(payment, 100n, { status: 'failed' });
    await rig.refunded(payment, 1999n, { status: 'succeeded', origin: 'duplicate' });
    await rig.pump();
    expect((await rig.receipts(payment.id)).map(({ kind }) => kind)).toEqual(['receipt']);
  });

  it('a new year (UTC) begins a new series, and the old one has no gap', async () => {
    const at = (iso: string) => ({ clock: () => Promise.resolve(new Date(iso)) });
    await rig.paid();
    await rig.pump(at('2026-12-31T23:59:59.999Z'));
    await rig.paid();
    await rig.paid();
    await rig.pump(at('2027-01-01T00:00:00.000Z'));
    expect(await rig.numbers()).toEqual(['2026-000001', '2027-000001', '2027-000002']);
  });

  it('nobody can change or remove a document, the owner neither; only its seal is renewed, with another key', async () => {
    await rig.paid();
    await rig.pump();
    for (const statement of [
      `UPDATE receipts SET issued_at = issued_at + interval '1 second'`,
      `UPDATE receipts SET document = '{}'`,
      'UPDATE receipts SET document = document',
      'DELETE FROM receipts',
      'TRUNCATE receipts CASCADE',
    ])
      await expect(rig.database.pool.query(statement)).rejects.toMatchObject({ code: 'PM004' });
    await rig.database.pool.query(`UPDATE receipts SET document = document || '{"k":"another"}'`);
  });
});

describe('the series', () => {
  it('X9 has no gap and no repeat under four pumps at once whose rounds break off, and no payment is left out', async () => {
    const PAYMENTS = 120;
    const payments = await Promise.all(
      Array.from({ length: PAYMENTS }, () => rig.paid({ customerEmail: 'a@example.com' })),
    );
    let broken = 0;
    const consumer = receiptConsumer(rig.context, receiptOptions());
    const breaksOff = (): Promise<void> => {
      if (Math.random() > 0.4) return Promise.resolve();
      broken += 1;
      return Promise.reject(new Error('it broke off after the numbers were taken'));
    };
    const pump = async (): Promise<void> => {
      for (let idle = 0; idle < 20;) {
        const round = await pumpOutbox(rig.context, { consumers: [consumer, breaksOff], batch: 10 }).catch(() => null);
        idle = round?.events === 0 ? idle + 1 : 0;
        if (round?.mine === false) await new Promise((resolve) => setTimeout(resolve, 2));
      }
    };
    await Promise.all([pump(), pump(), pump(), pump()]);
    await rig.pump();
    expect(broken).toBeGreaterThan(0);
    expect(await rig.numbers()).toEqual(series(PAYMENTS));
    const given = await Promise.all(
      payments.map(async ({ id }) => (await rig.storage.load(id))?.payment.receiptNumber),
    );
    expect([...given].sort()).toEqual(series(PAYMENTS));
    const { rows } = await rig.database.pool.query<{ mails: number; events: number }>(
      `SELECT (SELECT count(*)::integer FROM mail_outbox) AS mails, (SELECT count(*)::integer FROM outbox WHERE type = 'receipt.issued') AS events`,
    );
    expect(rows).toEqual([{ mails: PAYMENTS, events: PAYMENTS }]);
  });

  it('the events of a payment stay in one order while it is refunded and numbered at once', async () => {
    const payments = await Promise.all(Array.from({ length: 20 }, () => rig.paid()));
    const pumping = (async () => {
      for (let round = 0; round < 40; round++) await rig.pump();
    })();
    await Promise.all(
      payments.map(async (payment) => {
        for (let n = 0; n < 3; n++) await rig.refunded(payment, 100n, { status: 'succeeded' });
      }),
    );
    await pumping;
    await rig.pump();
    for (const { id } of payments) {
      const events = await rig.events(id);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(events.filter(({ type }) => type === 'receipt.issued')).toHaveLength(4);
      expect((await rig.storage.load(id))?.payment.eventSeq).toBe(events.length);
    }
    expect(await rig.numbers()).toEqual(series(80));
  });
});
