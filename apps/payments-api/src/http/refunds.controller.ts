import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { isUuid, loadRefund, notFound, refundId, refundPayment, type Refund } from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { actorOf, loadVisible, maySee, requireRole } from './access.ts';
import { Docs } from './api-docs.ts';
import { RefundBody } from './bodies.ts';
import { claimOf, requireKey, sendJson, sendKept } from './commands.ts';
import { presentRefund } from './present.ts';
import { RefundListView, RefundView } from './views.ts';

/** Money that goes back: only an admin sends it, its payer may look. */
@ApiTags('refunds')
@ApiBearerAuth()
@Controller('api')
export class RefundsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Post('payments/:id/refunds')
  @HttpCode(201)
  @Docs({
    id: 'refundPayment',
    summary: 'Gives money back, all that is left or a part',
    key: 'required',
    answers: { 201: RefundView, 202: RefundView },
  })
  async refund(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: RefundBody,
  ): Promise<void> {
    const host = this.#host;
    await requireRole(host, request, caller, ['admin'], 'payment.refund', id);
    const compared = { id: id.toLowerCase(), body };
    const claim = requireKey(claimOf({ host, request, caller, operation: 'refund', compared }));
    const { payment } = await loadVisible(host, caller, id);
    const amount = body.amount === undefined ? null : BigInt(body.amount);
    const outcome = await refundPayment(
      host.deps,
      { id: payment.id, amount, reason: body.reason ?? null },
      {
        cause: { actor: actorOf(caller), requestId: request.id },
        claim,
        answer: ({ refund }) => (isKnown(refund) ? { status: 201, body: textOf(refund) } : null),
      },
    );
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    const { refund } = outcome.value;
    sendJson(reply, isKnown(refund) ? 201 : 202, textOf(refund));
  }

  @Get('payments/:id/refunds')
  @Docs({ id: 'listRefunds', summary: "A payment's refunds, oldest first", answers: { 200: RefundListView } })
  async list(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RefundListView> {
    const { refunds } = await loadVisible(this.#host, caller, id);
    return { data: refunds.map(presentRefund) };
  }

  @Get('refunds/:id')
  @Docs({ id: 'getRefund', summary: 'One refund', answers: { 200: RefundView } })
  async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RefundView> {
    if (!isUuid(id)) throw notFound();
    const { payment, refund } = await loadRefund(this.#host.deps, refundId(id.toLowerCase()));
    if (!maySee(payment, caller)) throw notFound();
    return presentRefund(refund);
  }
}

/** The provider has answered: it is done, refused, or waits there under an id of its own. */
function isKnown(refund: Refund): boolean {
  return refund.status !== 'pending' || refund.providerRefundId !== null;
}

const textOf = (refund: Refund): string => JSON.stringify(presentRefund(refund));
