import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Settings } from '../config/settings.ts';
import type { AuthSettings } from './bearer-token.ts';
import type { Role } from './caller.ts';

/** Long enough that a token copied into a script still works next month. */
const LIFETIME = '365d';

/** The tokens that the start prints; null in production and with a key set, where none is ever printed. */
export async function developmentTokens(
  settings: AuthSettings & Pick<Settings, 'appEnv'>,
): Promise<{ readonly customer: string; readonly admin: string } | null> {
  if (settings.appEnv === 'production' || settings.authJwksUrl !== undefined) return null;
  return {
    customer: await signToken(settings, 'u_1', []),
    admin: await signToken(settings, 'admin_1', ['admin']),
  };
}

/** A token that `createBearerVerifier` accepts under the same settings. Throws where there is no shared secret. */
export async function signToken(
  settings: AuthSettings,
  subject: string,
  roles: readonly Role[],
  lifetime = LIFETIME,
): Promise<string> {
  if (settings.authJwtSecret === undefined) throw new Error('only a shared secret can sign');
  const token = new SignJWT(rolesClaim(settings.authRolesClaim, roles))
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(lifetime);
  if (settings.authIssuer !== undefined) token.setIssuer(settings.authIssuer);
  if (settings.authAudience !== undefined) token.setAudience(settings.authAudience);
  return token.sign(createSecretKey(settings.authJwtSecret, 'utf8'));
}

/** Under the claim's whole name: it is looked for there first. */
function rolesClaim(claim: string, roles: readonly Role[]): Readonly<Record<string, readonly Role[]>> {
  return roles.length === 0 ? {} : { [claim]: roles };
}
