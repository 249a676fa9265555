import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './api-error.ts';
import type { Fault } from './faults.ts';
import { sendJson, sendText, type Answer } from './http.ts';
import { errorObject } from './views.ts';

const RETRY_AFTER_MS = 300;

/** Answers a request as the fault says. `work` has the effect and gives the true answer. */
export async function answerWithFault(fault: Fault, response: ServerResponse, work: () => Answer): Promise<void> {
  switch (fault.kind) {
    case 'slow':
      // The effect comes late, whether or not the client still waits for it.
      await sleep(fault.ms ?? 1_000);
      return sendJson(response, work());
    case 'timeout_after':
      work();
      return;
    case 'timeout_before':
      // Never answered: the client's own deadline ends it.
      return;
    case '500_after':
      work();
      return sendJson(response, refusal('internal_server_error', 'Internal error'));
    case '500_before':
      return sendJson(response, refusal('internal_server_error', 'Internal error'));
    case '202_after':
      work();
      return sendJson(response, processing(fault));
    case '202_before':
      return sendJson(response, processing(fault));
    case 'html_after':
      work();
      return sendText(response, 200, 'text/html', PROXY_PAGE);
    case 'html_before':
      return sendText(response, 200, 'text/html', PROXY_PAGE);
    case 'cut_body':
      return cut(response, work());
    case 'reset_after':
      work();
      return reset(response);
    case 'reset_before':
      return reset(response);
    case '429':
      return sendJson(response, tooMany(fault));
    case '401':
      return sendJson(response, refusal('invalid_credentials', 'Basic auth failed', 'Authorization'));
  }
}

const PROXY_PAGE = '<!doctype html><title>Checking your browser</title><p>One moment, please.</p>';

function refusal(
  code: 'internal_server_error' | 'invalid_credentials',
  description: string,
  parameter?: string,
): Answer {
  const error = new ApiError(code, description, parameter === undefined ? {} : { parameter });
  return { status: error.status, body: errorObject(error) };
}

function tooMany(fault: Fault): Answer {
  const error = new ApiError('too_many_requests', 'Too many requests', {
    retryAfterMs: fault.retryAfterMs ?? RETRY_AFTER_MS,
  });
  return { status: error.status, body: errorObject(error) };
}

function processing(fault: Fault): Answer {
  const body = { type: 'processing', description: 'Request accepted, but not processed yet. Retry.' };
  return { status: 202, body: { ...body, retry_after: fault.retryAfterMs ?? RETRY_AFTER_MS } };
}

/** The head promises a body that breaks off half-way. */
function cut(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
