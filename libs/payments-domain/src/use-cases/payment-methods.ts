import { GENESIS, type Cause } from '../audit.ts';
import type { KeptAnswer, KeyClaim } from '../idempotency.ts';
import { methodId, type MethodId, type UserId } from '../ids.ts';
import type { PaymentMethod } from '../payment-method.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, MethodChangeOptions, ProviderMethods } from '../ports.ts';
import type { ProviderName } from '../provider-facts.ts';
import { backoff, pause } from '../schedule.ts';
import { customerFor } from './choose-method.ts';
import { resumeKey, type Outcome } from './keyed-command.ts';
import { notFound } from './load.ts';

export interface SaveMethod {
  readonly userId: UserId;
  readonly token: string;
  readonly provider: ProviderName;
  readonly makeDefault: boolean;
}

export interface MethodOptions {
  readonly cause: Cause;
  readonly claim?: KeyClaim | null;
  readonly answer?: (after: PaymentMethod) => KeptAnswer | null;
}

/** A save that was never answered is tried again for as long as the provider keeps its key, then given up: nothing was promised. */
const SAVE_KEY_MS = 20 * 60 * 60_000;
const PAUSE_MAX_MS = 60 * 60_000;

/**
 * Keeps a payer's method at the provider, and here a reference with what a person needs to recognise it.
 * Throws `PaymentError` `unsupported`, `validation_failed` (refused by the provider), `provider_unavailable` (no answer).
 */
export async function saveMethod(
  deps: Deps,
  request: SaveMethod,
  options: MethodOptions,
): Promise<Outcome<PaymentMethod>> {
  const methods = powers(deps, request.provider);
  const customer = await customerFor(deps, request.provider, request.userId, null, true);
  const params = methods.prepareSave(request.userId, request.token, customer);
  const draft = draftMethod(deps, request, customer, params);
  const outcome = await deps.storage.insertMethod(draft, changeOptions(options));
  if (outcome.kind === 'key') {
    return resumeKey(deps, options.claim, outcome.found, async (found) =>
      accepted(await advanceMethod(deps, methodId(found.subject), options)),
    );
  }
  const value = await advanceMethod(deps, draft.id, options, true);
  if (options.claim) await deps.storage.settleKey(options.claim, options.answer?.(value) ?? null);
  return { kind: 'fresh', value: accepted(value) };
}

/**
 * Hides a method at once and removes it at the provider; where that is not known yet, the worker finishes it. One that is gone
 * already is a success. Throws `not_found`.
 */
export async function removeMethod(
  deps: Deps,
  user: UserId,
  id: MethodId,
  options: MethodOptions,
): Promise<Outcome<PaymentMethod>> {
  await ownMethod(deps, user, id);
  const outcome = await deps.storage.changeMethod(
    id,
    (method, now) => {
      if (method.status === 'saving') throw notFound();
      return method.status === 'active'
        ? { ...method, status: 'removing', isDefault: false, advanceAt: dueAt(deps, 0, now), idleLooks: 0 }
        : null;
    },
    changeOptions(options),
  );
  if (outcome.kind === 'key') {
    return resumeKey(deps, options.claim, outcome.found, () => advanceMethod(deps, id, options));
  }
  const value = await advanceMethod(deps, id, options);
  if (options.claim) await deps.storage.settleKey(options.claim, options.answer?.(value) ?? null);
  return { kind: 'fresh', value };
}

/** Makes one method the user's default; the storage takes the mark from the others in the same transaction. Throws `not_found`. */
export async function makeDefaultMethod(
  deps: Deps,
  user: UserId,
  id: MethodId,
  options: MethodOptions,
): Promise<Outcome<PaymentMethod>> {
  await ownMethod(deps, user, id);
  const outcome = await deps.storage.changeMethod(
    id,
    (method) => {
      if (method.status !== 'active') throw notFound();
      return method.isDefault ? null : { ...method, isDefault: true };
    },
    { ...changeOptions(options), ...settlement(options) },
  );
  if (outcome.kind === 'done') return { kind: 'fresh', value: outcome.method };
  return resumeKey(deps, options.claim, outcome.found, () => advanceMethod(deps, id, options));
}

/** The method's corridor: saves it, or removes it, at the provider, and records the answer. Safe to repeat. */
export async function advanceMethod(
  deps: Deps,
  id: MethodId,
  options: MethodOptions,
  opened = false,
): Promise<PaymentMethod> {
  const method = await deps.storage.loadMethod(id);
  if (method === null) throw notFound();
  if (method.status === 'saving') return saveAtProvider(deps, method, options, opened);
  if (method.status === 'removing') return removeAtProvider(deps, method, options);
  return method;
}

async function saveAtProvider(
  deps: Deps,
  method: PaymentMethod,
  options: MethodOptions,
  opened: boolean,
): Promise<PaymentMethod> {
  const provider = deps.provider(method.provider);
  const sent = method.submit;
  const sendBefore = new Date((sent?.firstSentAt ?? method.createdAt).getTime() + SAVE_KEY_MS);
  const sameAccount = sent !== null && sent.account === provider.account;
  const tooLate = deps.now() >= sendBefore;
  const answer =
    sameAccount && !tooLate && deps.policy.sending
      ? await powers(deps, method.provider).save({
          key: `${method.id}.save.1`,
          params: sent.params,
          first: opened,
          sendBefore,
        })
      : ({ verdict: 'unknown', reason: 'it is not sent again' } as const);
  const known = answer.verdict === 'known' ? await alreadySaved(deps, method, answer.value.reference) : null;
  if (known !== null) {
    await changed(deps, method.id, { cause: options.cause }, (current) => ended(current));
    return known;
  }
  return changed(deps, method.id, options, (current, now) => {
    if (current.status !== 'saving') return null;
    if (answer.verdict === 'known') {
      const { reference, customer, ...view } = answer.value;
      return {
        ...current,
        ...view,
        reference,
        customer,
        status: 'active',
        submit: null,
        advanceAt: null,
        idleLooks: 0,
      };
    }
    // A provider that is away said nothing about the method: the caller's key, and the worker, go on with it.
    const over = (answer.verdict === 'refused' && opened) || tooLate;
    return over ? ended(current) : waiting(deps, current, now);
  });
}

/** The same method, saved before under another key: it is one method, and the second wish to save it is fulfilled. */
async function alreadySaved(
  deps: Deps,
  { id, provider, userId }: PaymentMethod,
  reference: string,
): Promise<PaymentMethod | null> {
  const known = await deps.storage.findMethodByReference(provider, reference);
  return known !== null && known.id !== id && known.userId === userId && known.status === 'active' ? known : null;
}

/** It never came to be: nothing was told of it, and nothing has to be told now. */
function ended(method: PaymentMethod): PaymentMethod {
  return { ...method, status: 'removed', submit: null, isDefault: false, advanceAt: null };
}

async function removeAtProvider(deps: Deps, method: PaymentMethod, options: MethodOptions): Promise<PaymentMethod> {
  const answer =
    method.reference === null
      ? ({ verdict: 'known', value: null } as const)
      : deps.policy.sending
        ? await powers(deps, method.provider).remove(method.reference, {
            key: `${method.id}.remove.${method.idleLooks + 1}`,
          })
        : ({ verdict: 'unknown', reason: 'sending is off' } as const);
  return changed(deps, method.id, options, (current, now) => {
    if (current.status !== 'removing') return null;
    const gone = answer.verdict === 'known' || answer.verdict === 'absent';
    return gone ? { ...current, status: 'removed', advanceAt: null } : waiting(deps, current, now);
  });
}

/** Gone at the provider, as its webhook and a read of it say: gone here, too. */
export async function forgetMethod(deps: Deps, id: MethodId, cause: Cause): Promise<void> {
  await deps.storage.changeMethod(
    id,
    (method) =>
      method.status === 'removed' ? null : { ...method, status: 'removed', isDefault: false, advanceAt: null },
    { cause },
  );
}

async function changed(
  deps: Deps,
  id: MethodId,
  options: MethodOptions,
  change: (method: PaymentMethod, now: Date) => PaymentMethod | null,
): Promise<PaymentMethod> {
  const outcome = await deps.storage.changeMethod(id, change, { cause: options.cause, ...settlement(options) });
  if (outcome.kind === 'key') throw new Error('a change without a claim found a key');
  return outcome.method;
}

function waiting(deps: Deps, method: PaymentMethod, now: Date): PaymentMethod {
  return { ...method, idleLooks: method.idleLooks + 1, advanceAt: dueAt(deps, method.idleLooks, now) };
}

function dueAt(deps: Deps, looks: number, now: Date): Date {
  return pause(now, backoff(deps.policy.recoveryAfterMs, looks, PAUSE_MAX_MS), deps.random());
}

/** Whose it is comes first; how it stands is judged after the key: the first answer is given again, whatever came since. */
async function ownMethod(deps: Deps, user: UserId, id: MethodId): Promise<void> {
  const method = await deps.storage.loadMethod(id);
  if (method?.userId !== user) throw notFound();
}

function powers(deps: Deps, name: ProviderName): ProviderMethods {
  const methods = deps.provider(name).methods;
  if (!methods) throw new PaymentError('unsupported', `Payment methods can not be saved at ${name}.`);
  return methods;
}

function accepted(method: PaymentMethod): PaymentMethod {
  if (method.status === 'active') return method;
  if (method.status === 'saving')
    throw new PaymentError('provider_unavailable', 'The provider did not answer. Try again later.');
  throw new PaymentError('validation_failed', 'payment_method: was not accepted by the provider', {
    errors: [{ field: 'payment_method', code: 'refused', message: 'was not accepted by the provider' }],
  });
}

function settlement({ claim, answer }: MethodOptions): Pick<MethodChangeOptions, 'settle'> {
  return claim && answer ? { settle: { ref: claim, answer } } : {};
}

function changeOptions({ cause, claim }: MethodOptions): MethodChangeOptions {
  return { cause, ...(claim ? { claim } : {}) };
}

function draftMethod(deps: Deps, request: SaveMethod, customer: string | null, params: string): PaymentMethod {
  const now = deps.now();
  return {
    id: methodId(deps.newId()),
    userId: request.userId,
    provider: request.provider,
    status: 'saving',
    reference: null,
    customer,
    isDefault: request.makeDefault,
    submit: { params, account: deps.provider(request.provider).account, sends: 1, firstSentAt: now },
    type: 'card',
    brand: null,
    last4: null,
    expMonth: null,
    expYear: null,
    advanceAt: dueAt(deps, 0, now),
    idleLooks: 0,
    version: 0,
    auditSeq: 0,
    auditHead: GENESIS,
    eventSeq: 0,
    createdAt: now,
    updatedAt: now,
  };
}
