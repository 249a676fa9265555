import { createHash } from 'node:crypto';
import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { PaymentError, type Receipt } from '@payments/domain';
import { insertMailAgain, listReceipts } from '@payments/postgres';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, Public } from '../auth/auth.guard.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { receiptLetters } from '../receipts/receipt-letters.ts';
import { receiptView } from '../receipts/receipt-view.ts';
import { loadVisible, refuse } from './access.ts';
import { Docs } from './api-docs.ts';
import { openValidLink } from './checkout-access.ts';
import { idempotencyKeyOf } from './idempotency-header.ts';
import { KnownQuery } from './known-query.guard.ts';
import { NoBody } from './no-body.guard.ts';
import { LimitByAddress } from './rate-limit.guard.ts';
import { findDocument, sendPdf, type DocumentQuery } from './receipt-document.ts';
import { ReceiptListView, ReceiptSentView } from './receipt-list-view.ts';
import { ReceiptView } from './report-views.ts';
import { AcceptedView } from './views.ts';

const WHICH = {
  number: 'Another document of the payment, by its number.',
  refund_id: 'The latest document of a refund: its credit note, or what took that back.',
};

/** Numbered documents: read as they were issued, and sent once more. 404 until a payment has them. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller('api/payments/:id')
export class ReceiptsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get('receipt')
  @KnownQuery('number', 'refund_id')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'getReceipt',
    summary: 'The receipt; 404 until it is numbered',
    query: WHICH,
    answers: { 200: ReceiptView },
  })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: DocumentQuery,
  ): Promise<ReceiptView> {
    return receiptView(await this.#document(caller, id, query));
  }

  @Get('receipt.pdf')
  @KnownQuery('number', 'refund_id')
  @Docs({ id: 'getReceiptPdf', summary: 'The receipt as a PDF', query: WHICH, answers: {}, file: 'application/pdf' })
  async pdf(
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: DocumentQuery,
  ): Promise<void> {
    await sendPdf(this.#host, reply, await this.#document(caller, id, query));
  }

  @Get('receipts')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'listReceipts',
    summary: 'All documents of a payment, oldest first: the receipt, credit notes, and what took them back',
    answers: { 200: ReceiptListView },
  })
  async list(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ReceiptListView> {
    const { payment } = await loadVisible(this.#host, caller, id);
    return { data: (await listReceipts(this.#host.context, payment.id)).map(receiptView) };
  }

  @Post('receipt/send')
  @HttpCode(202)
  @NoBody()
  @KnownQuery('number', 'refund_id')
  @Docs({
    id: 'sendReceipt',
    summary: "Mails a document to the payer's address once more; for its owner and admins",
    description: 'At most three an hour and payment.',
    key: 'optional',
    query: WHICH,
    answers: { 202: ReceiptSentView },
  })
  async send(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: DocumentQuery,
  ): Promise<ReceiptSentView> {
    const host = this.#host;
    const { payment } = await loadVisible(host, caller, id);
    if (payment.userId !== caller.userId && !hasRole(caller, 'admin'))
      await refuse(host, request, caller, 'receipt.send', payment.id);
    const receipt = findDocument(await listReceipts(host.context, payment.id), query);
    if (host.mailer === null) throw new PaymentError('unsupported', 'No mail is sent here: SMTP_URL is not set.');
    const [letter] = receiptLetters(receipt, host.settings.publicUrl, wishOf(host, request, caller.userId));
    if (letter?.refused !== undefined || letter === undefined)
      throw new PaymentError('unsupported', 'The payment has no e-mail address that could be written to.');
    await insertMailAgain(host.context, letter);
    return { number: receipt.number, accepted: true };
  }

  async #document(caller: Caller, id: string, query: DocumentQuery): Promise<Receipt> {
    const { payment } = await loadVisible(this.#host, caller, id);
    return findDocument(await listReceipts(this.#host.context, payment.id), query);
  }
}

/** The checkout page's receipt: whoever has the signed link may take it, or have it mailed to the payer, within the link's time. */
@ApiTags('checkout')
@Public()
@Controller('api/checkout/:id')
export class CheckoutReceiptController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get('receipt.pdf')
  @KnownQuery('token')
  @Docs({
    id: 'getCheckoutReceiptPdf',
    summary: 'The receipt as a PDF',
    query: { token: 'The signed token of the link.' },
    answers: {},
    file: 'application/pdf',
  })
  async pdf(@Res() reply: FastifyReply, @Param('id') id: string, @Query('token') token: unknown): Promise<void> {
    const { payment } = await openValidLink(this.#host, id, token);
    await sendPdf(this.#host, reply, findDocument(await listReceipts(this.#host.context, payment.id), {}));
  }

  @Post('receipt/send')
  @HttpCode(202)
  @NoBody()
  @LimitByAddress()
  @KnownQuery('token')
  @Docs({
    id: 'sendCheckoutReceipt',
    summary: "Mails the receipt to the payer's own address once more",
    write: true,
    description:
      'At most three an hour and payment. The answer is the same whether or not there is an address to write to.',
    query: { token: 'The signed token of the link.' },
    answers: { 202: AcceptedView },
  })
  async send(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query('token') token: unknown,
  ): Promise<AcceptedView> {
    const { context, mailer, settings } = this.#host;
    const { payment } = await openValidLink(this.#host, id, token);
    const receipt = findDocument(await listReceipts(context, payment.id), {});
    const wish = wishOf(this.#host, request, `checkout:${payment.id}`);
    const [letter] = receiptLetters(receipt, settings.publicUrl, wish);
    if (mailer !== null && letter !== undefined && letter.refused === undefined) await insertMailAgain(context, letter);
    return { accepted: true };
  }
}

/** A name of this wish: the caller's key, so that a repeat of the request is the same wish; else a new one. */
function wishOf({ context }: Host, request: FastifyRequest, scope: string): string {
  const key = idempotencyKeyOf(request.raw.rawHeaders);
  if (key === undefined) return context.newId();
  return createHash('sha256')
    .update(JSON.stringify([scope, key]))
    .digest('hex')
    .slice(0, 32);
}
