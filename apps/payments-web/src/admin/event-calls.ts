import { orThrow, type components, type EventType } from '@payments/client';
import { signedIn } from '../api/client.ts';

type Schemas = components['schemas'];
export type Endpoint = Schemas['EventEndpointView'];
export type SentEvent = Schemas['EventView'];
export type Delivery = Schemas['DeliveryView'];

/** What a subscriber can be told of. */
export const EVENT_TYPES: readonly EventType[] = [
  'payment.started',
  'payment.processing',
  'payment.authorized',
  'payment.succeeded',
  'payment.failed',
  'payment.canceled',
  'payment.refunded',
  'payment.partially_refunded',
  'refund.pending',
  'refund.succeeded',
  'refund.failed',
  'receipt.issued',
  'alert.raised',
  'payment_method.saved',
  'payment_method.deleted',
];

const path = (id: string) => ({ params: { path: { id } } });

export async function listEndpoints(): Promise<readonly Endpoint[]> {
  return (await orThrow(signedIn().GET('/api/event-endpoints'))).data;
}

/** Of all payments, or of one. */
export function listEvents(paymentId: string | null, cursor: string) {
  const query = { ...(paymentId === null ? {} : { payment_id: paymentId }), ...(cursor && { cursor }) };
  return orThrow(signedIn().GET('/api/events', { params: { query } }));
}

export async function listDeliveries(eventId: string): Promise<readonly Delivery[]> {
  return (await orThrow(signedIn().GET('/api/events/{id}/deliveries', path(eventId)))).data;
}

export async function redeliver(eventId: string): Promise<void> {
  await orThrow(signedIn().POST('/api/events/{id}/redeliver', path(eventId)));
}

export async function addEndpoint(url: string, types: readonly EventType[]): Promise<Endpoint> {
  const body = { url, ...(types.length > 0 && { types: [...types] }) };
  return orThrow(signedIn().POST('/api/event-endpoints', { body }));
}

export async function changeEndpoint(
  id: string,
  change: { readonly enabled?: boolean; readonly roll_secret?: boolean },
): Promise<Endpoint> {
  return orThrow(signedIn().PATCH('/api/event-endpoints/{id}', { ...path(id), body: change }));
}

export async function removeEndpoint(id: string): Promise<void> {
  await orThrow(signedIn().DELETE('/api/event-endpoints/{id}', path(id)));
}

export async function testEndpoint(id: string): Promise<void> {
  await orThrow(signedIn().POST('/api/event-endpoints/{id}/test', path(id)));
}
