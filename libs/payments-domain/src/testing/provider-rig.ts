import type { PaymentId } from '../ids.ts';
import type { Currency, Money } from '../money.ts';
import type { Attempt, Payment } from '../payment.ts';
import type { MethodChoice, PaymentProvider, Send, WebhookRequest } from '../ports.ts';
import type { Answer, ProviderObject, ProviderRefund } from '../provider-facts.ts';
import type { Refund } from '../refund.ts';
import { sampleAttempt, samplePayment, sampleRefund } from './samples.ts';
import type { TestRunner } from './test-runner.ts';

/** What the next request to the provider meets; each is met once. `before` and `after` say whether it had its effect. */
export const RIG_FAULTS = [
  'timeout_before',
  'timeout_after',
  'error_5xx_before',
  'error_5xx_after',
  'unreadable',
  'too_many_requests',
  'connection_refused',
  'unauthorized',
] as const;
export type RigFault = (typeof RIG_FAULTS)[number];

/** What an adapter may lack, said explicitly; the suite then holds it to not having it. */
export type Capability =
  /** A token that is declined when it is submitted. */
  | 'declined_token'
  /** A method can be brought to an object that is there, and again after a decline. */
  | 'confirm'
  | 'manual_capture'
  | 'refund_metadata'
  | 'methods'
  | 'webhooks'
  /** Webhooks carry a signature over their raw bytes. */
  | 'signed_webhooks'
  /** The same key with other parameters is refused. */
  | 'key_conflicts';

/** One paid object, or one refund, in the simulator's own books. */
export interface RigLine {
  readonly objectId: string;
  readonly amount: bigint;
  readonly currency: Currency;
}

/** What really happened at the provider for one payment. */
export interface RigLedger {
  /** How many payment objects were made for it, paid or not. */
  readonly objects: number;
  readonly charges: readonly RigLine[];
  /** Refunds that were made and did not fail. */
  readonly refunds: readonly RigLine[];
}

/**
 * What `providerContract` needs of an adapter and its simulator. The provider makes one request a call: no retries of its own,
 * and a timeout so short that tests can wait for it.
 */
export interface ProviderRig {
  readonly provider: PaymentProvider;
  /** An amount that the provider takes, at least 100 minor units. */
  readonly money: Money;
  /** Methods that may be given; `null`: the payer pays by hand. */
  readonly tokens: { readonly ok: string | null; readonly declined: string | null };
  /** Whatever must never be shown: keys, webhook secrets. */
  readonly secrets: readonly string[];
  now(): Date;
  /** The next request meets the fault. */
  fault(fault: RigFault): Promise<void> | void;
  ledger(paymentId: PaymentId): Promise<RigLedger>;
  /** What a payer does with an object that waits for them. */
  readonly payer: {
    pays(providerPaymentId: string): Promise<void>;
    declines(providerPaymentId: string): Promise<void>;
  };
  /** A webhook about a payment object as the provider sends it, and one that only looks like it. */
  genuineWebhook(providerPaymentId: string): Promise<WebhookRequest>;
  forgedWebhook(providerPaymentId: string): Promise<WebhookRequest>;
  close(): Promise<void>;
}

export type MakeProvider = () => Promise<ProviderRig>;

/** A payment that is to be submitted, with everything that is sent again word for word. */
export interface Order {
  readonly payment: Payment;
  readonly attempt: Attempt;
  readonly send: Send;
}

/** What each part of the suite gets. */
export interface ProviderSuite extends TestRunner {
  rig(): ProviderRig;
  /** A case that only counts for adapters with this power. */
  itWith(capability: Capability, name: string, body: () => Promise<void>): void;
}

export const tokenChoice = (token: string | null): MethodChoice | null =>
  token === null ? null : { kind: 'token', token };

/** A fresh payment of the rig's amount, its first attempt opened and not sent yet. */
export function order(rig: ProviderRig, method: MethodChoice | null, change: Partial<Payment> = {}): Order {
  const now = rig.now();
  const { provider } = rig;
  const blank = samplePayment(now, {
    money: rig.money,
    customerEmail: 'payer@example.org',
    description: 'A haircut',
    returnUrl: 'https://shop.example/thanks',
    items: [{ description: 'A haircut', quantity: 1, unitAmount: rig.money.minor }],
    attempts: [],
    ...change,
  });
  const params = provider.prepareSubmit(blank, method, null);
  const submit = { params, account: provider.account, sends: 1, firstSentAt: now };
  const attempt = sampleAttempt({ provider: provider.name, submit, hasMethod: method !== null, createdAt: now });
  const send = { key: `${blank.id}.submit.1`, params, first: true, sendBefore: new Date(now.getTime() + 900_000) };
  return { payment: { ...blank, attempts: [attempt] }, attempt, send };
}

/** Sends it, as the one who opened the attempt (`first`) or as somebody later. */
export function submit(rig: ProviderRig, { payment, attempt, send }: Order, first = true) {
  return rig.provider.submit(payment, attempt, { ...send, first });
}

/** The object of an answer that must be known. */
export function objectOf(answer: Answer<ProviderObject>): ProviderObject {
  if (answer.verdict !== 'known') throw new Error(`the answer was ${JSON.stringify(answer)}`);
  return answer.value;
}

export function refundOf(answer: Answer<ProviderRefund>): ProviderRefund {
  if (answer.verdict !== 'known') throw new Error(`the answer was ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Brings a payment to its money (or its hold): with the good token, or by the payer's hand. */
export async function pay(
  rig: ProviderRig,
  change: Partial<Payment> = {},
): Promise<Order & { object: ProviderObject }> {
  const made = order(rig, tokenChoice(rig.tokens.ok), change);
  const object = await finished(rig, objectOf(await submit(rig, made)));
  const attempt = { ...made.attempt, providerPaymentId: object.providerPaymentId };
  const captured = { amountCaptured: object.amountCaptured, attempts: [attempt], paidAttempt: 1 };
  return { ...made, payment: { ...made.payment, ...captured }, attempt, object };
}

/** The object after its payer did what was left to do. */
export async function finished(rig: ProviderRig, object: ProviderObject): Promise<ProviderObject> {
  if (object.status === 'succeeded' || object.status === 'authorized') return object;
  await rig.payer.pays(object.providerPaymentId);
  return objectOf(await rig.provider.fetch(object.providerPaymentId));
}

/** A request under a key of its own, for verbs that keep no parameters. */
export function sendOf(key: string, params = ''): Send {
  return { key, params, first: true, sendBefore: null };
}

/** A refund of a paid payment, not sent yet. */
export function refundOrder(rig: ProviderRig, payment: Payment, object: ProviderObject, minor: bigint) {
  const refund: Refund = sampleRefund(payment, rig.now(), {
    money: { minor, currency: payment.money.currency },
    provider: rig.provider.name,
    providerPaymentId: object.providerPaymentId,
    reason: 'returned',
  });
  const params = rig.provider.prepareRefund(refund, payment);
  return { refund, send: sendOf(`${refund.id}.refund.1`, params) };
}
