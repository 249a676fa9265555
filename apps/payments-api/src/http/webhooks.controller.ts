import { Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { notFound, PaymentError, processWebhook, receiveWebhook, type WebhookRequest } from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import { Public } from '../auth/auth.guard.ts';
import { HOST, type Host } from '../host.ts';
import { Docs } from './api-docs.ts';
import { peerOf } from './peer.ts';
import { ReceivedView } from './views.ts';

/** The true sender's address, for providers that check it. Whatever a request brings under this name is overwritten. */
const PEER_HEADER = 'x-payments-peer';

/** So many knocks are followed at once, right after their answers; what is beyond waits for the worker. */
const FOLLOWED_MAX = 32;

/** The providers whose door the contract names, enabled or not. */
const WEBHOOK_PROVIDERS: readonly string[] = ['stripe', 'yookassa'];

const EMPTY = Buffer.alloc(0);

const WebhookDocs = (id: string, provider: string, check: string): MethodDecorator =>
  Docs({
    id,
    summary: `What ${provider} tells: answered once it is safely stored`,
    description: `${check} A forged or unreadable one is a 400. Nothing in it is believed: the object that it names is read at ${provider}.`,
    write: true,
    answers: { 200: ReceivedView },
  });

/** The providers' doors. A knock is verified and stored before it is answered; what it says is read at the provider afterwards. */
@ApiTags('webhooks')
@Public()
@Controller('api/webhooks')
export class WebhooksController {
  readonly #host: Host;
  #followed = 0;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
  }

  @Post('stripe')
  @HttpCode(200)
  @WebhookDocs('receiveStripeWebhook', 'Stripe', 'Its bytes are signed in `Stripe-Signature`.')
  stripe(@Req() request: FastifyRequest): Promise<ReceivedView> {
    return this.receive('stripe', request);
  }

  @Post('yookassa')
  @HttpCode(200)
  @WebhookDocs('receiveYookassaWebhook', 'YooKassa', 'Taken from its published addresses alone; from others a 403.')
  yookassa(@Req() request: FastifyRequest): Promise<ReceivedView> {
    return this.receive('yookassa', request);
  }

  /** Providers that an embedding host adds. */
  @Post(':provider')
  @HttpCode(200)
  @ApiExcludeEndpoint()
  async receive(@Param('provider') provider: string, @Req() request: FastifyRequest): Promise<ReceivedView> {
    const host = this.#host;
    if (!host.enabledProviders.includes(provider)) throw closedDoor(provider);
    if (!host.deps.provider(provider).webhooks) throw notFound();
    const received = await receiveWebhook(host.deps, provider, webhookOf(host, request));
    if (received.kind === 'forged') {
      host.metrics.forgedWebhooks.inc({ provider });
      host.logger.warn({ requestId: request.id, provider, reason: received.reason }, 'forged webhook');
      throw received.reason === 'foreign_address'
        ? new PaymentError('forbidden', 'Webhooks are not taken from this address.')
        : new PaymentError('malformed_request', 'This webhook is forged, or can not be read.');
    }
    if (received.kind === 'stored') this.#follow(received.id);
    return { received: true };
  }

  /** At once, and behind the answer. Where it fails, or the process dies, the stored knock is the worker's. */
  #follow(id: string): void {
    if (this.#followed >= FOLLOWED_MAX) return;
    this.#followed += 1;
    this.#host.inBackground(this.#process(id).finally(() => (this.#followed -= 1)));
  }

  async #process(id: string): Promise<void> {
    const { deps } = this.#host;
    const entry = await deps.storage.loadWebhook(id);
    if (entry !== null) await processWebhook(deps, entry);
  }
}

/** Without its secret nothing that such a provider sends can be verified: the same answer as for a forged one. */
function closedDoor(provider: string): PaymentError {
  if (!WEBHOOK_PROVIDERS.includes(provider)) return notFound();
  return new PaymentError('malformed_request', 'This provider is not enabled here: its webhooks can not be verified.');
}

function webhookOf(host: Host, request: FastifyRequest): WebhookRequest {
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return {
    headers: { ...Object.fromEntries(headers), [PEER_HEADER]: peerOf(host, request) },
    body: Buffer.isBuffer(request.body) ? request.body : EMPTY,
  };
}
