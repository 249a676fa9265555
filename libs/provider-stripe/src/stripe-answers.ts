import { failureOf, type Answer } from '@payments/domain';
import { stripeFailure, type StripeNo } from './stripe-errors.ts';
import type { Reply } from './stripe-client.ts';

type Unknown = Extract<Answer<never>, { verdict: 'unknown' }>;

export const known = <T>(value: T): Answer<T> => ({ verdict: 'known', value });
export const unknown = (reason: string): Unknown => ({ verdict: 'unknown', reason });
export const UNREADABLE = unknown('an answer that does not fit its schema');

/** What a request that changes something came to, where only its own kind knows how to read and to look. */
export interface Reading<Raw, T> {
  /** The value of a fresh answer; `null` where it does not fit its schema. */
  readonly read: (raw: Raw) => T | null;
  /** How it stands now: asked where an answer is old, or says that the state is another one than we thought. */
  readonly look: (raw: Raw | null) => Promise<Answer<T>>;
  /** What a refusal carries of the object that it is about; a decline belongs to its object. */
  readonly inError?: (error: Extract<Reply<Raw>, { kind: 'no' }>['error']) => Raw | undefined;
  /** The answer to a definite no. Stripe's reason in our words when left out. */
  readonly refuse?: (no: StripeNo) => Answer<T>;
}

/** Whose login was refused can't look either. */
const LOGIN = [401, 403];
/** The state was another one than we thought: what it is, a look tells. */
const STATE_CODES = ['payment_intent_unexpected_state', 'intent_invalid_state', 'charge_already_captured'];

/**
 * The one judgement over requests that change something (`promises.md`, the four rules). A no counts on the first request of an attempt
 * alone; after one that may have arrived it only leads to a look. A replayed answer is how things stood once, so they are looked at.
 */
export async function judge<Raw, T>(
  reply: Reply<Raw>,
  { first }: { readonly first: boolean },
  { read, look, inError, refuse }: Reading<Raw, T>,
): Promise<Answer<T>> {
  const fresh = (raw: Raw): Answer<T> => {
    const value = read(raw);
    return value === null ? UNREADABLE : known(value);
  };
  const lookUp = async (raw: Raw | null): Promise<Answer<T>> => {
    const seen = await look(raw);
    return seen.verdict === 'known' ? seen : unknown('it could not be seen what became of it');
  };
  switch (reply.kind) {
    case 'value':
      return reply.replayed ? lookUp(reply.value) : fresh(reply.value);
    case 'not_done':
      return paced(first ? notDone(reply.reason) : unknown(reply.reason), reply.atOnce);
    case 'unknown':
      return reply.final && !first ? lookUp(null) : paced(unknown(reply.reason), !reply.final);
    case 'no': {
      const { error, status, replayed, atOnce } = reply;
      const about = inError?.(error);
      if (about !== undefined && status === 402) return first && !replayed ? fresh(about) : lookUp(about);
      if (STATE_CODES.includes(error.code ?? '')) return lookUp(about ?? null);
      if (error.rawType === 'idempotency_error')
        return paced(unknown('the key is in use, or was used for another request'), atOnce);
      if (!first) return LOGIN.includes(status) ? unknown('the login was refused') : lookUp(about ?? null);
      if (status === 409) return paced(notDone('Stripe was busy with the same object (409)'), atOnce);
      // Our key was refused, not the payer's card: nothing was charged, and another try may do once it is mended.
      if (LOGIN.includes(status))
        return { verdict: 'refused', failure: failureOf('provider_unavailable', 'login_refused') };
      return refuse ? refuse(error) : { verdict: 'refused', failure: stripeFailure(error) };
    }
  }
}

/** The verdict over a read. Only Stripe's own word that there is no such object is absence; a failed read is never a fact. */
export function seen<Raw, T>(reply: Reply<Raw>, read: (raw: Raw) => T | null): Answer<T> {
  switch (reply.kind) {
    case 'value': {
      const value = read(reply.value);
      return value === null ? UNREADABLE : known(value);
    }
    case 'not_done':
      return paced(notDone(reply.reason), reply.atOnce);
    case 'unknown':
      return paced(unknown(reply.reason), !reply.final);
    case 'no':
      return reply.status === 404 && reply.error.code === 'resource_missing'
        ? { verdict: 'absent' }
        : unknown(`it could not be read (${reply.status})`);
  }
}

type Undecided = Extract<Answer<never>, { readonly atOnce?: false }>;

export function notDone(reason: string): Undecided {
  return { verdict: 'not_done', reason };
}

/** Stripe's word on when to ask again (`Stripe-Should-Retry`), for who makes the tries. */
export function paced(answer: Undecided, atOnce: boolean): Answer<never> {
  return atOnce ? answer : { ...answer, atOnce };
}
