import type { Settings } from '../config/settings.ts';
import { checkReturnUrl } from './return-url.ts';

type Needed = Pick<Settings, 'returnUrlOrigins' | 'publicUrl' | 'appEnv'>;

const PRODUCTION: Needed = {
  appEnv: 'production',
  publicUrl: 'https://pay.example',
  returnUrlOrigins: ['https://shop.example', 'http://localhost:5173'],
};
const DEVELOPMENT: Needed = { appEnv: 'development', publicUrl: 'http://localhost:3000', returnUrlOrigins: [] };

it.each([
  [PRODUCTION, 'https://shop.example/thanks?order=1#top'],
  [PRODUCTION, 'HTTPS://SHOP.example'],
  [PRODUCTION, 'https://shop.example:443/x'],
  [PRODUCTION, 'http://localhost:5173/'],
  [PRODUCTION, 'https://pay.example/history'],
  [DEVELOPMENT, 'http://localhost:8080/back'],
  [DEVELOPMENT, 'http://127.0.0.1:1/'],
  [DEVELOPMENT, 'https://[::1]/'],
])('C14 a known origin is fine (%#)', (settings, url) => {
  expect(checkReturnUrl(url, settings)).toBe(url);
});

it.each([
  [PRODUCTION, 'https://evil.example/', 'origin_not_allowed'],
  [PRODUCTION, 'https://shop.example.evil.example/', 'origin_not_allowed'],
  [PRODUCTION, 'https://shop.example:8443/', 'origin_not_allowed'],
  [PRODUCTION, 'http://shop.example/', 'origin_not_allowed'],
  [PRODUCTION, 'http://localhost:8080/', 'origin_not_allowed'],
  [DEVELOPMENT, 'http://localhost.evil.example/', 'origin_not_allowed'],
  [{ ...DEVELOPMENT, returnUrlOrigins: ['https://shop.example'] }, 'http://localhost:8080/', 'origin_not_allowed'],
  [PRODUCTION, 'https://shop.example@evil.example/', 'credentials_in_url'],
  [PRODUCTION, 'https://user:pw@shop.example/', 'credentials_in_url'],
  [PRODUCTION, 'javascript:alert(1)', 'not_a_url'],
  [PRODUCTION, 'java\nscript:alert(1)', 'not_a_url'],
  [PRODUCTION, '//shop.example/', 'not_a_url'],
  [PRODUCTION, '/thanks', 'not_a_url'],
  [PRODUCTION, 'https:shop.example', 'not_a_url'],
  [PRODUCTION, 'https://evil.example\\@shop.example/', 'not_a_url'],
  [PRODUCTION, ' https://shop.example/', 'not_a_url'],
  [PRODUCTION, '', 'not_a_url'],
  [PRODUCTION, `https://shop.example/${'x'.repeat(2_048)}`, 'too_long'],
])('C14 %#: %j is refused: %s %s', (settings, url, code) => {
  expect(() => checkReturnUrl(url, settings)).toThrow(
    expect.objectContaining({
      code: 'validation_failed',
      details: { errors: [expect.objectContaining({ field: 'return_url', code })] },
    }),
  );
});
