import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { PaymentError } from '@payments/domain';
import ipaddr from 'ipaddr.js';

const URL_MAX = 2_048;

/** It leads to where only we can go: our own machine, its neighbours, a cloud's metadata. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'address_refused';
  constructor(host: string) {
    super(`${host} is not a public address`);
  }
}

/** All that is given out of IPv6 (RFC 4291, section 2.4); outside of it are old and local forms, some of which lead to IPv4 addresses. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** True for an address of the public internet; loopback, private, link-local, mapped, translated and reserved ones are not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6));
}

/**
 * A subscriber's address, as it is kept. Throws `validation_failed`. In production it must be https and, where it names an address, a
 * public one; what a name leads to is judged when it is called.
 */
export function checkedEventUrl(text: string, production: boolean): string {
  const url = URL.canParse(text) && text.length <= URL_MAX ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw refused('must be an http or https address');
  if (url.username !== '' || url.password !== '') throw refused('must not carry a user or a password');
  if (!production) return url.href;
  if (url.protocol !== 'https:') throw refused('must be an https address');
  const host = hostOf(url);
  const isLocal = host === 'localhost' || host.endsWith('.localhost');
  if (isLocal || (isIP(host) !== 0 && !isPublicAddress(host))) throw refused('must lead to a public address');
  return url.href;
}

/** The name or address of a URL, an IPv6 one without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
type Resolve = (host: string, options: LookupOptions, done: LookupCallback) => void;

const resolveByDns: Resolve = (host, options, done) => {
  dnsLookup(host, { ...options, all: true }, (error, addresses) => done(error, addresses));
};

/**
 * Resolves a name for a socket, and leaves out what is not public. It is asked for each new connection, and the socket goes to exactly
 * what was judged: a name that changes its address in between gains nothing.
 */
export function publicLookup(resolve: Resolve = resolveByDns): Resolve {
  return (host, options, done) => {
    resolve(host, options, (error, found) => {
      if (error) return done(error, []);
      const all = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const allowed = all.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (first === undefined) return done(new AddressRefused(host), []);
      return options.all === true ? done(null, allowed) : done(null, first.address, first.family);
    });
  };
}

function refused(message: string): PaymentError {
  return new PaymentError('validation_failed', `url: ${message}`, {
    errors: [{ field: 'url', code: 'url', message }],
  });
}
