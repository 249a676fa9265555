import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging.ts';
import { problemHeaders, toProblem } from './problem.ts';
import { errorFacts, refusalOf } from './refusal.ts';

/** Turns everything that is thrown into one problem+json answer. What nobody expected is logged, by its type and place alone. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#logger);
  }
}

/** Answers with the problem of what was thrown; also for Fastify's `frameworkErrors`, which Nest never sees. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const refusal = refusalOf(thrown);
  if (refusal.code === 'internal' || refusal.code === 'database_unavailable') {
    logger.error({ requestId: request.id, ...errorFacts(thrown) }, refusal.code);
  }
  if (reply.sent) return;
  const problem = toProblem(refusal, request.id);
  // Set here, too: what Fastify refuses before any route has passed no hook.
  const headers = { ...problemHeaders(refusal), 'x-request-id': request.id };
  void reply.code(problem.status).headers(headers).send(JSON.stringify(problem));
}
