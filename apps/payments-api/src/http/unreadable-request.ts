import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { PaymentError } from '@payments/domain';
import { problemHeaders, toProblem } from './problem.ts';

/** What Node says where a header is too long; everything else is no HTTP at all. */
const HEADERS_TOO_LARGE = 'HPE_HEADER_OVERFLOW';

/** Answers what Node's own parser refuses, before there is a request: the same problem as everywhere, then the connection ends. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const message =
    error.code === HEADERS_TOO_LARGE ? 'The headers are too large.' : 'This is not a request that can be read.';
  const refusal = new PaymentError('malformed_request', message);
  const requestId = randomUUID();
  const body = JSON.stringify(toProblem(refusal, requestId));
  const headers = {
    ...problemHeaders(refusal),
    'x-request-id': requestId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
