import 'reflect-metadata';
import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { AuthGuard, CallerWelcome, callerOf, CurrentCaller, Public } from '../auth/auth.guard.ts';
import { createBearerVerifier } from '../auth/bearer-token.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { signToken } from '../auth/development-tokens.ts';
import { readSettings, type Settings } from '../config.ts';
import { createLogger, registerAccessLog } from '../logging.ts';
import { registerBodyParsers } from './body-parsers.ts';
import { ErrorFilter } from './error.filter.ts';
import { fastifyOptions } from './fastify-options.ts';
import { LimitByAddress, RateLimitGuard } from './rate-limit.guard.ts';
import { createValidationPipe } from './validation.ts';

class Item {
  @IsInt() quantity!: number;
}
class CreateBody {
  @IsInt() amount!: number;
  @IsOptional() @IsString() description?: string;
  @IsOptional() @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => Item) items?: Item[];
}

@Controller()
class Edges {
  @Post('api/payments') create(@Body() body: CreateBody, @CurrentCaller() caller: Caller): object {
    return { amount: body.amount, user: caller.userId, admin: hasRole(caller, 'admin') };
  }

  @Post('api/cancel') cancel(): object {
    return { canceled: true };
  }

  @Get('api/bug') bug(): object {
    throw new Error('SELECT * FROM keys WHERE card = 4242424242424242');
  }

  @CallerWelcome() @LimitByAddress() @Post('api/public/payments') open(
    @Req() request: Parameters<typeof callerOf>[0],
  ): object {
    return { user: callerOf(request)?.userId ?? null };
  }

  @Public() @Post('api/webhooks/stripe') webhook(@Body() body: unknown): object {
    return { raw: Buffer.isBuffer(body) ? body.toString('latin1') : 'not raw' };
  }
}

const result = readSettings({ RATE_LIMIT_PER_MINUTE: '30' });
if (!result.ok) throw new Error(result.mistakes.join());
const settings: Settings = result.settings;

let app: NestFastifyApplication;
let token: string;
const logged: string[] = [];

beforeAll(async () => {
  const logger = createLogger('info', { write: (line: string) => void logged.push(line) });
  const testing = await Test.createTestingModule({ controllers: [Edges] }).compile();
  const adapter = new FastifyAdapter(fastifyOptions(logger));
  app = testing.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
  registerBodyParsers(adapter.getInstance());
  registerAccessLog(adapter.getInstance(), logger);
  app.useGlobalGuards(
    new AuthGuard(createBearerVerifier(settings), new Reflector()),
    new RateLimitGuard(settings, new Reflector()),
  );
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ErrorFilter(logger));
  await app.init();
  await adapter.getInstance().ready();
  token = await signToken(settings, 'u_1', []);
});

afterAll(() => app.close());

type Sent = Awaited<ReturnType<NestFastifyApplication['inject']>>;

function send(
  url: string,
  payload?: string | Buffer,
  headers: Record<string, string> = {},
  method: 'GET' | 'POST' = 'POST',
): Promise<Sent> {
  return app.inject({
    method,
    url,
    headers: {
      authorization: `Bearer ${token}`,
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  });
}

const problem = (answer: Sent): Record<string, unknown> => {
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['x-request-id']).toBe(answer.json().request_id);
  return { status: answer.statusCode, code: answer.json().code };
};

describe('the edges, put together', () => {
  it('an ordinary request goes through, with its request id', async () => {
    const answer = await send('/api/payments', '{"amount":1999}', { 'x-request-id': 'trace-1' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ amount: 1999, user: 'u_1', admin: false });
    expect(answer.headers['x-request-id']).toBe('trace-1');
  });

  it('A10 no token, or a wrong one: 401 with WWW-Authenticate', async () => {
    const answer = await send('/api/payments', '{"amount":1999}', { authorization: '' });
    expect(problem(answer)).toEqual({ status: 401, code: 'unauthenticated' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it.each<[string, string | Buffer, Record<string, string>, number, string]>([
    ['no JSON', '{', {}, 400, 'malformed_request'],
    ['M6 NaN', '{"amount":NaN}', {}, 400, 'malformed_request'],
    ['no object', '[]', {}, 400, 'malformed_request'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'malformed_request'],
    ['a form', 'amount=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media_type'],
    ['plain text', 'amount', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a body that is too large', `{"description":"${'x'.repeat(256 * 1024)}"}`, {}, 413, 'payload_too_large'],
    ['a body that is too deep', `{"a":`.repeat(21) + '1' + '}'.repeat(21), {}, 422, 'validation_failed'],
    ['A5 a card number', '{"amount":1,"note":"4242 4242 4242 4242"}', {}, 422, 'card_data_not_accepted'],
    ['__proto__', '{"amount":1,"__proto__":{"x":1}}', {}, 422, 'validation_failed'],
  ])('%s is a problem', async (_, payload, headers, status, code) => {
    expect(problem(await send('/api/payments', payload, headers))).toEqual({ status, code });
  });

  it('fields that are wrong or unknown are named by their path, with what to do', async () => {
    const answer = await send('/api/payments', '{"amount":"1","items":[{"quantity":1},{"quantity":1.5}],"admin":true}');
    expect(problem(answer)).toEqual({ status: 422, code: 'validation_failed' });
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        { field: 'admin', code: 'unknown_field', message: 'is not a field of this request; leave it out' },
        { field: 'amount', code: 'is_int', message: 'must be an integer number' },
        { field: 'items.1.quantity', code: 'is_int', message: 'must be an integer number' },
      ]),
    );
  });

  it('a body is not needed where the route needs none', async () => {
    expect((await send('/api/cancel')).statusCode).toBe(201);
    expect((await send('/api/cancel', '')).statusCode).toBe(201);
    expect((await send('/api/cancel', undefined, { 'content-type': 'application/json' })).statusCode).toBe(201);
  });

  it('an unknown path and a wrong method are 404, an unreadable path is a problem, too', async () => {
    expect(problem(await send('/api/nothing', '{}'))).toEqual({ status: 404, code: 'not_found' });
    expect(problem(await send('/api/payments', undefined, {}, 'GET'))).toEqual({ status: 404, code: 'not_found' });
    expect(problem(await send('/api/%zz', undefined, {}, 'GET')).status).toBe(400);
  });

  it('a bug is a 500 without a word about itself, logged by type and request id', async () => {
    const answer = await send('/api/bug', undefined, { 'x-request-id': 'bug-1' }, 'GET');
    expect(problem(answer)).toEqual({ status: 500, code: 'internal' });
    expect(answer.body).not.toMatch(/SELECT|4242|edges\.spec/);
    const line = logged.find((entry) => entry.includes('bug-1') && entry.includes('errorType')) ?? '';
    expect(line).toContain('edges.spec');
    expect(line).not.toMatch(/SELECT|4242/);
  });

  it('W3 a webhook’s body comes as it was sent, whatever its type', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'text/plain',
      'application/octet-stream',
    ]) {
      const answer = await send('/api/webhooks/stripe', Buffer.from('{ "a" :1}\xff', 'latin1'), {
        'content-type': type,
      });
      expect(answer.json()).toEqual({ raw: '{ "a" :1}\xff' });
    }
  });

  it('the public part knows who has a token, and stops an address after a tenth', async () => {
    expect((await send('/api/public/payments', '{}')).json()).toEqual({ user: 'u_1' });
    expect(problem(await send('/api/public/payments', '{}', { authorization: 'Bearer x.y.z' })).status).toBe(401);
    const statuses = [];
    for (let turn = 0; turn < 4; turn++)
      statuses.push((await app.inject({ method: 'POST', url: '/api/public/payments' })).statusCode);
    expect(statuses).toEqual([201, 201, 429, 429]);
    const limited = await app.inject({
      method: 'POST',
      url: '/api/public/payments',
      headers: { 'x-forwarded-for': '1.2.3.4' },
    });
    expect(problem(limited)).toEqual({ status: 429, code: 'rate_limited' });
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('A6 the access log has one line a request, and no token, card or address in it', async () => {
    const before = logged.length;
    await send('/api/nothing?token=secret-link&card=4242-4242-4242-4242&mail=jane@example.com', undefined, {}, 'GET');
    const lines = logged.slice(before);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ method: 'GET', status: 404, msg: 'request' });
    expect(lines[0]).not.toMatch(/secret-link|4242|jane|Bearer|eyJ/);
  });
});
