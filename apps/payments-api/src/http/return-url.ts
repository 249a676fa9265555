import { invalidField } from '@payments/domain';
import type { Settings } from '../config/settings.ts';

/** YooKassa's limit. */
const RETURN_URL_MAX = 2_048;

const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The address that the payer comes back to, checked: absolute http(s) of at most 2048 characters, without a user or password in it,
 * of our own origin or one of `RETURN_URL_ORIGINS`; outside production, where none are set, any port of localhost, too.
 * Throws `validation_failed`.
 */
export function checkReturnUrl(
  returnUrl: string,
  settings: Pick<Settings, 'returnUrlOrigins' | 'publicUrl' | 'appEnv'>,
  field = 'return_url',
): string {
  if (returnUrl.length > RETURN_URL_MAX) {
    throw invalidField(field, 'too_long', `must have at most ${RETURN_URL_MAX} characters`);
  }
  // URL parsers drop blanks, tabs and line ends, turn backslashes around, and mend a missing slash: what they mend we refuse.
  if (!/^https?:\/\/[^/]/i.test(returnUrl) || /[\s\\\p{Cc}]/u.test(returnUrl) || !URL.canParse(returnUrl)) {
    throw invalidField(field, 'not_a_url', 'must be an absolute http or https address');
  }
  const url = new URL(returnUrl);
  if (url.username !== '' || url.password !== '') {
    throw invalidField(field, 'credentials_in_url', 'must not hold a user or password');
  }
  if (!isAllowedOrigin(url, settings)) {
    throw invalidField(field, 'origin_not_allowed', 'must have one of the origins that are set in RETURN_URL_ORIGINS');
  }
  return returnUrl;
}

function isAllowedOrigin(
  url: URL,
  { returnUrlOrigins, publicUrl, appEnv }: Pick<Settings, 'returnUrlOrigins' | 'publicUrl' | 'appEnv'>,
): boolean {
  if (url.origin === new URL(publicUrl).origin || returnUrlOrigins.includes(url.origin)) return true;
  return appEnv !== 'production' && returnUrlOrigins.length === 0 && LOCAL_HOSTS.includes(url.hostname);
}
