import { createHmac, hkdfSync } from 'node:crypto';

/** The service's, in these stories: who knows it can sign a link. */
const KEY = Buffer.alloc(32, 'known to the stories');
export const ENCRYPTION_KEYS = `stories:${KEY.toString('base64')}`;

const HOUR_MS = 3_600_000;

/** A genuine link whose time was over two hours ago: signed as the service does it, since nobody can wait for one. */
export function oldLink(link: string): string {
  const address = new URL(link);
  const id = address.pathname.split('/').at(-1) ?? '';
  const expires = Math.floor(Date.now() / HOUR_MS) - 2;
  const key = Buffer.from(hkdfSync('sha256', KEY, '', 'payments checkout link', 32));
  const signature = createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url');
  address.searchParams.set('token', `${expires.toString(36)}.${signature}`);
  return address.href;
}
