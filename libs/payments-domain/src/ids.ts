declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUIDv7, so that ids sort by time and pages can be cut by id. */
export type PaymentId = Branded<'PaymentId'>;
export type RefundId = Branded<'RefundId'>;
export type MethodId = Branded<'MethodId'>;
export type EventId = Branded<'EventId'>;
/** Opaque: users belong to another service. */
export type UserId = Branded<'UserId'>;
export type OrderId = Branded<'OrderId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for any RFC 9562 UUID in its text form. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export const paymentId = (text: string): PaymentId => text as PaymentId;
export const refundId = (text: string): RefundId => text as RefundId;
export const methodId = (text: string): MethodId => text as MethodId;
export const eventId = (text: string): EventId => text as EventId;
export const userId = (text: string): UserId => text as UserId;
export const orderId = (text: string): OrderId => text as OrderId;
