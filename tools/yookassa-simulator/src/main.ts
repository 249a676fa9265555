import { startYookassaSimulator } from './simulator.ts';

/** The simulator on its own: `node dist/main.js`. Everything is set by the environment. */

const DEFAULT_PORT = 12_112;
const { env } = process;

const simulator = await startYookassaSimulator({
  port: Number(env['YOOKASSA_SIMULATOR_PORT'] ?? DEFAULT_PORT),
  host: env['YOOKASSA_SIMULATOR_HOST'] ?? '127.0.0.1',
  requireReceipt: env['YOOKASSA_SIMULATOR_REQUIRE_RECEIPT'] === 'true',
  ...given('shopId', env['YOOKASSA_SHOP_ID']),
  ...given('secretKey', env['YOOKASSA_SECRET_KEY']),
  ...given('notificationUrl', env['YOOKASSA_SIMULATOR_NOTIFICATION_URL']),
  ...given('ledgerFile', env['YOOKASSA_SIMULATOR_LEDGER_FILE']),
});
console.log(
  `YooKassa simulator: API ${simulator.url}, widget ${simulator.origin}/checkout-widget.js, hooks ${simulator.origin}/_sim/`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());

function given<K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, string>);
}
