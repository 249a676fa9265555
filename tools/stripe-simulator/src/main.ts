import { startStripeSimulator, type StripeSimulatorOptions } from './simulator.ts';

/** Where stripe-mock listens too, so that one setting does for both. */
const PORT = 12_111;

const env = process.env;
const text = <K extends keyof StripeSimulatorOptions>(option: K, name: string) => {
  const value = env[name];
  return value === undefined || value === '' ? {} : { [option]: value };
};

const simulator = await startStripeSimulator({
  port: Number(env['STRIPE_SIMULATOR_PORT'] ?? PORT),
  ...text('secretKey', 'STRIPE_SIMULATOR_SECRET_KEY'),
  ...text('publishableKey', 'STRIPE_SIMULATOR_PUBLISHABLE_KEY'),
  ...text('webhookSecret', 'STRIPE_SIMULATOR_WEBHOOK_SECRET'),
  ...text('webhookUrl', 'STRIPE_SIMULATOR_WEBHOOK_URL'),
  ...text('ledgerFile', 'STRIPE_SIMULATOR_LEDGER_FILE'),
});

process.stdout.write(`Stripe simulator: ${simulator.url} (no real money; script: ${simulator.url}/stripe.js)\n`);

const stop = () => void simulator.close().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
