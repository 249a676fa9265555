import type { FastifyRequest } from 'fastify';
import type { Host } from '../host.ts';
import { parseRanges, type AddressRanges } from './peer-address.ts';
import { clientAddressOf } from './rate-limit.guard.ts';

const PROXIES = new WeakMap<object, AddressRanges>();

/** The true client's address, behind the proxies that the settings trust. */
export function peerOf(host: Host, request: FastifyRequest): string {
  let ranges = PROXIES.get(host);
  if (ranges === undefined) PROXIES.set(host, (ranges = parseRanges(host.settings.trustedProxies)));
  return clientAddressOf(request, ranges);
}
