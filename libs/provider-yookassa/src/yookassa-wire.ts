import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { wordOf } from './yookassa-status.ts';

/** One call on its way: its bounds, and what came of it. Nothing that the SDK throws is looked at. */
export interface Wire {
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly sendBefore: Date | null;
  /** The kept request, word for word; `null` where the SDK's own body is sent, or none. */
  readonly body: string | null;
  /** Requests that were given to a socket. */
  sent: number;
  failure: WireFailure | null;
}

/** What is left of an error: no request, no credentials, no description. */
export type WireFailure =
  | { readonly kind: 'late' }
  | { readonly kind: 'network'; readonly code: string | null }
  | {
      readonly kind: 'http';
      readonly status: number;
      /** YooKassa's own error; not a page of something in between. */
      readonly isTheirs: boolean;
      readonly code: string | null;
      readonly parameter: string | null;
      readonly retryAfterMs: number | null;
    };

/** As much of axios as is mended here. */
interface WireConfig {
  readonly data?: unknown;
}
type Adapter = (config: WireConfig) => Promise<unknown>;
interface SdkAxios {
  readonly defaults: { adapter: unknown };
  getAdapter(adapter: unknown): Adapter;
  readonly interceptors: {
    readonly response: { use(pass: (response: unknown) => unknown, fail: (error: unknown) => unknown): number };
  };
}

/** A page of a hundred payments has some 300 kB. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

const wires = new AsyncLocalStorage<Wire>();
mend();

/** Runs one call of the SDK within the wire's bounds. */
export function onWire<T>(wire: Wire, work: () => Promise<T>): Promise<T> {
  return wires.run(wire, work);
}

/**
 * The SDK has one axios for all of its clients, without a deadline, and passes its errors on with the credentials in them.
 * It is the SDK's own copy, found from where the SDK is; calls of others through the same copy are left as they were.
 */
function mend(): void {
  const sdk = createRequire(createRequire(import.meta.url).resolve('@a2seven/yoo-checkout'));
  const axios: SdkAxios = sdk('axios');
  const toSocket = axios.getAdapter(axios.defaults.adapter);
  const adapter: Adapter = async (config) => {
    const wire = wires.getStore();
    if (!wire) return toSocket(config);
    if (wire.sendBefore !== null && wire.now() >= wire.sendBefore) {
      wire.failure = { kind: 'late' };
      throw new Error('the time to send is over');
    }
    wire.sent += 1;
    return toSocket({
      ...config,
      ...(wire.body === null ? {} : { data: wire.body }),
      ...{ timeout: wire.timeoutMs, signal: AbortSignal.timeout(wire.timeoutMs) },
      // A redirect would be a second request that nobody counted, to a place that nobody chose.
      ...{ maxRedirects: 0, maxContentLength: MAX_ANSWER_BYTES },
    });
  };
  axios.defaults.adapter = adapter;
  axios.interceptors.response.use(
    (response) => response,
    (error: unknown) => {
      const wire = wires.getStore();
      if (!wire) return Promise.reject(error);
      wire.failure ??= stripped(error);
      return Promise.reject(new Error('the request failed'));
    },
  );
}

function stripped(error: unknown): WireFailure {
  const response = fieldOf(error, 'response');
  const status = fieldOf(response, 'status');
  // A head that promised more than came is no answer, whatever its status says.
  if (typeof status !== 'number' || fieldOf(response, 'data') === undefined)
    return { kind: 'network', code: wordOf(error, 'code') };
  const data = fieldOf(response, 'data');
  const retryAfter = fieldOf(data, 'retry_after');
  const code = wordOf(data, 'code');
  return {
    kind: 'http',
    status,
    isTheirs: fieldOf(data, 'type') === 'error' || code !== null,
    code,
    parameter: wordOf(data, 'parameter'),
    retryAfterMs: typeof retryAfter === 'number' ? retryAfter : null,
  };
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
