import { contentSecurityPolicy } from './security-headers.ts';

const SHOP = 'https://shop.example';
const BARE = {
  returnUrlOrigins: [SHOP, 'https://booking.example'],
  stripeJsUrl: undefined,
  yookassaWidgetUrl: undefined,
  sellerLogoUrl: undefined,
};

/** One directive's sources. */
function sources(policy: string, name: string): readonly string[] {
  const found = policy.split('; ').find((directive) => directive.startsWith(`${name} `));
  return found?.split(' ').slice(1) ?? [];
}

describe('the policy of the pages', () => {
  it('lets the merchants frame the checkout page, and nobody anything else', () => {
    expect(sources(contentSecurityPolicy(BARE, 'merchants'), 'frame-ancestors')).toEqual([
      "'self'",
      SHOP,
      'https://booking.example',
    ]);
    expect(sources(contentSecurityPolicy(BARE, 'nobody'), 'frame-ancestors')).toEqual(["'none'"]);
  });

  it('lets nobody frame anything where no merchant is named', () => {
    const policy = contentSecurityPolicy({ ...BARE, returnUrlOrigins: [] }, 'merchants');
    expect(sources(policy, 'frame-ancestors')).toEqual(["'none'"]);
  });

  it('takes scripts from here and from the providers alone, and none inline', () => {
    const policy = contentSecurityPolicy(BARE, 'merchants');
    expect(sources(policy, 'script-src')).toEqual([
      "'self'",
      'https://js.stripe.com',
      'https://*.js.stripe.com',
      'https://yookassa.ru',
    ]);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
    expect(sources(policy, 'default-src')).toEqual(["'self'"]);
  });

  it('lets the logo come from where the setting says, on plain http, too', () => {
    const policy = contentSecurityPolicy({ ...BARE, sellerLogoUrl: 'http://localhost:8080/logo.svg' }, 'merchants');
    expect(sources(policy, 'img-src')).toContain('http://localhost:8080');
  });
});
