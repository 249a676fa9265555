import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../config.ts';

const STRIPE_JS = 'https://js.stripe.com';
const YOOKASSA_WIDGET = 'https://yookassa.ru';

/**
 * Headers for everything that is answered. Scripts come from here and from the providers alone; the checkout page may be framed by
 * the merchants' origins, everything else by nobody. The API's own description (`/docs`) needs its inline styles.
 */
export async function registerSecurityHeaders(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const stripe = originOf(settings.stripeJsUrl) ?? STRIPE_JS;
  const yookassa = originOf(settings.yookassaWidgetUrl) ?? YOOKASSA_WIDGET;
  const simulators = [settings.stripeJsUrl, settings.yookassaWidgetUrl]
    .map(originOf)
    .filter((origin) => origin !== undefined);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", stripe, yookassa],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'https:'],
        'connect-src': ["'self'", 'https://api.stripe.com', yookassa, ...simulators],
        'frame-src': [stripe, 'https://hooks.stripe.com', yookassa, 'https://yoomoney.ru', ...simulators],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': settings.returnUrlOrigins.length > 0 ? ["'self'", ...settings.returnUrlOrigins] : ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    frameguard: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: settings.appEnv === 'production',
  });
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).origin;
}
