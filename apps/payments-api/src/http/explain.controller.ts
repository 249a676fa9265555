import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notFound } from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { explainPayment } from '../jobs/explain.ts';
import { requireRole } from './access.ts';

/** What `npm run explain` prints, for the administration's page. */
@ApiTags('administration')
@ApiBearerAuth()
@Controller('api/payments')
export class ExplainController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get(':id/explain')
  @ApiOperation({
    operationId: 'explainPayment',
    summary: 'The whole story of one payment: attempts, sends, webhooks, refunds, audit, events, deliveries',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  async explain(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<object> {
    await requireRole(this.#host, request, caller, ['admin'], 'payment.explain', id);
    const story = await explainPayment(this.#host, id);
    if (story === null) throw notFound();
    return story;
  }
}
