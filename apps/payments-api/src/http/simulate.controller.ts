import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  confirmPayment,
  createPayment,
  currentAttempt,
  notFound,
  parseAmount,
  parseCurrency,
  PaymentError,
  refundPayment,
  retryPayment,
  type CommandOptions,
  type Outcome,
  type Payment,
  type Snapshot,
} from '@payments/domain';
import { SIMULATE_TOKENS } from '@payments/provider-mock';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { actorOf, loadVisible, makerOf, mayPay, refuse } from './access.ts';
import { Docs } from './api-docs.ts';
import { SimulateBody } from './bodies.ts';
import { sendJson, viewOf } from './commands.ts';
import { PaymentView } from './views.ts';

const AMOUNT = 1_000;
const MOCK = 'mock';

/** Brings a payment at the mock provider to where a test wants it. There is no such address in production. */
@ApiTags('test')
@ApiBearerAuth()
@Controller('api/payments/test/simulate')
export class SimulateController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Post()
  @HttpCode(201)
  @Docs({
    id: 'simulate',
    summary: 'Plays a scenario at the mock provider, with a new payment or a given one',
    write: true,
    description: 'Not in production. 201 for a new payment, 200 for a given one; `pending` leaves it `processing`.',
    answers: { 200: PaymentView, 201: PaymentView },
  })
  async simulate(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: SimulateBody,
  ): Promise<void> {
    const host = this.#host;
    if (host.settings.appEnv === 'production') throw notFound();
    if (host.mock === null) throw new PaymentError('unsupported', 'Only the mock provider can be simulated.');
    const options = { cause: { actor: actorOf(caller), requestId: request.id, reason: `simulate ${body.scenario}` } };
    const payment =
      body.payment_id === undefined
        ? await this.#fresh(body, caller, options)
        : await this.#given(request, body.payment_id, body, caller, options);
    const played = body.scenario === 'refund' ? await this.#refunded(payment, options) : payment;
    sendJson(reply, body.payment_id === undefined ? 201 : 200, JSON.stringify(viewOf(host, played, caller)));
  }

  async #fresh(body: SimulateBody, caller: Caller, options: CommandOptions): Promise<Payment> {
    const wanted = {
      userId: caller.userId,
      createdBy: makerOf(caller),
      money: { minor: parseAmount(body.amount ?? AMOUNT), currency: parseCurrency(body.currency ?? 'USD') },
      provider: MOCK,
      method: tokenOf(body.scenario),
      description: `Simulated: ${body.scenario}`,
      metadata: { simulated: 'true' },
    };
    return paymentOf(await createPayment(this.#host.deps, wanted, options));
  }

  /** A failed one is tried again, one that waits for its payer is paid, or not; a finished one stays, and only `refund` changes it. */
  async #given(
    request: FastifyRequest,
    id: string,
    { scenario }: SimulateBody,
    caller: Caller,
    options: CommandOptions,
  ): Promise<Payment> {
    const { deps } = this.#host;
    const { payment } = await loadVisible(this.#host, caller, id);
    if (!mayPay(payment, caller) && !hasRole(caller, 'admin'))
      return refuse(this.#host, request, caller, 'payment.simulate', id);
    if (currentAttempt(payment).provider !== MOCK)
      throw new PaymentError('unsupported', 'Only a payment at the mock provider can be simulated.');
    if (scenario === 'refund') return payment;
    const wanted = { id: payment.id, method: tokenOf(scenario) };
    if (payment.status === 'failed') return paymentOf(await retryPayment(deps, wanted, options));
    if (payment.status !== 'processing')
      throw new PaymentError('invalid_state', `A ${payment.status} payment is not waiting for anything.`, {
        currentStatus: payment.status,
      });
    if (currentAttempt(payment).needsMethod) return paymentOf(await confirmPayment(deps, wanted, options));
    const object = currentAttempt(payment).providerPaymentId;
    if (object !== null && (scenario === 'success' || scenario === 'failure'))
      this.#host.mock?.finish(object, scenario === 'success' ? 'pay' : 'decline');
    return paymentOf(await confirmPayment(deps, { id: payment.id }, options));
  }

  async #refunded(payment: Payment, { cause }: CommandOptions): Promise<Payment> {
    const outcome = await refundPayment(this.#host.deps, { id: payment.id, reason: 'simulated' }, { cause });
    return paymentOf(outcome);
  }
}

const tokenOf = (scenario: SimulateBody['scenario']): string =>
  SIMULATE_TOKENS[scenario === 'refund' ? 'success' : scenario];

function paymentOf(outcome: Outcome<Snapshot>): Payment {
  if (outcome.kind === 'replayed') throw new Error('a command without a key was replayed');
  return outcome.value.payment;
}
