import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  createPayment,
  derivedKey,
  notFound,
  orderId,
  type CreatePayment,
  type Payable,
  type Payables,
  type Payment,
} from '@payments/domain';
import type { PostgresReads } from '@payments/postgres';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createPayables } from '../adapters/payables.ts';
import { callerOf, CallerWelcome } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { actorOf } from './access.ts';
import { Docs } from './api-docs.ts';
import { PublicPaymentBody } from './bodies.ts';
import { isAnswered, makeClaim, sendJson, sendKept } from './commands.ts';
import { idempotencyKeyOf } from './idempotency-header.ts';
import { isFraudAnswer, keptProblem } from './kept-problem.ts';
import { preferredLanguage } from './language.ts';
import { peerOf } from './peer.ts';
import { planAmount } from './public-plan.ts';
import { LimitByAddress } from './rate-limit.guard.ts';
import { checkReturnUrl } from './return-url.ts';
import { PublicPaymentView } from './views.ts';

/** Payments for appointments, by anyone: the amount, the payer and the words come from the appointment, never from the caller. */
@ApiTags('public')
@Controller('api/public/payments')
export class PublicPaymentsController {
  readonly #host: Host;
  readonly #payables: Payables;
  readonly #reads: PostgresReads;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#payables = createPayables(host.settings);
    this.#reads = host.reads;
  }

  @Post()
  @HttpCode(201)
  @CallerWelcome()
  @LimitByAddress()
  @Docs({
    id: 'createPublicPayment',
    summary: 'Pays for an appointment: in full, its deposit, or the balance',
    description: "Without a key a repeat is the same payment. Anonymous callers' keys are scoped to the appointment.",
    key: 'optional',
    answers: { 201: PublicPaymentView, 202: PublicPaymentView },
  })
  async create(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: PublicPaymentBody,
  ): Promise<void> {
    const host = this.#host;
    const caller = callerOf(request);
    const given = idempotencyKeyOf(request.raw.rawHeaders);
    const payable = await this.#payables.find('appointment', body.appointment_id);
    if (payable === null) throw notFound();
    const wanted = await this.#request(request, caller, body, payable);
    const { userId, purpose = 'full', money } = wanted;
    const key = given ?? derivedKey([userId, payable.id, purpose, money.minor.toString(), money.currency]);
    // A key that we made is the appointment's, whoever clicks: with a token or without, it is one payment.
    const scope =
      given !== undefined && caller !== undefined ? `user:${caller.userId}` : `anonymous:${body.appointment_id}`;
    const claim = makeClaim(host, scope, 'create_public', key, { ...body, plan: purpose }, given === undefined);
    const outcome = await createPayment(host.deps, wanted, {
      cause: {
        actor: caller === undefined ? { type: 'user', id: userId } : actorOf(caller),
        requestId: request.id,
        reason: caller === undefined ? 'public' : 'public, signed in',
      },
      claim,
      answer: ({ payment }) => {
        if (isFraudAnswer(payment)) return keptProblem(payment, request.id);
        return isAnswered(payment) ? { status: 201, body: JSON.stringify(this.#view(payment)) } : null;
      },
    });
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    const { payment } = outcome.value;
    sendJson(reply, isAnswered(payment) ? 201 : 202, JSON.stringify(this.#view(payment)));
  }

  async #request(
    request: FastifyRequest,
    caller: Caller | undefined,
    body: PublicPaymentBody,
    payable: Payable,
  ): Promise<CreatePayment> {
    const host = this.#host;
    const plan = body.plan ?? 'full';
    const order = orderId(payable.id);
    const amount = await planAmount(payable, plan, () => this.#reads.heldDeposit(payable.userId, order));
    return {
      userId: payable.userId,
      createdBy: caller === undefined ? 'public' : `user:${caller.userId}`,
      money: { minor: amount, currency: payable.currency },
      orderId: order,
      purpose: plan,
      description: payable.description,
      // The lines say what the whole costs; a part of it has no lines.
      items: amount === payable.amount ? payable.items : [],
      customerEmail: payable.customerEmail,
      serviceSlug: payable.serviceSlug,
      locale: preferredLanguage(request),
      returnUrl: body.return_url === undefined ? null : checkReturnUrl(body.return_url, host.settings),
      ip: peerOf(host, request),
    };
  }

  #view(payment: Payment): PublicPaymentView {
    const action = payment.nextAction;
    const checkoutUrl = this.#host.links.url(payment.id);
    const confirmation =
      action?.type === 'embedded'
        ? ({ type: 'embedded', confirmation_token: action.confirmationToken } as const)
        : ({ type: 'redirect', confirmation_url: action?.type === 'redirect' ? action.url : checkoutUrl } as const);
    return { payment_id: payment.id, confirmation, checkout_url: checkoutUrl };
  }
}
