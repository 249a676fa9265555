import { PaymentError, type PaymentErrorCode } from '@payments/domain';
import { BODY_DEPTH_MAX, parseJsonObject } from './strict-json.ts';

function refusal(body: string | Uint8Array): PaymentError {
  try {
    parseJsonObject(typeof body === 'string' ? Buffer.from(body) : body);
  } catch (thrown) {
    if (thrown instanceof PaymentError) return thrown;
    throw thrown;
  }
  throw new Error('it was let through');
}

const nested = (levels: number): string => `{"a":`.repeat(levels) + '1' + '}'.repeat(levels);

describe('a JSON body', () => {
  it.each<[string, PaymentErrorCode]>([
    ['{', 'malformed_request'],
    ['[1]', 'malformed_request'],
    ['null', 'malformed_request'],
    ['"text"', 'malformed_request'],
    ['{"amount":NaN}', 'malformed_request'],
    ['{"amount":Infinity}', 'malformed_request'],
    ["{'a':1}", 'malformed_request'],
    ['{"a":1,}', 'malformed_request'],
    [' ', 'malformed_request'],
    ['{"__proto__":{"admin":true}}', 'validation_failed'],
    ['{"a":[{"\\u005f_proto__":1}]}', 'validation_failed'],
    ['{"constructor":1}', 'validation_failed'],
    ['{"metadata":{"prototype":1}}', 'validation_failed'],
    ['{"a":"\\u0000"}', 'validation_failed'],
    ['{"a":"\\ud800"}', 'validation_failed'],
    ['{"\\u0000":1}', 'validation_failed'],
    [nested(BODY_DEPTH_MAX + 1), 'validation_failed'],
    [`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'validation_failed'],
  ])('%.40s is refused: %s', (body, code) => {
    expect(refusal(body).code).toBe(code);
  });

  it('bytes that are no UTF-8 are refused', () => {
    expect(refusal(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])).code).toBe('malformed_request');
  });

  it('a refusal names the field, and quotes nothing of the body', () => {
    expect(refusal('{"a":{"__proto__":1}}').details.errors?.[0]?.field).toBe('a.__proto__');
    expect(refusal('{"card":4242424242424242').message).not.toContain('4242');
  });

  it('M6 a number 1e3 is 1000; nesting up to the limit, emoji and a byte order mark are fine', () => {
    expect(parseJsonObject(Buffer.from('\ufeff{"amount":1e3,"note":"\\ud83d\\ude00"}'))).toEqual({
      amount: 1000,
      note: '😀',
    });
    expect(parseJsonObject(Buffer.from(nested(BODY_DEPTH_MAX)))).toBeDefined();
  });

  it('nothing is no body, and of a repeated key the last counts', () => {
    expect(parseJsonObject(Buffer.alloc(0))).toBeUndefined();
    expect(parseJsonObject(Buffer.from('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });
});
