import { FOREIGN_PEER, notification, YOOKASSA_PEER } from '../test/yookassa-rig.ts';
import { YOOKASSA_RANGES } from './yookassa-config.ts';
import { parseRanges, PEER_HEADER, readWebhook } from './yookassa-webhook.ts';

const ID = '22e12f66-000f-5000-8000-18db351245c7';
const ranges = parseRanges(YOOKASSA_RANGES);
const read = (event: string, object: object | null = { id: ID }, peer: string | undefined = YOOKASSA_PEER) =>
  readWebhook(ranges, notification(event, object, peer));

describe('where a notification comes from', () => {
  it.each([
    '185.71.76.0',
    '185.71.76.31',
    '185.71.77.31',
    '77.75.153.127',
    '77.75.154.128',
    '77.75.156.11',
    '77.75.156.35',
  ])('W6 %s is YooKassa', (peer) => {
    expect(read('payment.succeeded', { id: ID }, peer)).toMatchObject({ kind: 'knock' });
  });

  it.each(['2a02:5180::1', '2a02:5180:0:1509::1', '::ffff:185.71.76.5', '::ffff:b947:4c05'])('W6 so is %s', (peer) => {
    expect(read('payment.succeeded', { id: ID }, peer)).toMatchObject({ kind: 'knock' });
  });

  it.each([
    ...['185.71.76.32', '185.71.75.255', '77.75.153.128', '77.75.154.127', '77.75.156.12', FOREIGN_PEER, '127.0.0.1'],
    ...['::ffff:203.0.113.9', '2a02:5181::1', '::1', '', 'unknown', '185.71.76.5, 203.0.113.9', '0271.0107.0114.05'],
  ])('W6 %p is not', (peer) => {
    expect(read('payment.succeeded', { id: ID }, peer)).toEqual({ kind: 'forged', reason: 'foreign_address' });
  });

  it('W6 is what the host says, never what the caller says', () => {
    const { body } = notification('payment.succeeded', { id: ID });
    const headers = { 'x-forwarded-for': YOOKASSA_PEER, 'x-real-ip': YOOKASSA_PEER, forwarded: `for=${YOOKASSA_PEER}` };
    expect(readWebhook(ranges, { headers, body })).toEqual({ kind: 'forged', reason: 'foreign_address' });
    expect(readWebhook(ranges, { headers: { ...headers, [PEER_HEADER]: FOREIGN_PEER }, body })).toMatchObject({
      reason: 'foreign_address',
    });
  });

  it('can be narrowed and widened by a setting, that must be addresses', () => {
    const own = parseRanges(['127.0.0.0/8', '::1']);
    const mapped = parseRanges(['::ffff:127.0.0.0/104', '::ffff:203.0.113.9']);
    for (const peer of ['127.9.9.9', FOREIGN_PEER, `::ffff:${FOREIGN_PEER}`])
      expect(readWebhook(mapped, notification('payment.succeeded', { id: ID }, peer)).kind).toBe('knock');
    expect(readWebhook(own, notification('payment.succeeded', { id: ID }, '127.0.0.2'))).toMatchObject({
      kind: 'knock',
    });
    expect(readWebhook(own, notification('payment.succeeded', { id: ID }, YOOKASSA_PEER))).toMatchObject({
      kind: 'forged',
    });
    expect(() => parseRanges(['185.71.76.0/33'])).toThrow('"185.71.76.0/33" is no address and no range');
  });
});

describe('what a notification says', () => {
  it('W1 has no id of its own: event and object are one, and a repeat knocks again', () => {
    expect(read('payment.waiting_for_capture')).toEqual({
      kind: 'knock',
      eventId: `payment.waiting_for_capture:${ID}`,
      type: 'payment.waiting_for_capture',
      target: { kind: 'payment', providerPaymentId: ID },
      knocksAgain: true,
    });
  });

  it('a refund’s points at the refund and its payment', () => {
    expect(read('refund.succeeded', { id: 'r-1', payment_id: ID })).toMatchObject({
      target: { kind: 'refund', providerRefundId: 'r-1', providerPaymentId: ID },
    });
    expect(read('refund.succeeded', { id: 'r-1', payment_id: { $ne: 1 } })).toMatchObject({
      target: { kind: 'refund', providerRefundId: 'r-1', providerPaymentId: null },
    });
  });

  it.each(['payout.succeeded', 'payment_method.active', 'deal.closed', 'payment.refunded', 'constructor'])(
    'W17 %s is a 200 and nothing else',
    (event) => {
      expect(read(event)).toEqual({ kind: 'ignored', eventId: `${event}:${ID}`, type: event });
    },
  );

  it('W17 of no interest, it need not name an object as we know them', () => {
    for (const object of [{}, null, { id: { a: 1 } }, { id: '4242 4242 4242 4242' }])
      expect(read('deal.closed', object)).toEqual({ kind: 'ignored', eventId: 'deal.closed', type: 'deal.closed' });
  });

  it('A5 takes nothing for an object’s id that could be a card number', () => {
    for (const id of ['4242424242424242', '4242-4242-4242-4242'])
      expect(read('payment.succeeded', { id })).toEqual({ kind: 'forged', reason: 'unreadable' });
    expect(read('payment.succeeded', { id: '22012661-0001-5000-8000-183512457711' }).kind).toBe('knock');
  });

  it.each([
    ['nothing', ''],
    ['half a body', '{"type":"notification","event":"payment.succ'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another type', JSON.stringify({ type: 'list', event: 'payment.succeeded', object: { id: ID } })],
    ['no object', JSON.stringify({ type: 'notification', event: 'payment.succeeded' })],
    ['a path for an id', JSON.stringify({ type: 'notification', event: 'payment.succeeded', object: { id: '../me' } })],
    [
      'an endless id',
      JSON.stringify({ type: 'notification', event: 'payment.succeeded', object: { id: 'a'.repeat(65) } }),
    ],
  ])('%s is unreadable, and nothing is thrown', (_what, body) => {
    const request = { headers: { [PEER_HEADER]: YOOKASSA_PEER }, body: Buffer.from(body) };
    expect(readWebhook(ranges, request)).toEqual({ kind: 'forged', reason: 'unreadable' });
  });
});
