import { PaymentError } from '@payments/domain';
import { refuseCardNumbers } from './card-firewall.ts';

const PAN = '4242424242424242';

function refusal(body: unknown): PaymentError {
  try {
    refuseCardNumbers(body);
  } catch (thrown) {
    if (thrown instanceof PaymentError) return thrown;
    throw thrown;
  }
  throw new Error('it was let through');
}

describe('the card firewall', () => {
  it.each<[string, unknown, string]>([
    ['in a text', { description: `card ${PAN}` }, 'description'],
    ['nested', { metadata: { deep: [{ note: '4242-4242-4242-4242' }] } }, 'metadata.deep.0.note'],
    ['as a number', { order_id: Number(PAN) }, 'order_id'],
    ['as a number with a fraction', { amount: 4242424242.424242 }, 'amount'],
    ['as a number that lost its last digits', JSON.parse('{"a":6799990100000000019}'), 'a'],
    ['cut into a list', { parts: ['4242', '4242', '4242', '4242'] }, 'parts'],
    ['digit by digit', { parts: [...PAN].map(Number) }, 'parts'],
    ['inside of a longer list', { parts: ['card', 4242, 4242, 4242, 4242, 12, 30] }, 'parts'],
    ['in a list of texts', { items: ['a', PAN] }, 'items.1'],
    ['as a key', { metadata: { [PAN]: 'x' } }, 'metadata.[card]'],
    ['as a body of its own', PAN, 'body'],
  ])('A5 refuses one %s, and names the field', (_, body, field) => {
    const error = refusal(body);
    expect(error.code).toBe('card_data_not_accepted');
    expect(error.details.errors).toEqual([{ field, code: 'card_number', message: expect.any(String) }]);
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/4242|67999/);
  });

  it('A5 lets an ordinary create through', () => {
    expect(() =>
      refuseCardNumbers({
        amount: 1999,
        currency: 'USD',
        order_id: 'order-1767225600000',
        customer_email: 'a@example.com',
        payment_method: 'pm_1Nq0aXLkdIwHu7ixAbCdEfGh',
        items: [{ description: 'Course', quantity: 1, unit_amount: 1999 }],
        metadata: { id: '0193e2b1-1234-7123-8123-123456789012', at: '1767225600000', phone: '+7 495 123-45-67' },
        at: 1767225600000,
        nothing: null,
        yes: true,
      }),
    ).not.toThrow();
  });
});
