import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  isUuid,
  makeDefaultMethod,
  methodId,
  notFound,
  removeMethod,
  saveMethod,
  type MethodId,
  type PaymentMethod,
} from '@payments/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { actorOf } from './access.ts';
import { Docs } from './api-docs.ts';
import { SaveMethodBody } from './bodies.ts';
import { claimOf, sendJson, sendKept } from './commands.ts';
import { NoBody } from './no-body.guard.ts';
import { presentMethod } from './present.ts';
import { MethodListView, MethodView } from './views.ts';

/** Saved methods: each caller's own, whatever their roles. Another one's does not exist. */
@ApiTags('payment methods')
@ApiBearerAuth()
@Controller('api/payment-methods')
export class PaymentMethodsController {
  readonly #host: Host;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Get()
  @Docs({ id: 'listPaymentMethods', summary: 'The saved methods, the default first', answers: { 200: MethodListView } })
  async list(@CurrentCaller() caller: Caller): Promise<MethodListView> {
    const methods = await this.#host.deps.storage.listMethods(caller.userId);
    return { data: methods.map(presentMethod) };
  }

  @Post()
  @HttpCode(201)
  @Docs({
    id: 'savePaymentMethod',
    summary: "Saves a method by a provider's token",
    key: 'optional',
    answers: { 201: MethodView },
  })
  async save(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Body() body: SaveMethodBody,
  ): Promise<void> {
    const host = this.#host;
    const outcome = await saveMethod(
      host.deps,
      {
        userId: caller.userId,
        token: body.payment_method,
        provider: body.provider ?? host.settings.paymentProviders[0] ?? '',
        makeDefault: body.default ?? false,
      },
      {
        ...this.#cause(request, caller),
        claim: claimOf({ host, request, caller, operation: 'save_method', compared: body }),
        answer: (method) => (method.status === 'active' ? { status: 201, body: textOf(method) } : null),
      },
    );
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    sendJson(reply, 201, textOf(outcome.value));
  }

  @Delete(':id')
  @HttpCode(204)
  @NoBody()
  @Docs({
    id: 'removePaymentMethod',
    summary: 'Hides a method at once, and removes it at the provider',
    key: 'optional',
    answers: { 202: MethodView, 204: null },
  })
  async remove(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
  ): Promise<void> {
    const host = this.#host;
    const id = idOf(text);
    const claim = claimOf({ host, request, caller, operation: 'remove_method', compared: { id } });
    const outcome = await removeMethod(host.deps, caller.userId, id, {
      ...this.#cause(request, caller),
      claim,
      answer: (method) => (method.status === 'removed' ? { status: 204, body: '' } : null),
    });
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    if (outcome.value.status === 'removed') return void reply.code(204).send();
    sendJson(reply, 202, textOf(outcome.value));
  }

  @Post(':id/default')
  @HttpCode(200)
  @NoBody()
  @Docs({
    id: 'makePaymentMethodDefault',
    summary: 'Pays with this one from now on',
    key: 'optional',
    answers: { 200: MethodView },
  })
  async makeDefault(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
  ): Promise<void> {
    const host = this.#host;
    const id = idOf(text);
    const outcome = await makeDefaultMethod(host.deps, caller.userId, id, {
      ...this.#cause(request, caller),
      claim: claimOf({ host, request, caller, operation: 'default_method', compared: { id } }),
      answer: (method) => ({ status: 200, body: textOf(method) }),
    });
    if (outcome.kind === 'replayed') return sendKept(reply, outcome.answer);
    sendJson(reply, 200, textOf(outcome.value));
  }

  #cause(request: FastifyRequest, caller: Caller) {
    return { cause: { actor: actorOf(caller), requestId: request.id } };
  }
}

function idOf(text: string): MethodId {
  if (!isUuid(text)) throw notFound();
  return methodId(text.toLowerCase());
}

const textOf = (method: PaymentMethod): string => JSON.stringify(presentMethod(method));
