import 'reflect-metadata';
import type { Deps, PaymentProvider, WebhookReading, WebhookRequest } from '@payments/domain';
import { simulatedProvider } from '@payments/domain/testing';
import type { FastifyRequest } from 'fastify';
import { readSettings } from '../config.ts';
import type { Host } from '../host.ts';
import { createLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { WebhooksController } from './webhooks.controller.ts';

/** A provider that judges by address alone, as YooKassa does, and what it was shown. */
function door(trustedProxies = '') {
  const shown: WebhookRequest[] = [];
  const read = (request: WebhookRequest): WebhookReading => {
    shown.push(request);
    return request.headers['x-payments-peer'] === '185.71.76.1'
      ? { kind: 'ignored', eventId: 'e', type: 't' }
      : { kind: 'forged', reason: 'foreign_address' };
  };
  const provider: PaymentProvider = { ...simulatedProvider({ now: () => new Date() }), webhooks: { read } };
  const result = readSettings({ TRUSTED_PROXIES: trustedProxies });
  if (!result.ok) throw new Error(result.mistakes.join());
  const host: Pick<Host, 'settings' | 'enabledProviders' | 'deps' | 'metrics' | 'logger'> = {
    settings: result.settings,
    enabledProviders: ['yookassa'],
    deps: { provider: (_name: string) => provider, now: () => new Date() } as Deps,
    metrics: createMetrics(),
    logger: createLogger('silent'),
  };
  return { shown, controller: new WebhooksController(host as Host) };
}

function request(remoteAddress: string, headers: Readonly<Record<string, string>> = {}): FastifyRequest {
  return { id: 'r', headers, socket: { remoteAddress }, body: Buffer.from('{}') } as FastifyRequest;
}

describe('who knocks', () => {
  it('W6 is the true peer: a header of the sender’s is overwritten, X-Forwarded-For of a stranger not believed', async () => {
    const { controller, shown } = door();
    const spoofed = { 'x-payments-peer': '185.71.76.1', 'x-forwarded-for': '185.71.76.1' };
    await expect(controller.receive('yookassa', request('203.0.113.9', spoofed))).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(shown[0]?.headers['x-payments-peer']).toBe('203.0.113.9');
  });

  it('W6 is what a trusted proxy says, an IPv4 address mapped into IPv6 as what it is', async () => {
    const { controller } = door('10.0.0.0/8');
    const behind = { 'x-forwarded-for': '1.2.3.4, 185.71.76.1' };
    expect(await controller.receive('yookassa', request('::ffff:10.1.1.1', behind))).toEqual({ received: true });
    expect(await controller.receive('yookassa', request('::ffff:185.71.76.1'))).toEqual({ received: true });
  });

  it('the body reaches the provider as it came, and is empty where there was none', async () => {
    const { controller, shown } = door();
    await controller.receive('yookassa', request('185.71.76.1'));
    await controller.receive('yookassa', { ...request('185.71.76.1'), body: undefined } as FastifyRequest);
    expect(shown.map(({ body }) => Buffer.from(body).toString())).toEqual(['{}', '']);
  });
});
