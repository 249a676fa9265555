import { eventId, isUuid, methodId, orderId, paymentId, refundId, userId } from './ids.ts';

describe('ids', () => {
  it.each(['019ca945-0a00-71bb-8ed4-4bb0728cb6a1', '019CA945-0A00-71BB-8ED4-4BB0728CB6A1'])('%s is a UUID', (text) => {
    expect(isUuid(text)).toBe(true);
  });

  it.each(['', 'u_1', '019ca945-0a00-71bb-8ed4-4bb0728cb6a', '019ca945-0a00-71bb-8ed4-4bb0728cb6a1\n', "' or 1=1 --"])(
    '%p is none',
    (text) => {
      expect(isUuid(text)).toBe(false);
    },
  );

  it('are the text that they were made of', () => {
    const makers = [paymentId, refundId, methodId, eventId, userId, orderId];
    expect(makers.map((make) => make('x'))).toEqual(['x', 'x', 'x', 'x', 'x', 'x']);
  });
});
