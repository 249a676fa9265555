import { lapseHolds } from './actions/capture.ts';
import { ApiError, invalidRequest } from './api-error.ts';
import { authenticate, type Credentials } from './authentication.ts';
import { checkExpand, expandAnswer } from './expand.ts';
import { answerBefore, answerOf, deliver, errorAfter, type Delivery } from './fault-answers.ts';
import type { Fault, Faults } from './faults.ts';
import { checkFields } from './fields.ts';
import { canonicalForm, parseForm, type FormTree } from './form.ts';
import type { Answer, IdempotencyKeys } from './idempotency.ts';
import { matchRoute, type Call, type Match, type Route } from './route.ts';
import { API_VERSION, type World } from './world.ts';

/** A request to `/v1` as it came over the wire. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
}

/** One line of the log of requests: enough to count what was really sent, nothing of its contents. */
export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  /** The route's pattern, with `:id` in it; null for an address that Stripe does not know. */
  readonly route: string | null;
  readonly idempotencyKey: string | null;
  readonly fault: Fault['kind'] | null;
  /** Null where no answer was given. */
  readonly status: number | null;
  readonly replayed: boolean;
  readonly at: string;
}

export interface EndpointParts {
  readonly world: World;
  readonly faults: Faults;
  readonly keys: IdempotencyKeys;
  readonly credentials: Credentials;
  readonly routes: readonly Route[];
  readonly pause: (ms: number) => Promise<void>;
}

/** Answers requests to `/v1` as Stripe does: who asks, is it well formed, was it asked before, do it, and answer. */
export class Endpoint {
  readonly requests: RequestRecord[] = [];
  readonly #parts: EndpointParts;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
  }

  async answer(incoming: Incoming): Promise<Delivery> {
    const { world, faults, routes } = this.#parts;
    const requestId = world.newId('req');
    const match = matchRoute(routes, incoming.method, incoming.path);
    const fault = match && faults.take(incoming.method, match.route.path);
    let answer: Answer;
    try {
      answer = await this.#decide(incoming, match, fault, requestId);
    } catch (error) {
      answer = answerOf(error, requestId);
    }
    const key = incoming.header('idempotency-key');
    const delivery = deliver(fault, { ...answer, headers: { ...this.#headers(incoming, answer), ...answer.headers } });
    this.requests.push({
      method: incoming.method,
      path: incoming.path,
      route: match?.route.path ?? null,
      idempotencyKey: key ?? null,
      fault: fault?.kind ?? null,
      status: delivery.kind === 'answer' ? answer.status : null,
      replayed: answer.headers['idempotent-replayed'] === 'true',
      at: world.now().toISOString(),
    });
    return delivery;
  }

  #headers(incoming: Incoming, answer: Answer): Record<string, string> {
    const key = incoming.header('idempotency-key');
    return {
      'content-type': 'application/json',
      'request-id': answer.requestId,
      'stripe-version': incoming.header('stripe-version') ?? API_VERSION,
      ...(key === undefined || incoming.method !== 'POST' ? {} : { 'idempotency-key': key }),
    };
  }

  async #decide(
    incoming: Incoming,
    match: Match | undefined,
    fault: Fault | undefined,
    requestId: string,
  ): Promise<Answer> {
    const { world, keys, credentials, pause } = this.#parts;
    const params = readParams(incoming);
    const caller = authenticate(credentials, incoming.header('authorization'), params, match?.route.browser === true);
    if (!match) throw unknownAddress(incoming);
    checkVersion(incoming.header('stripe-version'));
    lapseHolds(world);

    const key = incoming.method === 'POST' ? incoming.header('idempotency-key') : undefined;
    const early = answerBefore(fault, key ?? '', requestId);
    if (early && (fault?.kept !== true || key === undefined)) return early;

    const fingerprint = `${incoming.method} ${incoming.path} ${canonicalForm(params)}`;
    const kept = key === undefined ? undefined : keys.begin(key, fingerprint, world.now().getTime());
    if (kept) return replay(kept, requestId);
    const call: Call = { world, id: match.id, params, caller };
    try {
      if (fault?.kind === 'slow') await pause(fault.ms ?? 0);
      checkCall(match.route, call);
    } catch (error) {
      // Nothing was executed, so nothing is kept.
      if (key !== undefined) keys.release(key);
      throw error;
    }
    const answer = early ?? execute(match.route, call, fault, { id: requestId, key });
    if (key !== undefined) keys.keep(key, answer);
    return answer;
  }
}

function readParams({ method, query, body, header }: Incoming): FormTree {
  const type = header('content-type') ?? '';
  if (method === 'POST' && body !== '' && !type.startsWith('application/x-www-form-urlencoded')) {
    throw invalidRequest(`Invalid request: send application/x-www-form-urlencoded, not ${type || 'an unnamed type'}.`);
  }
  try {
    return parseForm(method === 'POST' ? body : query);
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : 'Invalid parameters');
  }
}

function unknownAddress({ method, path }: Incoming): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}).`,
  });
}

/** Another version has other shapes: better refused than answered with the wrong ones. */
function checkVersion(version: string | undefined): void {
  if (version === undefined || version === API_VERSION) return;
  throw invalidRequest(`Invalid Stripe API version: ${version}. This simulator speaks ${API_VERSION}.`);
}

function checkCall(route: Route, call: Call): void {
  const browser = call.caller === 'browser' ? ({ client_secret: 'string', key: 'string' } as const) : {};
  checkFields({ ...route.fields, ...browser, expand: { list: 'string' } }, route.required ?? [], call.params);
  checkExpand(call.params);
  route.check?.(call);
}

function execute(
  route: Route,
  call: Call,
  fault: Fault | undefined,
  request: { readonly id: string; readonly key: string | undefined },
): Answer {
  const { world } = call;
  world.request = { id: request.id, idempotency_key: request.key ?? null };
  let answer: Answer;
  try {
    const body = expandAnswer(world, route.run(call), call.params);
    answer = { status: 200, body: JSON.stringify(body), requestId: request.id, headers: {} };
  } catch (error) {
    answer = answerOf(error, request.id);
  }
  return fault?.kind === 'error_after' ? errorAfter(fault, request.id) : answer;
}

function replay(kept: Answer, requestId: string): Answer {
  const headers = { ...kept.headers, 'idempotent-replayed': 'true', 'original-request': kept.requestId };
  return { ...kept, requestId, headers };
}
