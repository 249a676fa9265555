import { isProblem } from './problem.ts';

interface Sending {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly retries: number;
}

/**
 * Sends a request again where that is safe and may help: the connection failed, the service is overloaded (429, 502, 503, 504), or the
 * same key is still being worked on (409). The request must carry its idempotency key already, so that all tries are one command.
 *
 * An aborted request is not sent again. Throws what `fetch` threw at the last try.
 */
export async function sendSafely(request: Request, { fetch, retries }: Sending): Promise<Response> {
  for (let tried = 0; ; tried++) {
    const last = tried >= retries;
    // A body can be read once, so each try sends a copy.
    const sent = last ? request : request.clone();
    const answer = await fetch(sent).catch((error: unknown) => {
      if (last || request.signal.aborted) throw error;
      return null;
    });
    if (answer !== null && (last || !(await mayHelp(answer)))) return answer;
    const waitMs = answer === null ? backoffMs(tried) : (retryAfterMs(answer) ?? backoffMs(tried));
    if (answer !== null && waitMs > WAIT_MAX_MS) return answer;
    await answer?.body?.cancel();
    await wait(waitMs, request.signal);
  }
}

/** Who is told to wait longer than this gets the answer itself, and decides. */
const WAIT_MAX_MS = 20_000;
const BACKOFF_BASE_MS = 250;
const AGAIN_LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);

async function mayHelp(answer: Response): Promise<boolean> {
  if (AGAIN_LATER.has(answer.status)) return true;
  if (answer.status !== 409) return false;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return isProblem(body) && body.code === 'idempotency_key_in_use';
}

/** Doubles each time; the random part keeps many clients from coming back in one moment. */
function backoffMs(tried: number): number {
  return BACKOFF_BASE_MS * 2 ** tried * (0.5 + Math.random());
}

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3); null where it is absent or unreadable. */
function retryAfterMs({ headers }: Response): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', aborted, { once: true });
    function done() {
      signal.removeEventListener('abort', aborted);
      resolve();
    }
    function aborted() {
      clearTimeout(timer);
      // What the caller gave to `abort`, as `fetch` itself does.
      reject(signal.reason as Error);
    }
  });
}
