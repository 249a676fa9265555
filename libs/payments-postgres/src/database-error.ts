import { PaymentError } from '@payments/domain';
import pg from 'pg';

/** SQLSTATEs of our own functions (migrations). */
export const OVER_RESERVED = 'PM001';
export const KEY_TAKEN = 'PM003';
const UNIQUE_VIOLATION = '23505';

/** The whole transaction did nothing, and may do better at once: serialization failure, deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01']);
/** The server is there, but not for us now: shutting down, starting, too many clients, its disk or memory full, read-only standby after a failover. */
const AWAY = new Set(['57P01', '57P02', '57P03', '53300', '53100', '53200', '25006']);
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** What `pg` says without a code. */
const LOST = /^(Connection terminated|Client has encountered a connection error|Query read timeout|server closed)/i;
const NO_FREE_CONNECTION = /timeout exceeded when trying to connect/i;

/** About the time that a restart takes, or that a full queue needs to empty. */
const RETRY_AFTER_SECONDS = 2;

export function mayTryAgain(error: unknown): boolean {
  return TRY_AGAIN.has(codeOf(error));
}

/** The server refused the statement, so nothing of it happened; after a broken connection nobody knows. */
export function wasRolledBack(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}

/** The name of the unique index that was hit; `null` for any other error. */
export function violatedUnique(error: unknown): string | null {
  if (!(error instanceof pg.DatabaseError) || error.code !== UNIQUE_VIOLATION) return null;
  return error.constraint ?? null;
}

export function isOverReserved(error: unknown): boolean {
  return codeOf(error) === OVER_RESERVED;
}

/** What the caller may see and the log may hold: connection troubles as `PaymentError`, others without the values that PostgreSQL adds. */
export function translated(error: unknown): unknown {
  if (error instanceof PaymentError) return error;
  if (isOverReserved(error))
    return new PaymentError('amount_exceeds_refundable', 'More would go back than what is left.');
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (NO_FREE_CONNECTION.test(message)) return overloaded();
  if (AWAY.has(code) || code.startsWith('08') || NETWORK.has(code) || LOST.test(message)) return unavailable();
  return error instanceof pg.DatabaseError ? withoutValues(error) : error;
}

export function overloaded(): PaymentError {
  return new PaymentError('overloaded', 'Too much is going on at once. Try again in a moment.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function unavailable(): PaymentError {
  return new PaymentError('database_unavailable', 'The database can not be reached. Try again in a moment.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** `detail` has the failing row, `where` and `internalQuery` the statement: none of them belongs into a log. */
function withoutValues(error: pg.DatabaseError): pg.DatabaseError {
  error.detail = undefined;
  error.where = undefined;
  error.internalQuery = undefined;
  return error;
}

/** The SQLSTATE, or the network's word; empty where there is none. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : '';
}
