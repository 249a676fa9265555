import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { holdsCardNumber } from './http/card-numbers.ts';
import { errorFacts } from './http/refusal.ts';
import { maskLine } from './log-masks.ts';

export type { Logger } from 'pino';

/** Lines are written together, a write to the kernel costs as much as ten of them: so many bytes, or after so long. */
const WRITTEN_TOGETHER = { minLength: 8_192, periodicFlush: 100 };
/** A reader that has stalled costs lines, not the memory that payments need. */
const UNWRITTEN_BYTES_MAX = 16 * 1_024 * 1_024;

/**
 * One JSON line an entry. Each line is masked after it is written, in one pass: nothing is copied, and nothing gets around it.
 * An error is logged by type, code and place, never by its message or its properties, which may hold a request.
 */
export function createLogger(level: string, into: DestinationStream = standardOut()): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorFacts, error: errorFacts },
    hooks: { streamWrite: maskLine },
  };
  return pino(options, into);
}

/** What is left is written when the process ends, unless it is killed: what happened to money stands in the audit, not here. */
function standardOut(): DestinationStream {
  return destination({ dest: 1, sync: false, maxLength: UNWRITTEN_BYTES_MAX, ...WRITTEN_TOGETHER });
}

const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** The caller's `X-Request-Id` where it is short and plain, else a new UUID. It stands in logs and audit entries, so it holds no card number. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) && !holdsCardNumber(given) ? given : randomUUID();
}

/** Answers each request with its id, and writes one line a request: no body, no header, no address of a person. */
export function registerAccessLog(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(
      {
        requestId: request.id,
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
    done();
  });
}
