import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/** Address ranges, read once and asked often. */
export type AddressRanges = readonly (readonly [Address, number])[];

/** Reads addresses and CIDR ranges, IPv4 and IPv6. Throws for what is neither: settings were checked before. */
export function parseRanges(texts: readonly string[]): AddressRanges {
  return texts.map((text) => {
    if (!text.includes('/')) {
      const address = ipaddr.process(text);
      return [address, address.kind() === 'ipv4' ? 32 : 128] as const;
    }
    const [address, bits] = ipaddr.parseCIDR(text);
    const plain = ipaddr.process(address.toString());
    // ::ffff:10.0.0.0/104 is 10.0.0.0/8
    return [plain, plain.kind() === address.kind() ? bits : bits - 96] as const;
  });
}

/** True where the address lies in one of the ranges; an IPv4 address mapped into IPv6 counts as what it is. False for no address. */
export function inRanges(ip: string, ranges: AddressRanges): boolean {
  // Nobody is trusted, most often: then there is nothing to read.
  const address = ranges.length === 0 ? undefined : parseAddress(ip);
  return (
    address !== undefined &&
    ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
  );
}

/**
 * The address of the true client, in its plain form. `X-Forwarded-For` is read from the right, and each part of it believed
 * only where the one who wrote it, the hop to its right, is a trusted proxy: a client can write whatever it wants to the left.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: AddressRanges): string {
  const hops = forwardedFor?.split(',') ?? [];
  let address = knownPeer(peer);
  while (inRanges(address, trusted)) {
    const before = plainAddress(hops.pop());
    if (before === undefined) break;
    address = before;
  }
  return address;
}

/** Callers come again and again; their addresses are read once. About 100 kB. */
const PEERS_MAX = 1_000;
const PEERS = new Map<string, string>();

function knownPeer(peer: string): string {
  const known = PEERS.get(peer);
  if (known !== undefined) return known;
  const address = plainAddress(peer) ?? peer;
  if (PEERS.size >= PEERS_MAX) PEERS.clear();
  PEERS.set(peer, address);
  return address;
}

/** `::ffff:1.2.3.4`, `1.2.3.4:567`, `[2001:DB8::1]:443` in their plain form; undefined for what is no address. */
function plainAddress(text: string | undefined): string | undefined {
  const bare = text
    ?.trim()
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return bare === undefined ? undefined : parseAddress(bare)?.toString();
}

function parseAddress(text: string): Address | undefined {
  // ipaddr.js also reads octal, hexadecimal and short forms of IPv4, which no proxy writes.
  const wellFormed = text.includes(':') ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return wellFormed ? ipaddr.process(text) : undefined;
}
