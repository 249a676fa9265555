import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config.ts';

const STRIPE_JS = 'https://js.stripe.com';
const YOOKASSA_WIDGET = 'https://yookassa.ru';

/** The inline styles of the pages' component library: of what can be pressed, and of a dialog that is open on iOS. */
const INLINE_STYLES = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
];

type CspSettings = Pick<Settings, 'stripeJsUrl' | 'yookassaWidgetUrl' | 'returnUrlOrigins'>;

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
  const merchants = settings.returnUrlOrigins;
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", stripe, yookassa],
    'style-src': inlineStyles ? ["'self'", "'unsafe-inline'"] : ["'self'", ...INLINE_STYLES],
    'img-src': ["'self'", 'data:', 'https:'],
    'connect-src': ["'self'", 'https://api.stripe.com', stripe, yookassa],
    'frame-src': [stripe, 'https://hooks.stripe.com', yookassa, 'https://yoomoney.ru'],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': framedBy === 'merchants' && merchants.length > 0 ? ["'self'", ...merchants] : ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${[...new Set(sources)].join(' ')}`)
    .join('; ');
}

/** Headers for everything that is answered. The API's own description (`/docs`) needs its inline styles. */
export async function registerSecurityHeaders(
  app: NestFastifyApplication,
  settings: CspSettings & Pick<Settings, 'appEnv'>,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: settings.appEnv === 'production',
  });
  const strict = contentSecurityPolicy(settings, 'nobody');
  const docs = contentSecurityPolicy(settings, 'nobody', true);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      void reply.header('content-security-policy', request.url.startsWith('/docs') ? docs : strict);
      done();
    });
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).origin;
}
