import type { PaymentId } from '../ids.ts';
import type { Decide, Deps, Snapshot } from '../ports.ts';
import { advancePayment, type AdvanceOptions } from './advance-payment.ts';
import { settlement, type CommandOptions } from './create-payment.ts';
import { resumeKey, type Outcome } from './keyed-command.ts';

/**
 * A command on a payment: the decision and the caller's key are committed together, then the corridor does the rest.
 * `opened` says what the decision opened, so that the corridor may be certain about it.
 */
export async function runCommand(
  deps: Deps,
  id: PaymentId,
  options: CommandOptions,
  decide: Decide,
  opened: (after: Snapshot) => AdvanceOptions,
): Promise<Outcome<Snapshot>> {
  const { claim, cause } = options;
  const settle = settlement(options);
  const outcome = await deps.storage.change(id, decide, { cause, ...(claim ? { claim } : {}) });
  if (outcome.kind === 'key') {
    return resumeKey(deps, claim, outcome.found, () => advancePayment(deps, id, cause, { read: true, ...settle }));
  }
  const more = outcome.changed ? opened(outcome.snapshot) : { read: true };
  const value = await advancePayment(deps, id, cause, { from: outcome.snapshot, ...more, ...settle });
  await keepAnswer(deps, options, value);
  return { kind: 'fresh', value };
}

/** Where no change settled the key on the way, it is settled by how the payment stands now. */
export async function keepAnswer(deps: Deps, { claim, answer }: CommandOptions, value: Snapshot): Promise<void> {
  if (claim) await deps.storage.settleKey(claim, answer?.(value) ?? null);
}
