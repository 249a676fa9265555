import type { PaymentId } from '../ids.ts';
import { nextStep } from '../next-step.ts';
import type { Payment } from '../payment.ts';
import { mayBecome, PAID_STATUSES, type PaymentStatus } from '../payment-status.ts';
import type { Refund } from '../refund.ts';
import { LATEST_MS, type History } from './history.ts';
import type { ChargedObject } from './simulated-ledger.ts';
import { isChain } from './storage-rig.ts';

/** What must hold at any moment of a history. Answers with what does not, in words; empty where all is well. */
export function brokenNow(world: History): string[] {
  const broken: string[] = [];
  for (const payment of world.storage.payments.values()) {
    const say = (what: string) => void broken.push(`${short(payment.id)} (${payment.status}): ${what}`);
    const refunds = refundsOf(world, payment.id);
    checkMoney(payment, refunds, chargesOf(world, payment.id), say);
    checkRecords(world, payment, refunds, say);
    checkSchedule(world, payment, refunds, say);
    checkWindow(world, payment, say);
  }
  return broken;
}

/** What must hold once everything healed and nothing is left to do: the database says what the provider's ledger says. */
export function brokenAtRest(world: History): string[] {
  const broken = brokenNow(world);
  for (const payment of world.storage.payments.values()) {
    const say = (what: string) => void broken.push(`at rest ${short(payment.id)} (${payment.status}): ${what}`);
    const charges = chargesOf(world, payment.id);
    const refunds = refundsOf(world, payment.id);
    const paidObject = payment.attempts.find((a) => a.number === payment.paidAttempt)?.providerPaymentId;
    const mine = charges.find((charge) => charge.objectId === paidObject);
    if (PAID_STATUSES.includes(payment.status)) {
      if (mine?.amount !== payment.amountCaptured)
        say(`captured ${payment.amountCaptured}, the ledger has ${mine?.amount}`);
      if (mine?.refunded !== payment.amountRefunded)
        say(`refunded ${payment.amountRefunded}, the ledger has ${mine?.refunded}`);
    }
    const kept = charges.filter((charge) => charge.amount > charge.refunded);
    if (kept.some((charge) => charge !== mine)) say(`promise 1: ${kept.length} objects hold money`);
    if (charges.length > 0 && !PAID_STATUSES.includes(payment.status))
      say('promise 2: it was paid, and is not known to be');
    if (payment.status === 'pending' || payment.status === 'processing') say('promise 9: it is still unfinished');
    if (payment.operation !== null) say(`promise 9: its ${payment.operation.kind} is still under way`);
    if (refunds.some((refund) => refund.status === 'pending')) say('promise 9: a refund is still pending');
    const open = objectsOf(world, payment.id).filter((object) => object.open && object.status !== 'authorized');
    if (open.length > 0) say(`promise 1: ${open.map((o) => o.id).join()} could still be paid`);
    const held = objectsOf(world, payment.id).filter((object) => object.status === 'authorized');
    if (held.length > (payment.status === 'authorized' ? 1 : 0))
      say(`promise 9: ${held.map((o) => o.id).join()} still holds the payer's money`);
  }
  return [...broken, ...ordersPaidTwice(world), ...methodsLeft(world)];
}

function checkMoney(
  payment: Payment,
  refunds: readonly Refund[],
  charges: readonly ChargedObject[],
  say: (what: string) => void,
): void {
  if (charges.length > 1) say(`promise 1: charged ${charges.length} times: ${charges.map((c) => c.objectId).join()}`);
  for (const { objectId, amount, refunded } of charges) {
    if (refunded > amount) say(`promise 3: ${refunded} of ${amount} went back of ${objectId}`);
  }
  if (PAID_STATUSES.includes(payment.status) && charges.length === 0) say('promise 2: paid, says nobody but us');
  const pending = refunds
    .filter((r) => r.status === 'pending' && r.origin !== 'duplicate')
    .reduce((sum, r) => sum + r.money.minor, 0n);
  if (pending !== payment.amountReserved) say(`promise 3: ${payment.amountReserved} reserved, ${pending} pending`);
  const done = refunds
    .filter((r) => r.status === 'succeeded' && r.origin !== 'duplicate')
    .reduce((sum, r) => sum + r.money.minor, 0n);
  if (done !== payment.amountRefunded) say(`promise 3: ${payment.amountRefunded} refunded, ${done} in refunds`);
  if (payment.amountRefunded > payment.amountCaptured) say('promise 3: more refunded than captured');
}

function checkRecords(world: History, payment: Payment, refunds: readonly Refund[], say: (what: string) => void): void {
  const entries = world.storage.entries.filter((entry) => entry.chain === payment.id);
  if (!isChain(entries)) say('promise 5: its audit chain is broken');
  if (entries.length !== payment.auditSeq) say(`promise 5: ${entries.length} entries, ${payment.auditSeq} counted`);
  const moves = entries.filter((entry) => entry.action.startsWith('payment.') && entry.from !== entry.to);
  let status: string | null = null;
  for (const move of moves) {
    if (move.from !== status) say(`promise 5: an entry begins at ${move.from}, the one before ended at ${status}`);
    if (move.from !== null && !mayBecome(move.from as PaymentStatus, move.to as PaymentStatus))
      say(`${move.from} became ${move.to}`);
    status = move.to;
  }
  if (status !== payment.status) say(`promise 5: the entries end at ${status}`);
  const events = world.storage.events.filter((event) => event.stream === payment.id);
  if (events.some((event, index) => event.seq !== index + 1)) say('promise 6: its events are not in order');
  const told = events.filter((event) => event.subject.kind === 'payment');
  const expected = moves.map(({ to }) => (to === 'pending' ? 'payment.started' : `payment.${to}`));
  if (told.map(({ type }) => type).join() !== expected.join())
    say(`promise 6: ${told.map(({ type }) => type).join()} was told of ${expected.join()}`);
  const refunded = entries.filter((entry) => entry.action.startsWith('refund.')).map(({ action }) => action);
  const toldOfRefunds = events.filter((event) => event.subject.kind === 'refund').map(({ type }) => type);
  if (toldOfRefunds.join() !== refunded.join())
    say(`promise 6: ${toldOfRefunds.join()} was told of ${refunded.join()}`);
  const nameless = entries.find(
    ({ actor, at, outcome }) => actor.id === '' || outcome === '' || at > world.clock.now(),
  );
  if (nameless) say(`promise 5: ${nameless.action} does not say who, when, or what came of it`);
  for (const refund of refunds) {
    const last = events.findLast(({ subject }) => subject.kind === 'refund' && subject.refund.id === refund.id);
    if (last?.type !== `refund.${refund.status}`)
      say(`promise 6: refund ${short(refund.id)} was told as ${last?.type}`);
  }
}

function checkSchedule(
  world: History,
  payment: Payment,
  refunds: readonly Refund[],
  say: (what: string) => void,
): void {
  const { step } = nextStep(payment, world.deps.policy, world.clock.now());
  if (step !== 'rest' && payment.advanceAt === null) say(`promise 9: ${step} is left to do, and nobody will`);
  if ((payment.status === 'processing' || payment.status === 'pending') && payment.advanceAt === null)
    say('promise 9: nobody looks at it');
  if (refunds.some((refund) => refund.status === 'pending' && refund.advanceAt === null))
    say('promise 9: nobody looks at a refund');
}

/** A method is kept at both ends, or at none. */
function methodsLeft(world: History): string[] {
  const unfinished = [...world.storage.methods.values()].filter(
    ({ status }) => status === 'saving' || status === 'removing',
  );
  return unfinished.map(({ id, status }) => `at rest method ${short(id)} is still ${status}`);
}

/** One order is paid once, but where money that had gone back came back. */
function ordersPaidTwice(world: History): string[] {
  const paid = [...world.storage.payments.values()].filter((payment) => {
    const net = payment.amountCaptured - payment.amountRefunded;
    return payment.orderId !== null && net > 0n;
  });
  return paid
    .filter((payment) => paid.some((other) => other.orderId === payment.orderId && other.id < payment.id))
    .filter(({ orderId }) => !paid.some((one) => one.orderId === orderId && cameBack(world, one.id)))
    .map((payment) => `promise 1: order ${payment.orderId} was paid twice`);
}

function cameBack(world: History, id: PaymentId): boolean {
  return world.storage.events.some(({ stream, type }) => stream === id && type === 'refund.failed');
}

/** A charge is sent within its window alone; what is late on the wire may arrive a little after. */
function checkWindow(world: History, payment: Payment, say: (what: string) => void): void {
  const { submitWindowMs } = world.deps.policy;
  for (const { number, submit, confirm, provider } of payment.attempts) {
    for (const [verb, sending] of [
      ['submit', submit],
      ['confirm', confirm],
    ] as const) {
      if (sending === null) continue;
      const end = sending.firstSentAt.getTime() + submitWindowMs + LATEST_MS;
      const { requests } = world.providers.find((one) => one.name === provider) ?? { requests: [] };
      const late = requests.filter((r) => r.key === `${payment.id}.${verb}.${number}` && r.at.getTime() >= end);
      if (late.length > 0) say(`promise 1: ${verb} ${number} was sent after its time`);
    }
  }
}

function chargesOf(world: History, id: PaymentId): readonly ChargedObject[] {
  return world.providers.flatMap((provider) => provider.ledger.charges(id));
}

function objectsOf(world: History, id: PaymentId) {
  return world.providers.flatMap((provider) =>
    [...provider.objects.values()].filter((object) => object.paymentId === id),
  );
}

function refundsOf(world: History, id: PaymentId): Refund[] {
  return [...world.storage.refunds.values()].filter((refund) => refund.paymentId === id);
}

function short(id: string): string {
  return id.slice(-6);
}
