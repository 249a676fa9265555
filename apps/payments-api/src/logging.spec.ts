import { createLogger, requestIdOf } from './logging.ts';
import { maskLine } from './log-masks.ts';

function lines(write: (logger: ReturnType<typeof createLogger>) => void): readonly string[] {
  const written: string[] = [];
  write(createLogger('info', { write: (line: string) => void written.push(line) }));
  return written;
}

const CANARIES = [
  '4242424242424242',
  '4242 4242 4242 4242',
  'sk_live_51Habcdefghijk',
  'rk_test_abcdefghij',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'live_abcdefghijklmnopqrstuvwxyz',
  'pi_3NabcDEF_secret_XyZ123',
  'jane.doe+pay@example.com',
  'jane%40example.com',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1XzEifQ.c2lnbmF0dXJl',
  'Bearer abcdefghijkl',
  'Basic dXNlcjpwYXNzd29yZA==',
  'postgres://app:hunter2@db/payments',
  '/checkout/p1?token=abc.def-123&lang=en',
];
const TRACES = /4242|51Habc|abcdefghij|MfKQ|XyZ123|jane|eyJ|dXNlcj|hunter2|abc\.def/;

describe('A6 canaries', () => {
  it.each(CANARIES)('%s stands in no line, wherever it was put', (canary) => {
    const written = lines((logger) => {
      logger.info(
        { url: canary, nested: { list: [canary] }, authorization: canary, headers: { cookie: canary } },
        canary,
      );
      logger.error({ err: Object.assign(new Error(canary), { config: { body: canary } }) }, 'failed');
      logger.child({ canary }).warn('child');
    });
    expect(written).toHaveLength(3);
    for (const line of written) {
      expect(line).not.toMatch(TRACES);
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it('a card number that is a number leaves valid JSON', () => {
    const [line = ''] = lines((logger) => logger.info({ amount: 4242424242424242, list: [4242, 4242, 4242, 4242] }));
    expect(JSON.parse(line)).toMatchObject({ amount: 9999999999999999 });
  });

  it('secrets by the name of their property are hidden, with quotes inside, too', () => {
    const [line = ''] = lines((logger) => logger.info({ Authorization: 'x"y', client_secret: 'plain', token: 't' }));
    expect(JSON.parse(line)).toMatchObject({ Authorization: '[hidden]', client_secret: '[hidden]', token: '[hidden]' });
  });
});

it('an ordinary line stays as it is', () => {
  const line = `{"level":"info","time":"2026-01-05T12:30:45.123Z","requestId":"0193e2b1-1234-7123-8123-123456789012","method":"POST","url":"/api/payments","status":201,"ms":12.3,"msg":"request"}\n`;
  expect(maskLine(line)).toBe(line);
});

it('a line costs little', () => {
  const line = `{"level":"info","time":"2026-01-05T12:30:45.123Z","requestId":"0193e2b1-1234-7123-8123-123456789012","method":"POST","url":"/api/payments/0193e2b1-1234-7123-8123-123456789013/confirm","status":201,"ms":12.3,"msg":"request"}\n`;
  const started = performance.now();
  for (let turn = 0; turn < 10_000; turn++) maskLine(line);
  expect((performance.now() - started) / 10_000).toBeLessThan(0.1);
});

describe('request ids', () => {
  const idFor = (id: string | string[]): string => requestIdOf({ headers: { 'x-request-id': id } });

  it('are taken from the caller where they are sane', () => {
    expect(idFor('trace-1.a:b_c')).toBe('trace-1.a:b_c');
  });

  it.each([[''], ['a b'], ['x'.repeat(65)], ['a\nb'], ['<script>'], ['4242424242424242'], [['a', 'b']]])(
    'are new ones instead of %j',
    (id) => {
      expect(idFor(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );
});
