import { PaymentError } from '@payments/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseCardNumbers } from './card-firewall.ts';
import { BODY_BYTES_MAX, parseJsonObject } from './strict-json.ts';

/** True for the routes that get the body's bytes as they came, such as webhooks, whose signature is over the bytes. */
export type IsRawRoute = (request: FastifyRequest) => boolean;

/** Webhooks of every provider. Their `request.body` is a Buffer, an empty one where there was no body. */
export const isWebhookRoute: IsRawRoute = (request) => request.url.startsWith('/api/webhooks/');

/**
 * Takes Fastify's own parsers away and puts ours in their place: strict JSON objects without a
 * card number, raw bytes for webhooks, a refusal for the rest.
 * Nest must be created with `bodyParser: false`.
 */
export function registerBodyParsers(fastify: FastifyInstance, isRaw: IsRawRoute = isWebhookRoute): void {
  fastify.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX } as const;
  fastify.addContentTypeParser('application/json', options, async (request: FastifyRequest, bytes: Buffer) => {
    if (isRaw(request)) return bytes;
    const body = parseJsonObject(bytes);
    refuseCardNumbers(body);
    return body;
  });
  fastify.addContentTypeParser('*', options, async (request: FastifyRequest, bytes: Buffer) => {
    if (isRaw(request)) return bytes;
    if (bytes.length === 0) return undefined;
    throw new PaymentError('unsupported_media_type', 'The body must be application/json.');
  });
}
