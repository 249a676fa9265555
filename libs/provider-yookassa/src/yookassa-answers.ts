import { failureOf, type Answer, type FailureCode } from '@payments/domain';
import type { Reply } from './yookassa-client.ts';

/** A parameter whose refusal tells the payer something; any other is our mistake. */
const REFUSED_PARAMETERS: Readonly<Record<string, FailureCode>> = { payment_method_id: 'method_not_supported' };

/** The connection was never made, so nothing can have been sent. */
const NEVER_CONNECTED: readonly (string | null)[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** How axios calls our deadline, whole or idle. */
const OUT_OF_TIME: readonly (string | null)[] = ['ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'];

/**
 * The verdict on a change. 4xx: nothing was done, but only the first request of an attempt may say so.
 * 500, 202, timeouts, resets and what can't be read are unknown: the same key and data again (YooKassa, "Errors").
 */
export function changed<T>(reply: Reply, first: boolean, read: (value: unknown) => T | null): Answer<T> {
  switch (reply.kind) {
    case 'answered':
      return believed(reply.value, read);
    case 'late':
      return unknown('the time to send is over');
    case 'unreadable':
      return unknown('the answer can not be read');
    case 'network':
      if (first && NEVER_CONNECTED.includes(reply.code))
        return { verdict: 'not_done', reason: `network ${reply.code}` };
      return unknown(OUT_OF_TIME.includes(reply.code) ? 'no answer in time' : `network ${reply.code ?? 'failure'}`);
    case 'http':
      if (!first || reply.status < 400 || reply.status >= 500) return unknown(words(reply));
      if (reply.status === 429) return { verdict: 'not_done', reason: words(reply) };
      // A proxy that refuses says nothing of what YooKassa did.
      if (!reply.isTheirs) return unknown(words(reply));
      // 408 and 409 say that something may be under way; another's data under our key says that something was.
      if (reply.status === 408 || reply.status === 409 || /^idempotence-key$/i.test(reply.parameter ?? ''))
        return unknown(words(reply));
      return { verdict: 'refused', failure: failureOf(codeOf(reply.parameter), words(reply)) };
  }
}

/** The verdict on a read: whatever goes wrong with it says nothing about what it asked for. */
export function seen<T>(reply: Reply, read: (value: unknown) => T | null): Answer<T> {
  if (reply.kind === 'http' && reply.status === 404 && reply.isTheirs) return { verdict: 'absent' };
  return reply.kind === 'answered' ? believed(reply.value, read) : changed(reply, false, read);
}

/** Refused by YooKassa as the object stands: reading it tells how. */
export function isRefusal(reply: Reply): boolean {
  return reply.kind === 'http' && reply.status >= 400 && reply.status < 500 && reply.status !== 429;
}

/** 202 `processing` and a proxy's page come as answers, too: only what reads as the object is one. */
function believed<T>(value: unknown, read: (value: unknown) => T | null): Answer<T> {
  const object = read(value);
  return object === null ? unknown('the answer is no object') : { verdict: 'known', value: object };
}

function codeOf(parameter: string | null): FailureCode {
  return REFUSED_PARAMETERS[parameter ?? ''] ?? 'invalid_request';
}

/** Code words alone: YooKassa's descriptions may repeat what was sent. */
function words({ status, code, parameter, retryAfterMs }: Extract<Reply, { kind: 'http' }>): string {
  const wait = retryAfterMs === null ? null : `retry after ${retryAfterMs} ms`;
  return [code ?? `http ${status}`, parameter, wait].filter((word) => word !== null).join(' ');
}

function unknown<T>(reason: string): Answer<T> {
  return { verdict: 'unknown', reason };
}
