import { PaymentError, type PaymentErrorCode } from '@payments/domain';
import { isDatabaseAway } from './database-errors.ts';

/**
 * What the HTTP frameworks refuse by themselves, by their number. A wrong method on a known path is a 404, as `contract.md` says;
 * a path that is too long belongs to nothing of ours either.
 */
const BY_STATUS: ReadonlyMap<number, readonly [PaymentErrorCode, string]> = new Map([
  [400, ['malformed_request', 'The request can not be read.']],
  [401, ['unauthenticated', 'Send a valid bearer token.']],
  [403, ['forbidden', 'This is not allowed for you.']],
  [404, ['not_found', 'There is nothing at this address, or not by this method.']],
  [405, ['not_found', 'There is nothing at this address, or not by this method.']],
  [408, ['malformed_request', 'The body did not arrive in time.']],
  [411, ['malformed_request', 'The body has no length.']],
  [413, ['payload_too_large', 'The body must have at most 256 kB.']],
  [414, ['not_found', 'There is nothing at this address, or not by this method.']],
  [415, ['unsupported_media_type', 'The body must be application/json.']],
  [422, ['validation_failed', 'The request is not valid.']],
  [429, ['rate_limited', 'Too many requests; wait, and send it again.']],
  [431, ['malformed_request', 'The headers are too large.']],
  [503, ['overloaded', 'Busy or shutting down; send it again in a moment.']],
]);

/** The refusal that a caller is shown for whatever was thrown. Only a `PaymentError` speaks for itself. */
export function refusalOf(thrown: unknown): PaymentError {
  if (thrown instanceof PaymentError) return thrown;
  const [code, detail] = BY_STATUS.get(statusOf(thrown)) ?? [];
  if (code !== undefined && detail !== undefined) return new PaymentError(code, detail);
  if (isDatabaseAway(thrown)) {
    return new PaymentError('database_unavailable', 'The database is not available; send it again in a moment.');
  }
  return new PaymentError('internal', 'Internal error');
}

/** Nest's exceptions have `getStatus()`, Fastify's errors `statusCode` with a code of their own; others' numbers don't count. */
function statusOf(thrown: unknown): number {
  if (!(thrown instanceof Error)) return 500;
  if ('getStatus' in thrown && typeof thrown.getStatus === 'function') return Number(thrown.getStatus());
  const isFastify = 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith('FST_');
  return isFastify && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
}

/** What may be logged of an unexpected error: its type, its code and where it was thrown, but never its message. */
export interface ErrorFacts {
  readonly errorType: string;
  readonly errorCode?: string;
  readonly at: readonly string[];
}

/** Frames enough to find the place. */
const FRAMES_MAX = 8;

export function errorFacts(thrown: unknown): ErrorFacts {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, at: [] };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return {
    errorType: thrown.constructor.name,
    ...(code !== undefined && { errorCode: code }),
    at: frames.slice(0, FRAMES_MAX).map((line) => line.trim()),
  };
}
