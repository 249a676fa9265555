import type Stripe from 'stripe';
import { missingResource } from '../api-error.ts';
import { newDispute } from '../objects/dispute.ts';
import type { World } from '../world.ts';

/** The payer's bank takes the charge back for now. */
export function openDispute(world: World, chargeId: string): Stripe.Dispute {
  const charge = world.charges.get(chargeId);
  if (!charge) throw missingResource('charge', chargeId, 'charge');
  const dispute = newDispute(world, charge);
  world.charges.set(charge.id, { ...charge, disputed: true });
  world.disputes.set(dispute.id, dispute);
  world.emit('charge.dispute.created', dispute);
  return dispute;
}
