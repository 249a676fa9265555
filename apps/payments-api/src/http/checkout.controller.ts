import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import {
  cancelPayment,
  confirmPayment,
  retryPayment,
  syncPayment,
  type CommandOptions,
  type Locale,
  type Outcome,
  type Payment,
  type Snapshot,
} from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../auth/auth.guard.ts';
import { HOST, type Host } from '../host.ts';
import { Docs } from './api-docs.ts';
import { CheckoutMethodBody } from './bodies.ts';
import { openLink, openValidLink } from './checkout-access.ts';
import { sendFreshLink } from './checkout-link-mail.ts';
import { isAnswered, makeClaim, nothingUnderWay, sendJson, sendKept } from './commands.ts';
import { idempotencyKeyOf } from './idempotency-header.ts';
import { KnownQuery } from './known-query.guard.ts';
import { languageOf } from './language.ts';
import { NoBody } from './no-body.guard.ts';
import { presentCheckout, presentExpired } from './present-checkout.ts';
import { LimitByAddress } from './rate-limit.guard.ts';
import { AcceptedView, CheckoutView, ExpiredCheckoutView } from './views.ts';

const QUERY = { token: 'The signed token of the link.', lang: '`en` or `ru`.' };
const ANSWERS = { 200: CheckoutView, 202: CheckoutView };

/** The checkout page's API: whoever has the signed link may pay this one payment, and sees what that needs. */
@ApiTags('checkout')
@ApiExtraModels(ExpiredCheckoutView)
@Public()
@Controller('api/checkout')
export class CheckoutController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get(':id')
  @KnownQuery('token', 'lang')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'getCheckout',
    summary: 'What is paid, to whom, and how it stands',
    description: 'After the time of the link only the status.',
    query: QUERY,
    answers: { 200: [CheckoutView, ExpiredCheckoutView] },
  })
  async read(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query('token') token: unknown,
    @Query('lang') lang: unknown,
  ): Promise<CheckoutView | ExpiredCheckoutView> {
    const { payment, link } = await openLink(this.#host, id, token);
    if (link === 'expired') return presentExpired(payment);
    return presentCheckout(this.#host, payment, {
      locale: languageOf(request, lang, payment.locale),
      token: String(token),
    });
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @LimitByAddress()
  @KnownQuery('token', 'lang')
  @Docs({
    id: 'confirmCheckout',
    summary: 'Brings a payment method, or asks the provider',
    key: 'optional',
    query: QUERY,
    answers: ANSWERS,
  })
  async confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: CheckoutMethodBody,
    @Query('token') token: unknown,
    @Query('lang') lang: unknown,
  ): Promise<void> {
    const step = await this.#step(request, id, token, lang, 'confirm', body, isAnswered);
    const wanted = { id: step.payment.id, method: body.payment_method ?? null };
    this.#send(reply, step, await confirmPayment(this.#host.deps, wanted, step.options));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @LimitByAddress()
  @KnownQuery('token', 'lang')
  @Docs({
    id: 'retryCheckout',
    summary: 'A fresh attempt after a failure',
    key: 'optional',
    query: QUERY,
    answers: ANSWERS,
  })
  async retry(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: CheckoutMethodBody,
    @Query('token') token: unknown,
    @Query('lang') lang: unknown,
  ): Promise<void> {
    const step = await this.#step(request, id, token, lang, 'retry', body, isAnswered);
    const wanted = { id: step.payment.id, method: body.payment_method ?? null };
    this.#send(reply, step, await retryPayment(this.#host.deps, wanted, step.options));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @NoBody()
  @LimitByAddress()
  @KnownQuery('token', 'lang')
  @Docs({
    id: 'cancelCheckout',
    summary: 'The payer does not want to pay',
    key: 'optional',
    query: QUERY,
    answers: ANSWERS,
  })
  async cancel(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query('token') token: unknown,
    @Query('lang') lang: unknown,
  ): Promise<void> {
    const step = await this.#step(request, id, token, lang, 'cancel', {}, nothingUnderWay);
    const options = { ...step.options, byPayer: true };
    this.#send(reply, step, await cancelPayment(this.#host.deps, step.payment.id, options));
  }

  @Post(':id/sync')
  @HttpCode(200)
  @NoBody()
  @LimitByAddress()
  @KnownQuery('token', 'lang')
  @Docs({ id: 'syncCheckout', summary: 'Asks the provider how it stands', write: true, query: QUERY, answers: ANSWERS })
  async sync(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
    @Query('token') token: unknown,
    @Query('lang') lang: unknown,
  ): Promise<void> {
    const { payment } = await openValidLink(this.#host, id, token);
    const after = await syncPayment(this.#host.deps, payment.id, causeOf(request, payment));
    const locale = languageOf(request, lang, payment.locale);
    const view = presentCheckout(this.#host, after.payment, { locale, token: String(token) });
    sendJson(reply, isAnswered(after.payment) ? 200 : 202, JSON.stringify(view));
  }

  @Post(':id/link')
  @HttpCode(202)
  @NoBody()
  @LimitByAddress()
  @KnownQuery('token')
  @Docs({
    id: 'sendCheckoutLink',
    summary: 'Mails a fresh link to the payer, where this one was genuine',
    write: true,
    description: 'The answer is the same whether or not a letter goes out.',
    query: { token: QUERY.token },
    answers: { 202: AcceptedView },
  })
  async link(@Param('id') id: string, @Query('token') token: unknown): Promise<AcceptedView> {
    await sendFreshLink(this.#host, id.toLowerCase(), token);
    return { accepted: true };
  }

  async #step(
    request: FastifyRequest,
    id: string,
    token: unknown,
    lang: unknown,
    operation: string,
    body: CheckoutMethodBody,
    isKnown: (payment: Payment) => boolean,
  ): Promise<Step> {
    const host = this.#host;
    const { payment } = await openValidLink(host, id, token);
    const look = { locale: languageOf(request, lang, payment.locale), token: String(token) };
    const key = idempotencyKeyOf(request.raw.rawHeaders);
    const scope = `checkout:${payment.id}`;
    return {
      payment,
      look,
      isKnown,
      options: {
        cause: causeOf(request, payment),
        claim: key === undefined ? null : makeClaim(host, scope, operation, key, { id: payment.id, body }, false),
        answer: (after) => (isKnown(after.payment) ? { status: 200, body: this.#text(after.payment, look) } : null),
      },
    };
  }

  #send(reply: FastifyReply, { isKnown, look }: Step, outcome: Outcome<Snapshot>): void {
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    const { payment } = outcome.value;
    sendJson(reply, isKnown(payment) ? 200 : 202, this.#text(payment, look));
  }

  #text(payment: Payment, look: Step['look']): string {
    return JSON.stringify(presentCheckout(this.#host, payment, look));
  }
}

/** One command by the link. */
interface Step {
  readonly payment: Payment;
  readonly look: { readonly locale: Locale; readonly token: string };
  readonly isKnown: (payment: Payment) => boolean;
  readonly options: CommandOptions;
}

/** Whoever has the link acts as the payer; the audit says how they came in. */
function causeOf(request: FastifyRequest, payment: Payment) {
  return {
    actor: { type: 'user', id: payment.userId },
    requestId: request.id,
    reason: 'by the checkout link',
  } as const;
}
