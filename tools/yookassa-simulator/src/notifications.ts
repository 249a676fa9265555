import { setMaxListeners } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NotificationEvent } from './shop.ts';
import type { JsonObject } from './views.ts';

/** How notifications go out; a test changes it while the simulator runs. */
export interface NotificationSettings {
  url: string | undefined;
  /** Nothing is sent, as when YooKassa's deliveries are late for hours. */
  off: boolean;
  /** Further copies of each notification. */
  repeat: number;
  /** What comes within a moment goes out in the reverse order. */
  reorder: boolean;
  /** The address to send from, e.g. 127.0.0.2 for a foreign one. */
  localAddress: string | undefined;
}

export interface Delivery {
  readonly event: string;
  readonly objectId: string;
  /** One for each try: the answer's status, 0 where there was none. */
  readonly statuses: readonly number[];
}

export interface Forgery {
  readonly event?: string;
  /** Fields of the object that the notification lies about. */
  readonly object?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly localAddress?: string;
}

export interface Notifications {
  readonly settings: NotificationSettings;
  readonly deliveries: readonly Delivery[];
  /** Resolves once nothing is left to send: all delivered, or given up. */
  idle(): Promise<void>;
}

export interface Notifier extends Notifications {
  notify(event: NotificationEvent, object: JsonObject): void;
  /** Sends once and gives the status of the answer. */
  send(body: unknown, more?: Pick<Forgery, 'headers' | 'localAddress'>): Promise<number>;
  clear(): void;
  close(): void;
}

/** YooKassa tries for 24 hours; these delays are its habit at a pace that a test can wait for. */
const RETRY_DELAYS_MS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000];
const MAX_TRIES = 200;
const ANSWER_WITHIN_MS = 10_000;
/** How long `reorder` gathers what it turns around. */
const REORDER_WINDOW_MS = 150;

export function createNotifier(settings: NotificationSettings): Notifier {
  let stop = stopper();
  const deliveries: { event: string; objectId: string; statuses: number[] }[] = [];
  const running = new Set<Promise<void>>();
  let gathered: (() => void)[] = [];

  function track(work: Promise<void>): void {
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  async function deliver(event: string, object: JsonObject): Promise<void> {
    const { signal } = stop;
    const delivery = { event, objectId: String(object['id']), statuses: [] as number[] };
    deliveries.push(delivery);
    const body = { type: 'notification', event, object };
    for (let tries = 0; tries < MAX_TRIES && !signal.aborted; tries += 1) {
      const status = await send(body);
      delivery.statuses.push(status);
      if (status === 200) return;
      const delay = RETRY_DELAYS_MS[Math.min(tries, RETRY_DELAYS_MS.length - 1)];
      // The only way out of this sleep but its end is the stop, which ends the loop too.
      await sleep(delay, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  function send(body: unknown, more: Pick<Forgery, 'headers' | 'localAddress'> = {}): Promise<number> {
    if (settings.url === undefined) return Promise.resolve(0);
    return post(
      new URL(settings.url),
      JSON.stringify(body),
      more.headers ?? {},
      more.localAddress ?? settings.localAddress,
    );
  }

  return {
    settings,
    deliveries,
    send,
    notify(event, object) {
      if (settings.off || settings.url === undefined) return;
      // The object is the one of this moment, as it would be on the wire.
      const snapshot = JSON.parse(JSON.stringify(object)) as JsonObject;
      for (let copy = 0; copy <= settings.repeat; copy += 1) {
        if (!settings.reorder) {
          track(deliver(event, snapshot));
          continue;
        }
        gathered.unshift(() => track(deliver(event, snapshot)));
        if (gathered.length === 1) track(sleep(REORDER_WINDOW_MS).then(release));
      }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    clear() {
      stop.abort();
      stop = stopper();
      deliveries.splice(0);
      gathered = [];
    },
    close: () => stop.abort(),
  };

  async function release(): Promise<void> {
    const sending = gathered;
    gathered = [];
    for (const start of sending) {
      start();
      // A gap, so that the order on the wire is the one meant.
      await sleep(20);
    }
  }
}

/** As many notifications wait for it as were not taken yet: no number of them is a leak. */
function stopper(): AbortController {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  return stop;
}

function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  localAddress?: string,
): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers },
      timeout: ANSWER_WITHIN_MS,
      agent: false,
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    sent.on('response', (response) => {
      response.resume();
      response.on('close', () => resolve(response.statusCode ?? 0));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
