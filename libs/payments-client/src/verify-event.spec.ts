import { createHmac } from 'node:crypto';
import { EventNotVerified, verifyEvent } from './verify-event.ts';

const SECRET = `whsec_${Buffer.from('a secret of some thirty bytes ..').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another one of thirty bytes ....').toString('base64')}`;
const EVENT = {
  id: 'evt-1',
  type: 'payment.succeeded',
  timestamp: '2026-03-01T10:00:00.000Z',
  data: { payment: { id: 'p1', amount: 1999, description: 'Курс №1' } },
};
const BODY = JSON.stringify(EVENT);

/** The signature by the specification's own words, not by the library that is under test: https://www.standardwebhooks.com */
function signed(body: string, secrets: readonly string[], at = new Date()) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`evt-1.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': 'evt-1', 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

describe('an incoming event', () => {
  it('is given where its signature is right, from a text as from bytes', () => {
    expect(verifyEvent(signed(BODY, [SECRET]), BODY, SECRET)).toEqual(EVENT);
    expect(verifyEvent(signed(BODY, [SECRET]), Buffer.from(BODY), SECRET)).toEqual(EVENT);
  });

  it('is found in headers of every kind', () => {
    const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = signed(BODY, [SECRET]);
    const nodes = { 'Webhook-Id': id, 'Webhook-Timestamp': [time], 'Webhook-Signature': signature, host: undefined };
    expect(verifyEvent(nodes, BODY, SECRET).id).toBe('evt-1');
    expect(verifyEvent(new Headers(signed(BODY, [SECRET])), BODY, SECRET).id).toBe('evt-1');
  });

  it('narrows by its type', () => {
    const event = verifyEvent(signed(BODY, [SECRET]), BODY, SECRET);
    expect(event.type === 'payment.succeeded' && event.data.payment.amount).toBe(1999);
  });

  it('passes while a secret is rolled: either of two on either side', () => {
    expect(verifyEvent(signed(BODY, [OTHER, SECRET]), BODY, SECRET).id).toBe('evt-1');
    expect(verifyEvent(signed(BODY, [SECRET]), BODY, [OTHER, SECRET]).id).toBe('evt-1');
  });

  it.each([
    ['another secret', signed(BODY, [OTHER]), BODY],
    ['a body that was changed', signed(BODY, [SECRET]), BODY.replace('1999', '1')],
    ['no signature', {}, BODY],
    ['a signature of six minutes ago', signed(BODY, [SECRET], new Date(Date.now() - 360_000)), BODY],
    ['a signature of the future', signed(BODY, [SECRET], new Date(Date.now() + 360_000)), BODY],
    ['a body that is no event, though signed', signed('[]', [SECRET]), '[]'],
    ['a body that is no JSON, though signed', signed('{', [SECRET]), '{'],
  ])('E2 is refused with %s', (_, headers, body) => {
    expect(() => verifyEvent(headers, body, SECRET)).toThrow(EventNotVerified);
  });

  it('is refused where no secret is given', () => {
    expect(() => verifyEvent(signed(BODY, [SECRET]), BODY, [])).toThrow('no secret was given');
  });
});
