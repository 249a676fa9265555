import { hash } from 'node:crypto';
import type { Actor } from '../audit.ts';
import type { MethodId, UserId } from '../ids.ts';
import { PaymentError } from '../payment-error.ts';
import type { Deps, MethodChoice } from '../ports.ts';
import type { ProviderName } from '../provider-facts.ts';
import { notFound } from './load.ts';

/** What a command may bring to pay with: a provider's token, or a saved method of the payer. */
export interface GivenMethod {
  readonly method?: string | null;
  readonly methodId?: MethodId | null;
}

/** What is paid with. Another user's saved method does not exist, as far as this one can tell (`not_found`). */
export async function chooseMethod(
  deps: Deps,
  user: UserId,
  { method: token = null, methodId = null }: GivenMethod,
  asker: Actor,
): Promise<MethodChoice | null> {
  if (methodId === null) return token === null ? null : { kind: 'token', token };
  const method = await deps.storage.loadMethod(methodId);
  if (method === null || method.userId !== user || method.status !== 'active') throw notFound();
  return { kind: 'saved', method, payerPresent: asker.type !== 'service' && asker.id === user };
}

/**
 * The payer's customer at the provider, where one is needed: to pay with a saved method, or to save one.
 * Throws `PaymentError` `provider_unavailable` where it can't be made: nothing of a payment has been recorded by then.
 */
export async function customerFor(
  deps: Deps,
  provider: ProviderName,
  user: UserId,
  choice: MethodChoice | null,
  save: boolean,
): Promise<string | null> {
  if (choice?.kind === 'saved') return choice.method.customer;
  const methods = deps.provider(provider).methods;
  if (!save || !methods) return null;
  const known = await deps.storage.customerOf(user, provider);
  if (known !== null) return known;
  const answer = deps.policy.sending ? await methods.ensureCustomer(user, { key: customerKey(user) }) : null;
  if (answer?.verdict !== 'known')
    throw new PaymentError(
      'provider_unavailable',
      'The provider could not be reached. Nothing was charged; try again.',
    );
  return answer.value === null ? null : deps.storage.keepCustomer(user, provider, answer.value);
}

/** One key for one user: ids of users are free text, a provider's key is short and plain. */
function customerKey(user: UserId): string {
  return `customer.${hash('sha256', user).slice(0, 48)}`;
}
