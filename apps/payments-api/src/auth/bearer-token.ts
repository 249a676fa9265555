import { createSecretKey } from 'node:crypto';
import { PaymentError, userId } from '@payments/domain';
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyOptions,
  type JWTVerifyResult,
} from 'jose';
import type { Settings } from '../config/settings.ts';
import { ROLES, type Caller, type Role } from './caller.ts';

/** The settings that say how tokens are checked. */
export type AuthSettings = Pick<
  Settings,
  'authJwksUrl' | 'authJwtSecret' | 'authIssuer' | 'authAudience' | 'authRolesClaim'
>;

/** The caller of an `Authorization` header. Throws `unauthenticated`; `overloaded` while the key set can't be fetched. */
export type VerifyBearer = (authorization: string | undefined) => Promise<Caller>;

/** Signatures that a key set may be used for: never a symmetric one, or a public key would be taken for a shared secret. */
const JWKS_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** Clocks of two machines are never quite the same. */
const CLOCK_TOLERANCE_SECONDS = 5;

const USER_ID_MAX = 200;

/** Control characters, invisible ones, line ends, halves of surrogate pairs: none belongs into an id, and NUL into no row. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** So long a token's signature is not computed again: short, so that a key that leaves the key set soon counts for nothing. */
const KNOWN_MS = 60_000;
/** Tokens in use at once; the one that came first is forgotten first. About 10 MB. */
const KNOWN_MAX = 10_000;

/**
 * The key is made once. A signature costs more than the rest of a read, so a token that was found good is known for a minute,
 * by the header's whole text, and never beyond its expiry.
 */
export function createBearerVerifier(settings: AuthSettings, now: () => number = Date.now): VerifyBearer {
  const verify = tokenCheck(settings);
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return async (authorization = '') => {
    const at = now();
    const before = known.get(authorization);
    if (before && at < before.until) return before.caller;
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    if (token === undefined)
      throw new PaymentError('unauthenticated', 'Send an Authorization header: Bearer and a token.');
    const { payload } = await verify(token).catch(refuse);
    const caller = { userId: userId(subjectOf(payload)), roles: rolesOf(payload, settings.authRolesClaim) };
    known.delete(authorization);
    known.set(authorization, { caller, until: Math.min(at + KNOWN_MS, (payload.exp ?? Infinity) * 1_000) });
    const [oldest] = known.keys();
    if (known.size > KNOWN_MAX && oldest !== undefined) known.delete(oldest);
    return caller;
  };
}

function tokenCheck(settings: AuthSettings): (token: string) => Promise<JWTVerifyResult> {
  const { authJwksUrl, authJwtSecret, authIssuer, authAudience } = settings;
  const options: JWTVerifyOptions = {
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    ...(authIssuer !== undefined && { issuer: authIssuer }),
    ...(authAudience !== undefined && { audience: authAudience }),
  };
  if (authJwksUrl !== undefined) {
    const keySet = createRemoteJWKSet(new URL(authJwksUrl), { timeoutDuration: 3_000 });
    return (token) => jwtVerify(token, keySet, { ...options, algorithms: JWKS_ALGORITHMS });
  }
  if (authJwtSecret === undefined) throw new Error('neither a key set nor a shared secret is set');
  const key = createSecretKey(authJwtSecret, 'utf8');
  const checks = { ...options, algorithms: ['HS256'] };
  return (token) => jwtVerify(token, key, checks);
}

/** What is wrong with the token; a key set that can't be fetched is our trouble, not the caller's. */
const TOKEN_FAULTS = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function refuse(thrown: unknown): never {
  if (TOKEN_FAULTS.some((fault) => thrown instanceof fault)) {
    const expired = thrown instanceof errors.JWTExpired;
    throw new PaymentError('unauthenticated', expired ? 'The token has expired.' : 'The token is not valid.');
  }
  throw new PaymentError(
    'overloaded',
    'The keys that tokens are checked with are not available; try again in a moment.',
  );
}

function subjectOf({ sub }: JWTPayload): string {
  if (typeof sub === 'string' && sub.trim() !== '' && sub.length <= USER_ID_MAX && !UNFIT.test(sub)) return sub;
  throw new PaymentError(
    'unauthenticated',
    `The token's sub must be a text of 1 to ${USER_ID_MAX} visible characters.`,
  );
}

/** A list of roles, or one text with blanks between them; roles that we don't know mean nothing here. */
function rolesOf(payload: JWTPayload, claim: string): readonly Role[] {
  const value = Object.hasOwn(payload, claim) ? payload[claim] : nested(payload, claim.split('.'));
  const given: readonly unknown[] = typeof value === 'string' ? value.split(/\s+/) : Array.isArray(value) ? value : [];
  return ROLES.filter((role) => given.includes(role));
}

/** `realm_access.roles` reads the roles inside of `realm_access`, as Keycloak puts them. */
function nested(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  return nested(Object.entries(value).find(([name]) => name === first)?.[1], rest);
}
