import { secretKeyRequired, unauthorized } from './api-error.ts';
import { textAt, type FormTree } from './form.ts';

export interface Credentials {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/**
 * Who asks: the server with the secret key (Basic or Bearer), or a browser with the publishable one (in a header or as `key`).
 * @throws ApiError 401
 */
export function authenticate(
  { secretKey, publishableKey }: Credentials,
  authorization: string | undefined,
  params: FormTree,
  browserAllowed: boolean,
): 'browser' | 'server' {
  const key = keyIn(authorization) ?? textAt(params, 'key');
  if (key === undefined || key === '') {
    throw unauthorized(
      'You did not provide an API key. Provide it with a Bearer token or as the user name of Basic auth.',
    );
  }
  if (key === secretKey) return 'server';
  if (key !== publishableKey) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  if (!browserAllowed) throw secretKeyRequired();
  return 'browser';
}

function keyIn(authorization: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
}

function masked(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}
