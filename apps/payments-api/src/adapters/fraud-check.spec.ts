import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { orderId, paymentId, userId, type FraudQuestion } from '@payments/domain';
import { createFraudCheck } from './fraud-check.ts';

const OFF = {
  fraudCheckUrl: undefined,
  fraudMaxAmount: undefined,
  fraudMaxPerMinute: 0,
  fraudWhenAway: 'allow',
} as const;
const question = (more: Partial<FraudQuestion> = {}): FraudQuestion => ({
  paymentId: paymentId('0193a000-0000-7000-8000-000000000000'),
  userId: userId('u_1'),
  orderId: orderId('o-1'),
  amount: 1_000n,
  currency: 'USD',
  customerEmail: null,
  ip: null,
  ...more,
});

describe('the built-in rules', () => {
  it('there is nothing to ask where none is set', () => {
    expect(createFraudCheck(OFF)).toBeNull();
  });

  it('an amount above FRAUD_MAX_AMOUNT is rejected, the amount itself is not', async () => {
    const check = createFraudCheck({ ...OFF, fraudMaxAmount: 1_000 });
    expect(await check?.judge(question())).toMatchObject({ decision: 'allow' });
    expect(await check?.judge(question({ amount: 1_001n }))).toEqual({ decision: 'reject', reason: 'amount_too_high' });
  });

  it('each user has FRAUD_MAX_PER_MINUTE creates a minute', async () => {
    let time = 0;
    const check = createFraudCheck({ ...OFF, fraudMaxPerMinute: 2 }, () => time);
    const decisions = [];
    for (let turn = 0; turn < 3; turn++) decisions.push((await check?.judge(question()))?.decision);
    expect(decisions).toEqual(['allow', 'allow', 'reject']);
    expect((await check?.judge(question({ userId: userId('u_2') })))?.decision).toBe('allow');
    time = 120_000;
    expect((await check?.judge(question()))?.decision).toBe('allow');
  });
});

describe('FRAUD_CHECK_URL', () => {
  let server: Server;
  let url: string;
  let answer: (respond: (status: number, body: string, headers?: Record<string, string>) => void) => void;

  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      answer((status, body, headers = {}) => response.writeHead(status, headers).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('its word counts', async () => {
    const check = createFraudCheck({ ...OFF, fraudCheckUrl: url });
    answer = (respond) => respond(200, '{"decision":"reject","reason":"on a list"}');
    expect(await check?.judge(question())).toEqual({ decision: 'reject', reason: 'on a list' });
    answer = (respond) => respond(200, '{"decision":"reject","reason":"4242424242424242 is \\u0000stolen"}');
    expect((await check?.judge(question()))?.reason).toMatch(/^[^\d\0]+.*is stolen$/);
    answer = (respond) => respond(200, '{"decision":"allow"}');
    expect(await check?.judge(question())).toEqual({ decision: 'allow', reason: null });
  });

  it.each<[string, typeof answer]>([
    ['an error', (respond) => respond(500, '{"decision":"allow"}')],
    ['no JSON', (respond) => respond(200, 'allow')],
    ['no verdict', (respond) => respond(200, '{"decision":"maybe"}')],
    ['a redirect', (respond) => respond(302, '', { location: url })],
    ['far too much', (respond) => respond(200, `{"decision":"allow","x":"${'x'.repeat(300_000)}"}`)],
    ['silence', () => undefined],
  ])('%s is no answer: then FRAUD_WHEN_AWAY decides', async (_, how) => {
    answer = how;
    const allows = createFraudCheck({ ...OFF, fraudCheckUrl: url });
    const rejects = createFraudCheck({ ...OFF, fraudCheckUrl: url, fraudWhenAway: 'reject' });
    expect((await allows?.judge(question()))?.decision).toBe('allow');
    expect(await rejects?.judge(question())).toEqual({ decision: 'reject', reason: 'fraud_check_away' });
  });
});
