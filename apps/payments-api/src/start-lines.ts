import type { AddressInfo } from 'node:net';
import { developmentTokens } from './auth/development-tokens.ts';
import type { Settings } from './config.ts';

/** What the start prints once it listens. In production, or with a key set, no token is ever printed. */
export async function startLines(
  settings: Settings,
  { address, port }: Pick<AddressInfo, 'address' | 'port'>,
): Promise<readonly string[]> {
  const host =
    address === '0.0.0.0' || address === '::' ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  const url = `http://${host}:${port}`;
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
