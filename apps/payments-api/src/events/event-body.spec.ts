import { eventId, type EventSubject, type EventType } from '@payments/domain';
import { paid, sampleMethod, samplePayment, sampleRefund, uuidV7 } from '@payments/domain/testing';
import { eventBody } from './event-body.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const payment = samplePayment(NOW, {
  serviceSlug: 'massage',
  nextAction: { type: 'client_secret', clientSecret: 'pi_1_secret_abc', publishableKey: 'pk_test_1' },
});

function bodyOf(type: EventType, subject: EventSubject) {
  const id = eventId(uuidV7(NOW));
  const event = { id, type, stream: payment.id, seq: 1, at: NOW, subject };
  return eventBody({ id, type, at: NOW, event }, 'https://pay.example.com');
}

describe('the body of an event', () => {
  it('has its id, type, time, and the payment as staff see it', () => {
    const body = bodyOf('payment.succeeded', { kind: 'payment', payment: paid(payment, NOW) });
    expect(body).toMatchObject({ type: 'payment.succeeded', timestamp: NOW.toISOString() });
    expect(body.data).toMatchObject({
      payment: { id: payment.id, status: 'succeeded', amount: 1999, currency: 'USD' },
    });
  });

  it('tells of a start who takes what for which service', () => {
    const { data } = bodyOf('payment.started', { kind: 'payment', payment });
    expect(data).toMatchObject({ provider: 'simulated', amount: 1999, currency: 'USD', service_slug: 'massage' });
    expect(data).toMatchObject({ payment: { id: payment.id, status: 'pending' } });
  });

  it('holds nothing that one could pay with', () => {
    for (const nextAction of [
      payment.nextAction,
      { type: 'embedded', confirmationToken: 'ct-secret' } as const,
      { type: 'redirect', url: 'https://provider.example.com/confirm-secret' } as const,
    ]) {
      const text = JSON.stringify(
        bodyOf('payment.processing', { kind: 'payment', payment: { ...payment, nextAction } }),
      );
      expect(text).not.toMatch(/secret|confirmation_token|checkout\//);
    }
  });

  it('is a refund, a method, an alert, or nothing for a test', () => {
    const refund = sampleRefund(payment, NOW);
    expect(bodyOf('refund.pending', { kind: 'refund', refund, payment }).data).toMatchObject({
      refund: { id: refund.id },
    });
    const alert = bodyOf('alert.raised', { kind: 'alert', code: 'dispute', payment });
    expect(alert.data).toEqual({ code: 'dispute', payment_id: payment.id });
    const method = sampleMethod(NOW, { reference: 'pm_provider_reference' });
    const saved = bodyOf('payment_method.saved', { kind: 'method', method });
    expect(saved.data).toMatchObject({ payment_method: { id: method.id, last4: '4242' } });
    expect(JSON.stringify(saved)).not.toContain('pm_provider_reference');
    const test = eventBody({ id: 'e', type: 'endpoint.test', at: NOW, event: null }, 'https://pay.example.com');
    expect(test).toEqual({ id: 'e', type: 'endpoint.test', timestamp: NOW.toISOString(), data: {} });
  });
});
