import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { PaymentError } from '@payments/domain';
import { exportJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { createBearerVerifier, type AuthSettings } from './bearer-token.ts';
import { developmentTokens, signToken } from './development-tokens.ts';

const SECRET = 'a shared secret of more than 32 bytes';
const SETTINGS: AuthSettings = {
  authJwksUrl: undefined,
  authJwtSecret: SECRET,
  authIssuer: undefined,
  authAudience: undefined,
  authRolesClaim: 'roles',
};

const sign = (
  payload: JWTPayload,
  alg = 'HS256',
  key: KeyObject = createSecretKey(SECRET, 'utf8'),
  kid?: string,
): Promise<string> => new SignJWT(payload).setProtectedHeader(kid === undefined ? { alg } : { alg, kid }).sign(key);

const verify = createBearerVerifier(SETTINGS);
const refused = (code: PaymentError['code']): unknown => expect.objectContaining({ code });

describe('a bearer token with a shared secret', () => {
  it('A10 says who calls, and in which roles', async () => {
    const token = await sign({ sub: 'u_1', roles: ['admin', 'owner of the world', 'service'] });
    await expect(verify(`Bearer ${token}`)).resolves.toEqual({ userId: 'u_1', roles: ['admin', 'service'] });
    await expect(verify(`bearer  ${token}`)).resolves.toMatchObject({ userId: 'u_1' });
    await expect(verify(`Bearer ${await sign({ sub: 'u_2' })}`)).resolves.toEqual({ userId: 'u_2', roles: [] });
  });

  it.each<[string, AuthSettings['authRolesClaim'], JWTPayload]>([
    ['a nested claim', 'realm_access.roles', { realm_access: { roles: ['admin'] } }],
    ['a claim with dots in its name', 'https://shop.example/roles', { 'https://shop.example/roles': ['admin'] }],
    ['a text with blanks', 'scope', { scope: 'openid admin' }],
  ])('roles may come from %s', async (_, authRolesClaim, claims) => {
    const check = createBearerVerifier({ ...SETTINGS, authRolesClaim });
    await expect(check(`Bearer ${await sign({ sub: 'a', ...claims })}`)).resolves.toMatchObject({ roles: ['admin'] });
  });

  it.each<[string, () => string | undefined | Promise<string>]>([
    ['no header', () => undefined],
    ['another scheme', () => 'Basic dTpw'],
    ['no token', () => 'Bearer '],
    ['two tokens', async () => `Bearer ${await sign({ sub: 'a' })} ${await sign({ sub: 'a' })}`],
    ['nonsense', () => 'Bearer a.b.c'],
    ['alg none', () => `Bearer ${new UnsecuredJWT({ sub: 'admin', roles: ['admin'] }).encode()}`],
    ['another algorithm', async () => `Bearer ${await sign({ sub: 'a' }, 'HS512')}`],
    [
      'another secret',
      async () => `Bearer ${await sign({ sub: 'a' }, 'HS256', createSecretKey('x'.repeat(40), 'utf8'))}`,
    ],
    ['an expired one', async () => `Bearer ${await sign({ sub: 'a', exp: Math.floor(Date.now() / 1000) - 60 })}`],
    ['one of the future', async () => `Bearer ${await sign({ sub: 'a', nbf: Math.floor(Date.now() / 1000) + 60 })}`],
    ['no subject', async () => `Bearer ${await sign({ roles: ['admin'] })}`],
    ['an empty subject', async () => `Bearer ${await sign({ sub: ' ' })}`],
    ['a long subject', async () => `Bearer ${await sign({ sub: 'u'.repeat(201) })}`],
    ['NUL in the subject', async () => `Bearer ${await sign({ sub: 'u\0' })}`],
    ['a line end in the subject', async () => `Bearer ${await sign({ sub: 'u\n1' })}`],
    ['half a surrogate pair in the subject', async () => `Bearer ${await sign({ sub: 'u\ud800' })}`],
  ])('%s is refused', async (_, header) => {
    await expect(verify(await header())).rejects.toEqual(refused('unauthenticated'));
  });

  it('one that was found good is not good beyond its expiry', async () => {
    const start = Math.floor(Date.now() / 1000);
    let at = start * 1_000;
    const check = createBearerVerifier(SETTINGS, () => at);
    const header = `Bearer ${await sign({ sub: 'u_1', exp: start - 3 })}`; // within the tolerance
    await expect(check(header)).resolves.toMatchObject({ userId: 'u_1' });
    const short = `Bearer ${await sign({ sub: 'u_1', exp: start + 1 })}`;
    await expect(check(short)).resolves.toMatchObject({ userId: 'u_1' });
    at = (start + 7) * 1_000;
    jest.useFakeTimers({ now: at });
    try {
      await expect(check(short)).rejects.toEqual(refused('unauthenticated'));
    } finally {
      jest.useRealTimers();
    }
  });

  it('a changed payload is refused', async () => {
    const [head, , signature] = (await sign({ sub: 'u_1' })).split('.');
    const payload = Buffer.from('{"sub":"admin","roles":["admin"]}').toString('base64url');
    await expect(verify(`Bearer ${head}.${payload}.${signature}`)).rejects.toEqual(refused('unauthenticated'));
  });

  it('issuer and audience are checked when they are set', async () => {
    const check = createBearerVerifier({ ...SETTINGS, authIssuer: 'https://id.example', authAudience: 'payments' });
    const good = { sub: 'a', iss: 'https://id.example', aud: ['web', 'payments'] };
    await expect(check(`Bearer ${await sign(good)}`)).resolves.toMatchObject({ userId: 'a' });
    for (const wrong of [{ iss: 'https://evil.example' }, { aud: 'web' }, { aud: [] }]) {
      await expect(check(`Bearer ${await sign({ ...good, ...wrong })}`)).rejects.toEqual(refused('unauthenticated'));
    }
  });
});

describe('a bearer token with a key set', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  let server: Server;
  let settings: AuthSettings;

  beforeAll(async () => {
    const keys = await Promise.all(
      Object.entries({ rsa, ec, ed }).map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid })),
    );
    server = createServer((_, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    settings = { ...SETTINGS, authJwtSecret: undefined, authJwksUrl: `http://127.0.0.1:${address.port}/keys` };
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['RS256', 'rsa', rsa.privateKey],
    ['ES256', 'ec', ec.privateKey],
    ['EdDSA', 'ed', ed.privateKey],
  ])('is taken with %s', async (alg, kid, key) => {
    const token = await sign({ sub: 'u_1', roles: ['service'] }, alg, key, kid);
    await expect(createBearerVerifier(settings)(`Bearer ${token}`)).resolves.toEqual({
      userId: 'u_1',
      roles: ['service'],
    });
  });

  it('is refused where a public key was taken for a shared secret, or the key is unknown', async () => {
    const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const confused = await sign({ sub: 'admin' }, 'HS256', createSecretKey(publicPem, 'utf8'), 'rsa');
    const unknown = await sign({ sub: 'admin' }, 'RS256', rsa.privateKey, 'other');
    const check = createBearerVerifier(settings);
    await expect(check(`Bearer ${confused}`)).rejects.toEqual(refused('unauthenticated'));
    await expect(check(`Bearer ${unknown}`)).rejects.toEqual(refused('unauthenticated'));
  });

  it('is not called wrong while the key set is away', async () => {
    const check = createBearerVerifier({ ...settings, authJwksUrl: 'http://127.0.0.1:1/keys' });
    const token = await sign({ sub: 'u_1' }, 'RS256', rsa.privateKey, 'rsa');
    await expect(check(`Bearer ${token}`)).rejects.toEqual(refused('overloaded'));
  });
});

describe('development tokens', () => {
  it('work as printed', async () => {
    const tokens = await developmentTokens({
      ...SETTINGS,
      appEnv: 'development',
      authIssuer: 'me',
      authAudience: 'us',
    });
    const check = createBearerVerifier({ ...SETTINGS, authIssuer: 'me', authAudience: 'us' });
    await expect(check(`Bearer ${tokens?.customer}`)).resolves.toEqual({ userId: 'u_1', roles: [] });
    await expect(check(`Bearer ${tokens?.admin}`)).resolves.toEqual({ userId: 'admin_1', roles: ['admin'] });
  });

  it('are never made in production or with a key set', async () => {
    expect(await developmentTokens({ ...SETTINGS, appEnv: 'production' })).toBeNull();
    const jwks = { ...SETTINGS, authJwtSecret: undefined, authJwksUrl: 'https://id.example/keys' };
    expect(await developmentTokens({ ...jwks, appEnv: 'development' })).toBeNull();
    await expect(signToken(jwks, 'u_1', [])).rejects.toThrow('only a shared secret can sign');
  });
});
