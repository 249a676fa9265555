import { providerContract } from '@payments/domain/testing';
import { stripeRig } from '../test/stripe-rig.ts';

providerContract('Stripe', stripeRig);
