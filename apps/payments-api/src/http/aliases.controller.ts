import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { Docs } from './api-docs.ts';
import { AliasConfirmBody, AliasRefundBody, CreatePaymentBody, RefundBody } from './bodies.ts';
import { KnownQuery } from './known-query.guard.ts';
import type { QueryValues } from './page-query.ts';
import { CreateDocs, PaymentDocs } from './payment-docs.ts';
import { LIST_PARAMETERS, ListDocs, PaymentListController } from './payment-list.controller.ts';
import { PaymentsController } from './payments.controller.ts';
import { RefundsController } from './refunds.controller.ts';
import { PaymentView, RefundView } from './views.ts';

const RefundDocs = (id: string): MethodDecorator =>
  Docs({ id, summary: 'As refundPayment', key: 'required', answers: { 201: RefundView, 202: RefundView } });

/** Paths that existing callers use. Each is another name of a route elsewhere, with the same keys; no logic stands here. */
@ApiTags('aliases')
@ApiBearerAuth()
@Controller()
export class AliasesController {
  readonly #payments: PaymentsController;
  readonly #refunds: RefundsController;
  readonly #lists: PaymentListController;

  constructor(@Inject(HOST) host: Host) {
    this.#payments = new PaymentsController(host);
    this.#refunds = new RefundsController(host);
    this.#lists = new PaymentListController(host);
  }

  @Post('payments')
  @CreateDocs('createPaymentAlias')
  create(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: CreatePaymentBody,
  ) {
    return this.#payments.create(request, reply, caller, body);
  }

  @Post('api/payments/create')
  @CreateDocs('createPaymentAlias2')
  createToo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: CreatePaymentBody,
  ) {
    return this.#payments.create(request, reply, caller, body);
  }

  @Get('payments/:id')
  @KnownQuery('sync')
  @PaymentDocs('getPaymentAlias')
  read(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: QueryValues,
  ) {
    return this.#payments.read(request, caller, id, query);
  }

  @Get('api/payments/history')
  @Header('cache-control', 'no-store')
  @KnownQuery(...LIST_PARAMETERS)
  @ListDocs('listPaymentsAlias')
  history(@Req() request: FastifyRequest, @CurrentCaller() caller: Caller, @Query() query: QueryValues) {
    return this.#lists.list(request, caller, query);
  }

  @Post('api/payments/confirm')
  @HttpCode(200)
  @Docs({
    id: 'confirmPaymentAlias',
    summary: 'As confirmPayment',
    key: 'optional',
    answers: { 200: PaymentView, 202: PaymentView },
  })
  confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() { payment_id, ...body }: AliasConfirmBody,
  ) {
    return this.#payments.confirm(request, reply, caller, payment_id, body);
  }

  @Post('api/payments/refund')
  @HttpCode(201)
  @RefundDocs('refundPaymentAlias')
  refund(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() { payment_id, ...body }: AliasRefundBody,
  ) {
    return this.#refunds.refund(request, reply, caller, payment_id, body);
  }

  @Post('api/payments/:id/refund')
  @HttpCode(201)
  @RefundDocs('refundPaymentAlias2')
  refundToo(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: RefundBody,
  ) {
    return this.#refunds.refund(request, reply, caller, id, body);
  }
}
