import helmet from 'helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config.ts';

const STRIPE_JS = 'https://js.stripe.com';
/** Where Stripe's script starts further frames and scripts of its own: https://docs.stripe.com/security/guide */
const STRIPE_MORE = 'https://*.js.stripe.com';
const YOOKASSA_WIDGET = 'https://yookassa.ru';

/** The inline styles of the pages' component library: of what can be pressed, and of a dialog that is open on iOS. */
const INLINE_STYLES = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
];

type CspSettings = Pick<Settings, 'stripeJsUrl' | 'yookassaWidgetUrl' | 'returnUrlOrigins' | 'sellerLogoUrl'>;

/**
 * Scripts come from here and from the providers alone, and nothing is inline. `framedBy`: the checkout page may be framed by the
 * merchants' origins, everything else by nobody.
 */
export function contentSecurityPolicy(
  settings: CspSettings,
  framedBy: 'merchants' | 'nobody',
  inlineStyles = false,
): string {
  const stripe = originOf(settings.stripeJsUrl) ?? STRIPE_JS;
  const yookassa = originOf(settings.yookassaWidgetUrl) ?? YOOKASSA_WIDGET;
  const logo = originOf(settings.sellerLogoUrl);
  const merchants = settings.returnUrlOrigins;
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", stripe, STRIPE_MORE, yookassa],
    'style-src': inlineStyles ? ["'self'", "'unsafe-inline'"] : ["'self'", ...INLINE_STYLES],
    // The logo may come from a plain http address, in development.
    'img-src': ["'self'", 'data:', 'https:', ...(logo === undefined ? [] : [logo])],
    'connect-src': ["'self'", 'https://api.stripe.com', stripe, yookassa],
    'frame-src': [stripe, STRIPE_MORE, 'https://hooks.stripe.com', yookassa, 'https://yoomoney.ru'],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': framedBy === 'merchants' && merchants.length > 0 ? ["'self'", ...merchants] : ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${[...new Set(sources)].join(' ')}`)
    .join('; ');
}

/** What the API answers is data: a browser that is led to it shall run, load and frame nothing (OWASP, REST security cheat sheet). */
const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
/** As helmet has it: a year, subdomains too. */
const HSTS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** Headers for everything that is answered: few for the API, all that helmet knows for pages. The API's own description (`/docs`) needs its inline styles. */
export function registerSecurityHeaders(
  app: NestFastifyApplication,
  settings: CspSettings & Pick<Settings, 'appEnv'>,
): void {
  const isProduction = settings.appEnv === 'production';
  const forPages = helmet({
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isProduction,
  });
  const strict = contentSecurityPolicy(settings, 'nobody');
  const docs = contentSecurityPolicy(settings, 'nobody', true);
  const forApi = isProduction ? { ...API_HEADERS, ...HSTS } : API_HEADERS;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith('/api/')) {
        void reply.headers(forApi);
        return done();
      }
      void reply.header('content-security-policy', request.url.startsWith('/docs') ? docs : strict);
      forPages(request.raw, reply.raw, (error) => done(error instanceof Error ? error : undefined));
    });
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).origin;
}
