import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  cancelPayment,
  capturePayment,
  confirmPayment,
  createPayment,
  failPayment,
  methodId,
  PaymentError,
  retryPayment,
  syncPayment,
  type Payment,
} from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { actorOf, loadVisible, mayPay, refuse, requireRole } from './access.ts';
import { CaptureBody, ConfirmBody, CreatePaymentBody, FailBody, RetryBody } from './bodies.ts';
import {
  claimOf,
  commandOptions,
  isAnswered,
  nothingUnderWay,
  requireKey,
  sendPayment,
  type CommandRequest,
} from './commands.ts';
import { createRequest, keyFromOrder } from './create-request.ts';
import { checkIssuedKey } from './issued-keys.ts';
import { isFraudAnswer, keptProblem } from './kept-problem.ts';
import { KnownQuery } from './known-query.guard.ts';
import { NoBody } from './no-body.guard.ts';
import { flagQuery, type QueryValues } from './page-query.ts';
import { PaymentCommandDocs, PaymentDocs, CreateDocs } from './payment-docs.ts';
import { presentDetails, presentForAdmins } from './present.ts';

/** Payments as the contract has them. No rule stands here: each route is one use case. */
@ApiTags('payments')
@ApiBearerAuth()
@Controller('api/payments')
export class PaymentsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Post()
  @CreateDocs()
  async create(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: CreatePaymentBody,
  ): Promise<void> {
    const host = this.#host;
    const command: CommandRequest = { host, request, caller, operation: 'create', compared: body };
    await checkIssuedKey(host, request, caller, body.order_id);
    const wanted = await createRequest(host, request, caller, body);
    const claim = requireKey(claimOf(command, keyFromOrder(wanted.userId, body)));
    const options = commandOptions(command, 201, isAnswered, claim);
    const outcome = await createPayment(host.deps, wanted, {
      ...options,
      answer: (after) =>
        isFraudAnswer(after.payment) ? keptProblem(after.payment, request.id) : (options.answer?.(after) ?? null),
    });
    sendPayment(command, reply, outcome, 201, isAnswered);
  }

  @Get(':id')
  @PaymentDocs()
  @KnownQuery('sync')
  async read(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: QueryValues,
  ): Promise<unknown> {
    const host = this.#host;
    const sync = flagQuery(query, 'sync');
    let snapshot = await loadVisible(host, caller, id);
    if (sync)
      snapshot = await syncPayment(host.deps, snapshot.payment.id, {
        actor: actorOf(caller),
        requestId: request.id,
        reason: 'sync',
      });
    return this.#details(snapshot.payment, caller);
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @PaymentCommandDocs('confirmPayment', 'Brings a payment method, or re-reads the provider')
  async confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ConfirmBody,
  ): Promise<void> {
    const { host, command } = this.#command(request, caller, 'confirm', { id: id.toLowerCase(), body });
    const { payment } = await loadVisible(host, caller, id);
    const wanted = { id: payment.id, method: body.payment_method ?? null, methodId: savedOf(body) };
    const outcome = await confirmPayment(host.deps, wanted, commandOptions(command, 200, isAnswered));
    sendPayment(command, reply, outcome, 200, isAnswered);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @PaymentCommandDocs('retryPayment', 'A fresh attempt of a failed payment')
  async retry(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: RetryBody,
  ): Promise<void> {
    const { host, command } = this.#command(request, caller, 'retry', { id: id.toLowerCase(), body });
    const { payment } = await loadVisible(host, caller, id);
    const wanted = {
      id: payment.id,
      method: body.payment_method ?? null,
      methodId: savedOf(body),
      provider: body.provider ?? null,
    };
    const outcome = await retryPayment(host.deps, wanted, commandOptions(command, 200, isAnswered));
    sendPayment(command, reply, outcome, 200, isAnswered);
  }

  @Post(':id/capture')
  @HttpCode(200)
  @PaymentCommandDocs('capturePayment', 'Takes held money, or a part of it')
  async capture(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: CaptureBody,
  ): Promise<void> {
    const { host, command } = this.#command(request, caller, 'capture', { id: id.toLowerCase(), body });
    await requireRole(host, request, caller, ['admin', 'service'], 'payment.capture', id);
    const { payment } = await loadVisible(host, caller, id);
    const amount = body.amount === undefined ? null : BigInt(body.amount);
    const outcome = await capturePayment(host.deps, payment.id, amount, commandOptions(command, 200, nothingUnderWay));
    sendPayment(command, reply, outcome, 200, nothingUnderWay);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @NoBody()
  @PaymentCommandDocs('cancelPayment', 'Ends a payment before capture')
  async cancel(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<void> {
    const { host, command } = this.#command(request, caller, 'cancel', { id: id.toLowerCase() });
    const { payment } = await loadVisible(host, caller, id);
    const byPayer = payment.userId === caller.userId;
    // A service that gives a payment up has `fail`.
    if (!byPayer && !hasRole(caller, 'admin')) await refuse(host, request, caller, 'payment.cancel', id);
    const outcome = await cancelPayment(host.deps, payment.id, {
      ...commandOptions(command, 200, nothingUnderWay),
      byPayer,
    });
    sendPayment(command, reply, outcome, 200, nothingUnderWay);
  }

  @Post(':id/fail')
  @HttpCode(200)
  @PaymentCommandDocs('failPayment', 'Gives a payment up')
  async fail(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: FailBody,
  ): Promise<void> {
    const { host, command } = this.#command(request, caller, 'fail', { id: id.toLowerCase(), body });
    await requireRole(host, request, caller, ['admin', 'service'], 'payment.fail', id);
    const { payment } = await loadVisible(host, caller, id);
    const outcome = await failPayment(
      host.deps,
      payment.id,
      body.failure_message,
      commandOptions(command, 200, nothingUnderWay),
    );
    sendPayment(command, reply, outcome, 200, nothingUnderWay);
  }

  #command(
    request: FastifyRequest,
    caller: Caller,
    operation: string,
    compared: unknown,
  ): { host: Host; command: CommandRequest } {
    return { host: this.#host, command: { host: this.#host, request, caller, operation, compared } };
  }

  #details(payment: Payment, caller: Caller): unknown {
    const host = this.#host;
    const payer = mayPay(payment, caller);
    const shared = {
      publicUrl: host.settings.publicUrl,
      ...(payer ? { checkoutUrl: host.links.url(payment.id) } : {}),
    };
    const details = presentDetails(payment, { viewer: payer ? 'payer' : 'staff', ...shared });
    return hasRole(caller, 'admin') ? { ...details, ...presentForAdmins(payment) } : details;
  }
}

function savedOf(body: ConfirmBody) {
  if (body.payment_method !== undefined && body.payment_method_id !== undefined) {
    throw new PaymentError('validation_failed', 'Send one of payment_method and payment_method_id.', {
      errors: [
        { field: 'payment_method_id', code: 'ambiguous', message: 'must not be given together with payment_method' },
      ],
    });
  }
  return body.payment_method_id === undefined ? null : methodId(body.payment_method_id.toLowerCase());
}
