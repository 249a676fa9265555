import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { notFound, PaymentError } from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/auth.guard.ts';
import { HOST, type Host } from '../host.ts';
import { Docs } from './api-docs.ts';
import { backlogGauges } from './backlog.ts';
import { HealthView } from './report-views.ts';

const OK: HealthView = { status: 'ok' };

/** For whoever runs the service: whether it lives, whether it takes work, and its numbers. */
@ApiTags('operation')
@Public()
@Controller()
export class HealthController {
  readonly #host: Host;
  readonly #backlog: ReturnType<typeof backlogGauges>;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#backlog = backlogGauges(host.context, host.metrics.registry);
  }

  @Get('health/live')
  @Docs({ id: 'isLive', summary: 'The process answers', answers: { 200: HealthView } })
  live(): HealthView {
    return OK;
  }

  @Get('health/ready')
  @Docs({
    id: 'isReady',
    summary: '503 while the database is away, or the process is draining',
    answers: { 200: HealthView },
  })
  async ready(): Promise<HealthView> {
    if (await this.#host.isReady()) return OK;
    throw new PaymentError('overloaded', 'Not ready: the database is away, or the process is ending.');
  }

  @Get('metrics')
  @Docs({ id: 'getMetrics', summary: "Numbers in Prometheus' form", answers: {}, file: 'text/plain' })
  async metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { settings, metrics } = this.#host;
    if (!settings.metrics) throw notFound();
    if (settings.metricsToken !== undefined && !isBearer(request.headers.authorization, settings.metricsToken))
      throw new PaymentError('unauthenticated', 'Metrics need their token.');
    await this.#backlog.measure();
    void reply.header('content-type', metrics.registry.contentType).send(await metrics.registry.metrics());
  }
}

/** Compared by hash, so that neither length nor content shows in the time that it takes. */
function isBearer(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hash(given), hash(token));
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
