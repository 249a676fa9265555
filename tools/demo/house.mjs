import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startStripeSimulator } from '@payments/stripe-simulator';
import { startYookassaSimulator } from '@payments/yookassa-simulator';
import { verifyEvent } from '@payments/client';

const root = join(import.meta.dirname, '..', '..');
const EVENTS_SECRET = `whsec_${Buffer.from('a secret of this demonstration').toString('base64')}`;
/** The database is made anew: on a busy machine that takes its time. */
const START_MS = 120_000;
/** More than it ever takes to drain; after it the demonstration is broken, and says so by its exit code. */
const END_MS = 30_000;

/** The service with a database of its own, both simulators and a subscriber, all on free ports; `end` takes everything away again. */
export async function openHouse() {
  const dataDir = mkdtempSync(join(tmpdir(), 'payments-demo-'));
  // As root the database has a user of its own, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const ends = [() => rmSync(dataDir, { recursive: true, force: true })];
  const end = async () => {
    for (const one of ends.splice(0).reverse()) await one();
  };
  try {
    const stripe = await startStripeSimulator();
    ends.push(() => stripe.close());
    const yookassa = await startYookassaSimulator();
    ends.push(() => yookassa.close());
    const subscriber = await subscribe();
    ends.push(() => subscriber.close());
    const environment = {
      ...process.env,
      ...{ APP_ENV: 'development', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', ROLE: 'all' },
      ...{ DATABASE_URL: '', SMTP_URL: '', AUDIT_SEAL_FILE: join(dataDir, 'audit-seals.ndjson') },
      ...{ PAYMENT_PROVIDERS: 'mock,stripe,yookassa', SELLER_NAME: 'The demonstration' },
      ...{ STRIPE_API_BASE: stripe.url, STRIPE_SECRET_KEY: stripe.secretKey },
      ...{ STRIPE_PUBLISHABLE_KEY: stripe.publishableKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecret },
      ...{ YOOKASSA_API_BASE: yookassa.url, YOOKASSA_SHOP_ID: yookassa.settings.shopId },
      ...{ YOOKASSA_SECRET_KEY: yookassa.settings.secretKey, YOOKASSA_WEBHOOK_ALLOWED_IPS: '127.0.0.1' },
      ...{ EVENTS_WEBHOOK_URL: subscriber.url, EVENTS_WEBHOOK_SECRET: EVENTS_SECRET },
      // One call, one second: what is not answered by then is left to the worker, two seconds later.
      ...{
        PROVIDER_TIMEOUT_MS: '1000',
        PROVIDER_MAX_RETRIES: '0',
        RECOVERY_AFTER_MS: '2000',
        WORKER_INTERVAL_MS: '300',
      },
    };
    const service = await startService(environment);
    ends.push(() => service.end());
    stripe.admin.configureWebhooks({ url: `${service.url}/api/webhooks/stripe` });
    Object.assign(yookassa.notifications.settings, { url: `${service.url}/api/webhooks/yookassa` });
    return { service, stripe, yookassa, subscriber, environment, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function startService(env) {
  const child = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const told = {};
  const listening = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the service does not listen')), START_MS);
    void exited.then(([code]) => reject(new Error(`the service ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, what, value] = /^(listening|customer token|admin token) (\S+)$/.exec(line) ?? [];
      if (what) told[what] = value;
      if (told['admin token']) {
        clearTimeout(late);
        resolve();
      }
    });
  });
  const end = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
    const [code] = await exited;
    clearTimeout(late);
    if (code !== 0) throw new Error(`the service ended with ${code}`);
  };
  try {
    await listening;
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  return { url: told.listening, customer: told['customer token'], admin: told['admin token'], end };
}

/** An Orders service as one would write it: verifies, drops repeats by the event's id, answers 200. */
async function subscribe() {
  const events = new Map();
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    try {
      const event = verifyEvent(request.headers, Buffer.concat(parts), EVENTS_SECRET);
      events.set(event.id, event);
      response.writeHead(200).end();
    } catch {
      response.writeHead(400).end(); // Not signed by the service: nothing of it is used.
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const of = (paymentId) => [...events.values()].filter(({ data }) => (data.payment ?? data.refund)?.id === paymentId);
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}/events`, of, all: () => [...events.values()], close };
}
