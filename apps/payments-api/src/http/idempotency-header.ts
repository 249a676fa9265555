import { PaymentError } from '@payments/domain';

/** 1 to 255 visible ASCII characters without spaces. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The `Idempotency-Key` of a request, undefined where there is none. It is read from the raw headers (name, value, name, value …),
 * because Node joins two headers into one text. Throws `idempotency_key_invalid` for a key of another form, and for two headers.
 */
export function idempotencyKeyOf(rawHeaders: readonly string[]): string | undefined {
  const keys = rawHeaders.filter((_, index) => index % 2 === 1 && isKeyHeader(rawHeaders[index - 1]));
  if (keys.length > 1) throw new PaymentError('idempotency_key_invalid', 'Send the Idempotency-Key header once.');
  const [key] = keys;
  if (key === undefined || KEY.test(key)) return key;
  throw new PaymentError(
    'idempotency_key_invalid',
    'The Idempotency-Key must be 1 to 255 visible ASCII characters without spaces; a UUID is best.',
  );
}

function isKeyHeader(name: string | undefined): boolean {
  return name?.length === 'idempotency-key'.length && name.toLowerCase() === 'idempotency-key';
}
