import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, invalid } from './api-error.ts';
import { FAULT_KINDS, ROUTES } from './faults.ts';
import { readBody, sendJson } from './http.ts';
import { asObject, flag, oneOf, optional, shape, text, whole, type Reader } from './read.ts';
import { METHOD_TYPES } from './request-bodies.ts';
import type { YookassaSimulator } from './simulator.ts';
import { errorObject } from './views.ts';

/** `/_sim/`: the simulator's hooks over HTTP, for tests in another process and for a person with curl. */

type Hook = (simulator: YookassaSimulator, body: unknown, id: string) => unknown;

const DONE = { ok: true } as const;
const PARTIES = ['yoo_money', 'payment_network', 'merchant'] as const;
const MAX_TIMES = 1_000_000;

const payer = shape({ type: optional(oneOf(METHOD_TYPES)), cardNumber: optional(text({})) });
const refusal = shape({ reason: optional(text({})), party: optional(oneOf(PARTIES)) });
const fault = shape({
  on: oneOf([...ROUTES, '*']),
  kind: oneOf(FAULT_KINDS),
  times: optional(whole(1, MAX_TIMES)),
  skip: optional(whole(0, MAX_TIMES)),
  ms: optional(whole(0, 600_000)),
  retryAfterMs: optional(whole(0, 600_000)),
});
const refund = shape({ payment_id: text({}), amount: optional(text({})) });
const refundEnd = shape({
  reason: optional(text({})),
  party: optional(oneOf(['yoo_money', 'refund_network'])),
});
const notificationSettings = shape({
  url: optional(text({ pattern: /^https?:/ })),
  off: optional(flag),
  repeat: optional(whole(0, 100)),
  reorder: optional(flag),
  localAddress: optional(text({})),
});
const settings = shape({
  requireReceipt: optional(flag),
  refundMode: optional(oneOf(['succeeded', 'pending'])),
});
const record: Reader<Readonly<Record<string, unknown>>> = asObject;
const forgery = shape({
  event: optional(text({})),
  object: optional(record),
  headers: optional(record),
  localAddress: optional(text({})),
});

const HOOKS: Readonly<Record<string, Hook>> = {
  'GET ledger': ({ ledger }) => ledger.entries,
  'GET requests': ({ requests }) => requests,
  'GET payments': (simulator) => simulator.payments(),
  'GET refunds': (simulator) => simulator.refunds(),
  'GET faults': ({ faults }) => faults.pending,
  'GET notifications': ({ notifications }) => ({ ...notifications.settings, deliveries: notifications.deliveries }),
  'POST faults': ({ faults }, body) => (faults.add(present(fault(body, ''))), DONE),
  'DELETE faults': ({ faults }) => (faults.clear(), DONE),
  'POST pay/:id': (simulator, body, id) => simulator.pay(id, payer(body, '')),
  'POST decline/:id': (simulator, body, id) => simulator.decline(id, present(refusal(body, ''))),
  'POST give-up/:id': (simulator, _body, id) => simulator.giveUp(id),
  'POST methods/:id/decline': (simulator, body, id) => {
    simulator.declineMethod(id, present(refusal(body, '')));
    return DONE;
  },
  'POST refund': (simulator, body) => {
    const asked = refund(body, '');
    return simulator.dashboardRefund(asked.payment_id, asked.amount);
  },
  'POST refunds/:id/succeed': (simulator, _body, id) => simulator.succeedRefund(id),
  'POST refunds/:id/cancel': (simulator, body, id) => simulator.cancelRefund(id, present(refundEnd(body, ''))),
  'POST notifications': ({ notifications }, body) =>
    Object.assign(notifications.settings, present(notificationSettings(body, ''))),
  'POST lie/:id': async (simulator, body, id) => {
    const { headers, ...rest } = forgery(body, '');
    const written = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
    return { status: await simulator.lie(id, { ...present(rest), headers: Object.fromEntries(written) }) };
  },
  'POST settings': ({ settings: held }, body) => {
    const { requireReceipt, refundMode } = Object.assign(held, present(settings(body, '')));
    return { requireReceipt, refundMode };
  },
  'POST advance': (simulator, body) => {
    simulator.advance(shape({ ms: whole(0, Number.MAX_SAFE_INTEGER) })(body, '').ms);
    return { now: simulator.now().toISOString() };
  },
  'POST reset': (simulator) => (simulator.reset(), DONE),
};

export async function serveAdmin(
  simulator: YookassaSimulator,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    const raw = await readBody(request);
    const [name = '', id = '', action = ''] = url.pathname.slice('/_sim/'.length).split('/');
    const hook = HOOKS[`${request.method} ${name}${id && '/:id'}${action && `/${action}`}`];
    if (!hook) throw new ApiError('not_found', 'No such hook');
    const body: unknown = raw === '' ? {} : JSON.parse(raw);
    const result: unknown = await hook(simulator, body, id);
    sendJson(response, { status: 200, body: JSON.parse(JSON.stringify(result, bigintAsText)) as unknown });
  } catch (error) {
    const refused = error instanceof SyntaxError ? invalid('body', 'Not JSON') : error;
    if (!(refused instanceof ApiError)) throw refused;
    sendJson(response, { status: refused.status, body: errorObject(refused) });
  }
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> } & {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

/** The fields that were given: what was left out must not overwrite anything. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Present<T>;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
