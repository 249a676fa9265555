import { Agent as HttpAgent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { maskLine } from '../log-masks.ts';
import { AddressRefused, hostOf, isPublicAddress, publicLookup } from './event-address.ts';

/** Enough to read what a subscriber's error page says. */
const ANSWER_BYTES = 1_024;
/** Kept open for the next event. How many are open at once is each subscriber's own lane: two may live behind one host. */
const IDLE_SOCKETS_A_HOST = 64;

/** We ended it ourselves: it says nothing about the subscriber. */
export const INTERRUPTED = 'interrupted';

/** What a subscriber answered; `error` says in a few words why it does not count as delivered. */
export interface Posted {
  readonly status: number | null;
  readonly latencyMs: number;
  /** Cut, and without secrets and card numbers. */
  readonly answer: string | null;
  readonly error: string | null;
}

export interface EventPoster {
  /** `trusted`: the operator's own neighbour, wherever it is. Never throws. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string, trusted: boolean): Promise<Posted>;
  close(): void;
}

export interface PosterOptions {
  /** From the first byte out to the last one in. */
  readonly deadlineMs: number;
  /** Only public addresses are called. */
  readonly publicOnly: boolean;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/** Sends events over connections that are kept open. Follows no redirect: an event goes to whom it was meant for, or to nobody. */
export function eventPoster({ deadlineMs, publicOnly, signal }: PosterOptions): EventPoster {
  const options = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_A_HOST, scheduling: 'lifo' as const };
  // A connection that was opened for a trusted neighbour is not reused for anybody else.
  const ways = {
    trusted: { http: new HttpAgent(options), https: new HttpsAgent(options) },
    judged: { http: new HttpAgent(options), https: new HttpsAgent(options) },
  };
  const lookup = publicLookup();

  function open(url: URL, headers: Readonly<Record<string, string>>, judged: boolean, ends: AbortSignal) {
    const agents = judged ? ways.judged : ways.trusted;
    const given = { method: 'POST', headers, signal: ends, ...(judged ? { lookup } : {}) };
    return url.protocol === 'https:'
      ? requestHttps(url, { ...given, agent: agents.https })
      : requestHttp(url, { ...given, agent: agents.http });
  }

  return {
    post: async (address, headers, body, trusted) => {
      const started = performance.now();
      const latencyMs = () => Math.round(performance.now() - started);
      const url = new URL(address);
      const judged = publicOnly && !trusted;
      // A literal address is never looked up, so it is judged here.
      if (judged && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url)))
        return {
          status: null,
          latencyMs: latencyMs(),
          answer: null,
          error: reasonOf(new AddressRefused(hostOf(url)), false),
        };
      const deadline = AbortSignal.timeout(deadlineMs);
      const ends = signal ? AbortSignal.any([deadline, signal]) : deadline;
      try {
        const sized = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
        const { status, answer } = await answerTo(() => open(url, sized, judged, ends), body);
        return { status, latencyMs: latencyMs(), answer, error: complaint(status) };
      } catch (error) {
        return { status: null, latencyMs: latencyMs(), answer: null, error: reasonOf(error, deadline.aborted) };
      }
    },
    close: () => {
      for (const agents of [ways.trusted, ways.judged]) {
        agents.http.destroy();
        agents.https.destroy();
      }
    },
  };
}

interface Answered {
  readonly status: number;
  readonly answer: string;
}

/**
 * Sends once, and again where the connection was kept from an earlier event and the other side had just closed it: that says nothing
 * about the subscriber, and would hold back the payment's events for seconds. Each such try uses up a kept connection, so it ends.
 */
async function answerTo(open: () => ClientRequest, body: string): Promise<Answered> {
  for (;;) {
    const request = open();
    try {
      return await exchange(request, body);
    } catch (error) {
      if (!request.reusedSocket || codeOf(error) !== 'ECONNRESET') throw error;
    }
  }
}

function exchange(request: ClientRequest, body: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let answered = false;
    request.on('error', (error) => {
      if (!answered) reject(error);
    });
    request.on('response', (response) => {
      answered = true;
      void readAnswer(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }));
    });
    request.end(body);
  });
}

/** Its beginning; a book is not read to its end, and a body that breaks off takes nothing back from its status. */
async function readAnswer(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size > ANSWER_BYTES) break;
    }
  } catch {
    // The status came in time: that is what counts.
  }
  const text = Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8').replaceAll('\0', '');
  return maskLine(text).slice(0, ANSWER_BYTES);
}

function complaint(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? `redirected (${status}), which is not followed` : `answered ${status}`;
}

function reasonOf(error: unknown, late: boolean): string {
  if (late) return 'no answer in time';
  const code = codeOf(error);
  if (code === 'ABORT_ERR') return INTERRUPTED;
  return typeof code === 'string' ? code : 'connection failed';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
}
