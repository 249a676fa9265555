import { currentAttempt, failureMessage, type Locale, type Payment } from '@payments/domain';
import type { MOCK_SCENARIOS } from '@payments/provider-mock';
import type { Host } from '../host.ts';
import { presentAction, presentFailure } from './present.ts';
import type { CheckoutView, ExpiredCheckoutView, TestMethodView } from './views.ts';

/** After the link's time: the status, and nothing else. */
export function presentExpired(payment: Payment): ExpiredCheckoutView {
  return { id: payment.id, status: payment.status, link: 'over' };
}

/** What the checkout page needs, and no more: nobody's contact data, no saved methods, no ids of a provider. */
export function presentCheckout(
  { settings }: Host,
  payment: Payment,
  { locale, token }: { readonly locale: Locale; readonly token: string },
): CheckoutView {
  const attempt = currentAttempt(payment);
  const { failure } = payment;
  return {
    id: payment.id,
    status: payment.status,
    link: 'valid',
    amount: Number(payment.money.minor),
    currency: payment.money.currency,
    amount_refunded: Number(payment.amountRefunded),
    description: payment.description,
    items: payment.items.map((item) => ({
      description: item.description,
      quantity: item.quantity,
      unit_amount: Number(item.unitAmount),
    })),
    seller: {
      name: settings.sellerName,
      details: settings.sellerDetails ?? null,
      contact: settings.sellerContact ?? null,
      logo_url: settings.sellerLogoUrl ?? null,
    },
    provider: attempt.provider,
    next_action: presentAction(payment.nextAction),
    failure: presentFailure(failure && { ...failure, message: failureMessage(failure.code, locale) }, 'payer'),
    locale,
    return_url: payment.returnUrl,
    receipt:
      payment.receiptNumber === null
        ? null
        : {
            number: payment.receiptNumber,
            // By the same token: looking does not make a link live longer.
            url: `${settings.publicUrl}/api/checkout/${payment.id}/receipt.pdf?token=${encodeURIComponent(token)}`,
          },
    cancelable: CANCELABLE.has(payment.status) && payment.operation === null,
    accepts: acceptsOf(payment),
    provider_scripts: {
      stripe_js_url: settings.stripeJsUrl ?? null,
      yookassa_widget_url: settings.yookassaWidgetUrl ?? null,
    },
    test_methods: attempt.provider === 'mock' ? testMethods(locale) : [],
  };
}

const CANCELABLE: ReadonlySet<string> = new Set(['pending', 'processing', 'authorized', 'failed']);

function acceptsOf(payment: Payment): 'confirm' | 'retry' | null {
  if (payment.status === 'failed') return 'retry';
  return payment.status === 'processing' && currentAttempt(payment).needsMethod ? 'confirm' : null;
}

/** The scenarios that make sense on a page, by what they do. */
const TEST_METHOD_NAMES: Readonly<Partial<Record<keyof typeof MOCK_SCENARIOS, readonly [en: string, ru: string]>>> = {
  mock_success: ['Pays', 'Платит'],
  mock_declined: ['Card declined', 'Карта отклонена'],
  mock_insufficient_funds: ['Not enough money', 'Недостаточно средств'],
  mock_expired_card: ['Card expired', 'Срок карты истёк'],
  mock_fraud: ['Suspected fraud', 'Подозрение на мошенничество'],
  mock_requires_action: ['Asks to confirm', 'Просит подтвердить'],
  mock_pending: ['Takes a moment', 'Думает пару секунд'],
  mock_timeout: ['Acts, but never answers', 'Проводит, но не отвечает'],
};

function testMethods(locale: Locale): TestMethodView[] {
  return Object.entries(TEST_METHOD_NAMES).map(([payment_method, [en, ru]]) => ({
    payment_method,
    name: locale === 'ru' ? ru : en,
  }));
}
