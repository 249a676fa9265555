import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import type { Admin, DashboardRefund } from './admin.ts';
import type { Faults } from './faults.ts';
import { readBody } from './listener.ts';
import type { RequestRecord } from './endpoint.ts';
import { afterAuthentication, htmlAnswer, threeDSecurePage, type PageAnswer } from './three-d-secure-page.ts';
import type { WebhookSettings } from './webhooks.ts';
import type { World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

interface AdminCall {
  readonly admin: Admin;
  readonly faults: Faults;
  readonly requests: readonly RequestRecord[];
  readonly world: World;
  readonly body: unknown;
  readonly id: string;
  readonly url: URL;
  readonly wantsJson: boolean;
}

type Handler = (call: AdminCall) => PageAnswer | object;

/** The doors for a test or a developer in another process. `:id` is the third part of the address. */
const DOORS: Readonly<Record<string, Handler>> = {
  'GET ledger': ({ admin, url }) => admin.ledger(url.searchParams.get('key'), url.searchParams.get('value')),
  'GET requests': ({ requests }) => ({ requests }),
  'GET faults': ({ faults }) => ({ waiting: faults.waiting }),
  'POST faults': ({ admin, body }) => ({ waiting: admin.addFaults(body) }),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { waiting: [] };
  },
  'POST refund': ({ admin, body }) => admin.refund(dashboardRefund(fieldsOf(body))),
  'POST refunds/:id/fail': ({ admin, id }) => admin.settleRefund(id, false),
  'POST refunds/:id/succeed': ({ admin, id }) => admin.settleRefund(id, true),
  'POST pay/:id': ({ admin, body, id }) => {
    const { payment_method: method, return_url: returnUrl } = fieldsOf(body);
    return admin.pay(id, textOr(method, 'pm_card_visa'), typeof returnUrl === 'string' ? returnUrl : undefined);
  },
  'POST settle/:id': ({ admin, body, id }) => admin.settleDebit(id, fieldsOf(body)['succeeds'] !== false),
  'GET 3ds/:id': ({ admin, id }) => htmlAnswer(threeDSecurePage(admin.intent(id))),
  'POST 3ds/:id/authorize': (call) => finish3ds(call, true),
  'POST 3ds/:id/fail': (call) => finish3ds(call, false),
  'POST dispute/:id': ({ admin, id }) => admin.dispute(id),
  'POST reset': ({ admin }) => {
    admin.reset();
    return { reset: true };
  },
  'POST clock': ({ admin, body, world }) => {
    const { advance_ms: ms } = fieldsOf(body);
    admin.advance(typeof ms === 'number' ? ms : 0);
    return { now: world.now().toISOString() };
  },
  'POST webhook': ({ admin, body }) => ({
    ...admin.configureWebhooks(webhookChange(fieldsOf(body))),
    secret: '(kept)',
  }),
  'POST settings': ({ body, world }) => {
    const { settle_ms: settleMs, releases_as_refunds: releases } = fieldsOf(body);
    if (settleMs === null || typeof settleMs === 'number') world.settings.settleMs = settleMs;
    if (typeof releases === 'boolean') world.settings.releasesAsRefunds = releases;
    return { settle_ms: world.settings.settleMs, releases_as_refunds: world.settings.releasesAsRefunds };
  },
};

/** Answers everything under `/_sim/`. */
export async function answerAdmin(
  parts: Pick<AdminCall, 'admin' | 'faults' | 'requests' | 'world'>,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [name = '', id, ...rest] = url.pathname.slice('/_sim/'.length).split('/');
  const door = [name, ...(id === undefined ? [] : [':id']), ...rest].join('/');
  const key = `${request.method ?? 'GET'} ${door}`;
  const handle = Object.hasOwn(DOORS, key) ? DOORS[key] : undefined;
  if (!handle)
    return sendJson(response, 404, { error: { message: `no such door: ${key}`, doors: Object.keys(DOORS) } });
  try {
    const text = await readBody(request);
    const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : {};
    const wantsJson = (request.headers.accept ?? '').startsWith('application/json');
    const answer = handle({ ...parts, body, id: decodeURIComponent(id ?? ''), url, wantsJson });
    if (isPage(answer)) {
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    } else {
      sendJson(response, 200, answer);
    }
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 400;
    const shown =
      error instanceof ApiError ? error.body : { message: error instanceof Error ? error.message : String(error) };
    sendJson(response, status, { error: shown });
  }
}

/** A browser's form goes on to the shop; a test that asks for JSON gets the intent. */
function finish3ds({ admin, id, wantsJson }: AdminCall, authorized: boolean): PageAnswer | object {
  const done = admin.authenticate(id, authorized);
  return wantsJson ? done.intent : afterAuthentication(done);
}

function isPage(answer: PageAnswer | object): answer is PageAnswer {
  return 'headers' in answer && 'body' in answer;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fieldsOf(body: unknown): Json {
  return typeof body === 'object' && body !== null ? (body as Json) : {};
}

function textOr(value: unknown, usual: string): string {
  return typeof value === 'string' ? value : usual;
}

function dashboardRefund({ payment_intent: intent, charge, amount }: Json): DashboardRefund {
  return {
    ...(typeof intent === 'string' ? { payment_intent: intent } : {}),
    ...(typeof charge === 'string' ? { charge } : {}),
    ...(typeof amount === 'number' ? { amount } : {}),
  };
}

function webhookChange({ url, secret, off, repeat, reorder, delay_ms: delayMs }: Json): Partial<WebhookSettings> {
  return {
    ...(typeof url === 'string' ? { url } : url === null ? { url: undefined } : {}),
    ...(typeof secret === 'string' ? { secret } : {}),
    ...(typeof off === 'boolean' ? { off } : {}),
    ...(typeof repeat === 'number' ? { repeat } : {}),
    ...(typeof reorder === 'boolean' ? { reorder } : {}),
    ...(typeof delayMs === 'number' ? { delayMs } : {}),
  };
}
