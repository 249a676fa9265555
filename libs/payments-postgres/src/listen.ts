import pg from 'pg';

/** Between two tries to be connected again: the worker's own pace covers the time without a bell. */
const AGAIN_MS = 2_000;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Hears NOTIFY on a connection of its own, and comes back by itself after every loss. `heard` is also called after a new connection,
 * because nobody knows what was missed. Never throws: without a bell the work is done at its pace.
 */
export function listen(url: string, channels: readonly string[], heard: (channel: string) => void): Listener {
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;

  const again = (): void => {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), AGAIN_MS);
    timer.unref();
  };
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'payments-listen' });
    client = next;
    next.on('error', () => undefined); // A lost connection says so twice; `end` is the one that counts.
    next.on('end', again);
    next.on('notification', ({ channel }) => heard(channel));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      for (const channel of channels) heard(channel);
    } catch {
      await next.end().catch(() => undefined);
      again();
    }
  };
  void connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
