import { PaymentError } from '@payments/domain';
import { issuedKeys } from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { Host } from '../host.ts';
import { idempotencyKeyOf } from './idempotency-header.ts';

/** How a key of ours begins: only such ones cost a look-up. */
export const ISSUED_KEY_PREFIX = 'pk_';

/**
 * A key that we gave out serves its caller alone, and its order where it has one. Others, and those whose time is over, are keys like any other.
 * Throws `idempotency_key_reused` for a key of another caller or order.
 */
export async function checkIssuedKey(
  host: Host,
  request: FastifyRequest,
  caller: Caller,
  order: string | undefined,
): Promise<void> {
  const key = idempotencyKeyOf(request.raw.rawHeaders);
  if (!key?.startsWith(ISSUED_KEY_PREFIX)) return;
  const issued = await issuedKeys(host.context).find(key);
  if (issued === null) return;
  if (issued.userId === caller.userId && (issued.orderId === null || issued.orderId === order)) return;
  throw new PaymentError(
    'idempotency_key_reused',
    'This Idempotency-Key was issued to another caller or for another order. Use one of your own.',
  );
}
