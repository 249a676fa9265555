import type { AddressInfo } from 'node:net';
import { developmentTokens } from './auth/development-tokens.ts';
import type { Settings } from './config.ts';

/** What the start prints once it listens. In production, or with a key set, no token is ever printed. */
export async function startLines(
  settings: Settings,
  { address, port }: Pick<AddressInfo, 'address' | 'port'>,
): Promise<readonly string[]> {
  const url = listeningUrl({ address, port });
  const tokens = await developmentTokens(settings);
  if (settings.role === 'worker' || tokens === null) return [`listening ${url}`];
  return [
    `listening ${url}`,
    `customer token ${tokens.customer}`,
    `admin token ${tokens.admin}`,
    `history ${url}/history#token=${tokens.customer}`,
    `administration ${url}/admin#token=${tokens.admin}`,
    `try: curl -s ${url}/api/payments -H 'Authorization: Bearer ${tokens.customer}' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s%N)" -d '{"amount":1999,"currency":"USD","description":"Course"}'`,
  ];
}

/** Where this machine reaches what listens there. */
export function listeningUrl({ address, port }: Pick<AddressInfo, 'address' | 'port'>): string {
  const isAny = address === '0.0.0.0' || address === '::';
  const host = isAny ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
