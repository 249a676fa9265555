import { readFileSync } from 'node:fs';
import { TEST_METHODS } from './test-methods.ts';

/** Beside `src` and `dist` alike. */
const SCRIPT = new URL('../browser/stripe.js', import.meta.url);

/** The stand-in for Stripe.js, told where the simulator is and which cards there are. */
export function stripeJs(origin: string): string {
  const methods = Object.entries(TEST_METHODS).map(([id, { label, last4 }]) => ({ id, label, last4 }));
  return readFileSync(SCRIPT, 'utf8')
    .replace("'%ORIGIN%'", () => JSON.stringify(origin))
    .replace("'%METHODS%'", () => JSON.stringify(methods));
}
