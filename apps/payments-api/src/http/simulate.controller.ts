import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  confirmPayment,
  createPayment,
  currentAttempt,
  parseAmount,
  parseCurrency,
  paymentId,
  PaymentError,
  refundPayment,
  resumeKey,
  retryPayment,
  type CommandOptions,
  type KeptAnswer,
  type KeyClaim,
  type Outcome,
  type PaymentId,
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
import { claimOf, isAnswered, sendJson, sendKept, viewOf } from './commands.ts';
import { PaymentView } from './views.ts';

const AMOUNT = 1_000;
const MOCK = 'mock';

/** Brings a payment at the mock provider to where a test wants it. In production there is no such address (`controllers.ts`). */
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
    key: 'optional',
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
    if (host.mock === null) throw new PaymentError('unsupported', 'Only the mock provider can be simulated.');
    const status = body.payment_id === undefined ? 201 : 200;
    const answerOf = ({ payment }: Snapshot): KeptAnswer => ({
      status,
      body: JSON.stringify(viewOf(host, payment, caller)),
    });
    const asked: Asked = {
      cause: { actor: actorOf(caller), requestId: request.id, reason: `simulate ${body.scenario}` },
      answer: answerOf,
      claimFor: (operation) => claimOf({ host, request, caller, operation, compared: body }),
    };
    const played =
      body.payment_id === undefined
        ? await this.#fresh(body, caller, asked)
        : await this.#given(request, body.payment_id, body, caller, asked);
    const outcome = body.scenario === 'refund' ? await this.#refunded(played, asked) : played;
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    sendJson(reply, status, answerOf(outcome.value).body);
  }

  async #fresh(body: SimulateBody, caller: Caller, asked: Asked): Promise<Outcome<Snapshot>> {
    const wanted = {
      userId: caller.userId,
      createdBy: makerOf(caller),
      money: { minor: parseAmount(body.amount ?? AMOUNT), currency: parseCurrency(body.currency ?? 'USD') },
      provider: MOCK,
      method: tokenOf(body.scenario),
      description: `Simulated: ${body.scenario}`,
      metadata: { simulated: 'true' },
    };
    return createPayment(this.#host.deps, wanted, keyed(asked));
  }

  /** A failed one is tried again, one that waits for its payer is paid, or not; a finished one stays, and only `refund` changes it. */
  async #given(
    request: FastifyRequest,
    id: string,
    { scenario }: SimulateBody,
    caller: Caller,
    asked: Asked,
  ): Promise<Outcome<Snapshot>> {
    const { deps } = this.#host;
    const snapshot = await loadVisible(this.#host, caller, id);
    const { payment } = snapshot;
    if (!mayPay(payment, caller) && !hasRole(caller, 'admin'))
      return refuse(this.#host, request, caller, 'payment.simulate', id);
    if (currentAttempt(payment).provider !== MOCK)
      throw new PaymentError('unsupported', 'Only a payment at the mock provider can be simulated.');
    if (scenario === 'refund') return { kind: 'fresh', value: snapshot };
    const options = keyed(asked);
    const { claim } = options;
    // Before the status is judged: the first time it was another one.
    const found = claim && (await deps.storage.findKey(claim));
    if (found) return resumeKey(deps, claim, found, () => loadVisible(this.#host, caller, id));
    const wanted = { id: payment.id, method: tokenOf(scenario) };
    if (payment.status === 'failed') return retryPayment(deps, wanted, options);
    if (payment.status !== 'processing')
      throw new PaymentError('invalid_state', `A ${payment.status} payment is not waiting for anything.`, {
        currentStatus: payment.status,
      });
    if (currentAttempt(payment).needsMethod) return confirmPayment(deps, wanted, options);
    const object = currentAttempt(payment).providerPaymentId;
    if (object !== null && (scenario === 'success' || scenario === 'failure'))
      this.#host.mock?.finish(object, scenario === 'success' ? 'pay' : 'decline');
    return confirmPayment(deps, { id: payment.id }, options);
  }

  /** A step of its own, with the same key under a name of its own. */
  async #refunded(played: Outcome<Snapshot>, { cause, answer, claimFor }: Asked): Promise<Outcome<Snapshot>> {
    const id = played.kind === 'replayed' ? idOfAnswer(played.answer) : played.value.payment.id;
    const wanted = { id, reason: 'simulated' };
    return refundPayment(this.#host.deps, wanted, { cause, answer, claim: claimFor('simulate_refund') });
  }
}

/** Who asks for a scenario, how it is answered, and the caller's key for each step of it. */
interface Asked {
  readonly cause: CommandOptions['cause'];
  readonly answer: (after: Snapshot) => KeptAnswer;
  readonly claimFor: (operation: string) => KeyClaim | null;
}

const keyed = ({ cause, answer, claimFor }: Asked): CommandOptions => ({
  cause,
  answer: (after) => (isAnswered(after.payment) ? answer(after) : null),
  claim: claimFor('simulate'),
});

const tokenOf = (scenario: SimulateBody['scenario']): string =>
  SIMULATE_TOKENS[scenario === 'refund' ? 'success' : scenario];

function idOfAnswer({ body }: KeptAnswer): PaymentId {
  const { id } = JSON.parse(body) as { readonly id: string };
  return paymentId(id);
}
