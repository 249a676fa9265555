import { type PaymentError } from '@payments/domain';
import { idempotencyKeyOf } from './idempotency-header.ts';

it('a key is taken in any writing of the header’s name, and none is none', () => {
  expect(idempotencyKeyOf(['Host', 'x', 'IDEMPOTENCY-Key', 'a~!'])).toBe('a~!');
  expect(idempotencyKeyOf(['Idempotency-Key', 'k'.repeat(255)])).toHaveLength(255);
  expect(idempotencyKeyOf(['X-Value', 'Idempotency-Key'])).toBeUndefined();
});

it.each([
  ['empty', ['Idempotency-Key', '']],
  ['of 256 characters', ['Idempotency-Key', 'k'.repeat(256)]],
  ['with a space', ['Idempotency-Key', 'a b']],
  ['with a tab', ['Idempotency-Key', 'a\tb']],
  ['not in ASCII', ['Idempotency-Key', 'ключ']],
  ['sent twice', ['Idempotency-Key', 'a', 'idempotency-key', 'b']],
  ['sent twice alike', ['Idempotency-Key', 'a', 'Idempotency-Key', 'a']],
])('I2 a key %s is refused', (_, rawHeaders) => {
  expect(() => idempotencyKeyOf(rawHeaders)).toThrow(
    expect.objectContaining<Partial<PaymentError>>({ code: 'idempotency_key_invalid' }),
  );
});
