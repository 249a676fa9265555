import { NotFoundException } from '@nestjs/common';
import { PAYMENT_ERROR_CODES, PaymentError, paymentId } from '@payments/domain';
import { PROBLEM_KINDS, problemHeaders, toProblem } from './problem.ts';
import { errorFacts, refusalOf } from './refusal.ts';

const with_ = (message: string, properties: object): Error => Object.assign(new Error(message), properties);

describe('what a caller is told', () => {
  it.each<[string, unknown, string]>([
    ['our own refusal', new PaymentError('invalid_state', 'x'), 'invalid_state'],
    ['an unknown route', new NotFoundException(), 'not_found'],
    [
      'a wrong media type',
      with_('x', { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }),
      'unsupported_media_type',
    ],
    ['a big body', with_('x', { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }), 'payload_too_large'],
    [
      'a wrong length',
      with_('x', { code: 'FST_ERR_CTP_INVALID_CONTENT_LENGTH', statusCode: 400 }),
      'malformed_request',
    ],
    ['a refused connection', with_('connect', { code: 'ECONNREFUSED' }), 'database_unavailable'],
    ['a shutdown of the database', with_('x', { driverError: with_('x', { code: '57P01' }) }), 'database_unavailable'],
    ['too many connections', with_('x', { driverError: with_('x', { code: '53300' }) }), 'database_unavailable'],
    ['a full pool', new Error('timeout exceeded when trying to connect'), 'database_unavailable'],
    [
      'a lost connection',
      new Error('x', { cause: new Error('Connection terminated unexpectedly') }),
      'database_unavailable',
    ],
    ['a broken rule of the database', with_('x', { driverError: with_('x', { code: '23505' }) }), 'internal'],
    ['a provider’s answer with a number', with_('No such customer', { statusCode: 404 }), 'internal'],
    ['a bug', new TypeError('x is not a function'), 'internal'],
    ['no error at all', 'oops', 'internal'],
    ['nothing', undefined, 'internal'],
  ])('of %s', (_, thrown, code) => {
    expect(refusalOf(thrown).code).toBe(code);
  });

  it('is nothing about the inside of an internal error', () => {
    const secret = with_('SELECT secret FROM keys', { parameters: ['sk_live_1'] });
    expect(JSON.stringify(toProblem(refusalOf(secret), 'r1'))).not.toMatch(/SELECT|sk_live/);
    expect(toProblem(new PaymentError('internal', 'SELECT secret'), 'r1').detail).not.toContain('SELECT');
  });

  it('is a problem with the members of the contract', () => {
    const error = new PaymentError('duplicate_payment', 'The order is paid.', { paymentId: paymentId('p1') });
    expect(toProblem(error, 'r1')).toEqual({
      type: 'urn:payments:problem:duplicate_payment',
      title: 'The order has a payment already',
      status: 409,
      detail: 'The order is paid.',
      code: 'duplicate_payment',
      request_id: 'r1',
      payment_id: 'p1',
    });
    expect(toProblem(new PaymentError('invalid_state', 'x', { currentStatus: 'succeeded' }), 'r1')).toMatchObject({
      current_status: 'succeeded',
    });
  });

  it('has Retry-After and WWW-Authenticate where they help', () => {
    const headersOf = (code: PaymentError['code'], retryAfterSeconds?: number): Readonly<Record<string, string>> =>
      problemHeaders(new PaymentError(code, 'x', retryAfterSeconds === undefined ? {} : { retryAfterSeconds }));
    expect(headersOf('rate_limited', 2.1)['retry-after']).toBe('3');
    expect(headersOf('unauthenticated')['www-authenticate']).toBe('Bearer');
    for (const code of ['idempotency_key_in_use', 'rate_limited', 'overloaded', 'database_unavailable'] as const) {
      expect(Number(headersOf(code)['retry-after'])).toBeGreaterThan(0);
    }
    expect(headersOf('not_found')).not.toHaveProperty('retry-after');
  });

  it('has the number of the contract for each code', () => {
    const numbers = Object.fromEntries(PAYMENT_ERROR_CODES.map((code) => [code, PROBLEM_KINDS[code].status]));
    expect(numbers).toEqual({
      unauthenticated: 401,
      forbidden: 403,
      not_found: 404,
      validation_failed: 422,
      card_data_not_accepted: 422,
      idempotency_key_missing: 400,
      idempotency_key_invalid: 400,
      idempotency_key_reused: 422,
      idempotency_key_in_use: 409,
      duplicate_payment: 409,
      invalid_state: 409,
      amount_exceeds_refundable: 422,
      refund_window_expired: 422,
      fraud_rejected: 403,
      unsupported: 422,
      malformed_request: 400,
      payload_too_large: 413,
      unsupported_media_type: 415,
      rate_limited: 429,
      provider_unavailable: 503,
      overloaded: 503,
      database_unavailable: 503,
      internal: 500,
    });
  });
});

it('A6 what is logged of an error is its type, code and place, not its words', () => {
  const facts = errorFacts(with_('card 4242424242424242\n    at secret:1:1)x', { code: '23505', config: 'sk_live_1' }));
  expect(facts).toMatchObject({ errorType: 'Error', errorCode: '23505' });
  expect(facts.at[0]).toContain('refusal.spec.ts');
  expect(JSON.stringify(facts)).not.toMatch(/4242|sk_live/);
});
