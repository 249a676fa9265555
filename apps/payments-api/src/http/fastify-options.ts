import type { FastifyServerOptions } from 'fastify';
import { requestIdOf, type Logger } from '../logging.ts';
import { sendProblem } from './error.filter.ts';
import { BODY_BYTES_MAX } from './strict-json.ts';
import { refuseUnreadable } from './unreadable-request.ts';

/** How long a client may take to send a whole request, so that a slow one can't hold a socket for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/** What Fastify itself must know: limits, request ids, and problems for what it refuses before any route. */
export function fastifyOptions(logger: Logger) {
  return {
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    genReqId: requestIdOf,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply, logger),
  } satisfies FastifyServerOptions;
}
