import { providerContract } from '@payments/domain/testing';
import { yookassaRig } from '../test/yookassa-rig.ts';

providerContract('yookassa', yookassaRig, ['declined_token', 'confirm', 'methods', 'signed_webhooks']);
