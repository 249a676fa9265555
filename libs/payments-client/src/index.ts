export { createPaymentsClient, type PaymentsClient, type PaymentsClientOptions } from './payments-client.ts';
export { orThrow, PaymentsProblem, type Problem, type ProblemCode } from './problem.ts';
export { EventNotVerified, verifyEvent, type IncomingHeaders } from './verify-event.ts';
export type { EventType, PaymentsEvent } from './payments-event.ts';
export type { components, operations, paths } from './schema.ts';
