import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../api/shapes.ts';
import { FormFailed } from './form-failed.tsx';
import { loadScript } from './load-script.ts';

/** https://yookassa.ru/developers/payment-acceptance/integration-scenarios/widget/basics */
const YOOKASSA_WIDGET = 'https://yookassa.ru/checkout-widget/v1/checkout-widget.js';
const PLACE = 'yookassa-form';

interface Widget {
  on(event: 'success' | 'fail' | 'complete', callback: () => void): void;
  render(elementId: string): Promise<void>;
  destroy(): void;
}
interface WidgetOptions {
  readonly confirmation_token: string;
  readonly customization: { readonly colors: Readonly<Record<string, string>> };
  readonly error_callback: (error: unknown) => void;
}
declare global {
  interface Window {
    readonly YooMoneyCheckoutWidget?: new (options: WidgetOptions) => Widget;
  }
}

interface EmbeddedPaymentProps {
  readonly checkout: Checkout;
  /** Asks the service how it stands: what the widget says is only a hint. */
  readonly onDone: () => Promise<void>;
}

/** YooKassa's widget: its form, with its own button. */
export function EmbeddedPayment({ checkout, onDone }: EmbeddedPaymentProps) {
  const { t } = useTranslation();
  const [phase, setPhase] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [turn, setTurn] = useState(0);
  const action = checkout.next_action?.type === 'embedded' ? checkout.next_action : null;
  const token = action?.confirmation_token;
  const url = checkout.provider_scripts?.yookassa_widget_url ?? YOOKASSA_WIDGET;

  useEffect(() => {
    if (token === undefined) return;
    let left = false;
    let widget: Widget | null = null;
    setPhase('loading');
    loadScript(url)
      .then(async () => {
        if (left || window.YooMoneyCheckoutWidget === undefined) return;
        const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
        widget = new window.YooMoneyCheckoutWidget({
          confirmation_token: token,
          customization: { colors: { control_primary: accent } },
          // A token is good for an hour and for one try; the service knows what became of it.
          error_callback: () => {
            if (!left) void onDone().then(() => setPhase('failed'));
          },
        });
        for (const event of ['success', 'fail', 'complete'] as const) widget.on(event, () => void onDone());
        await widget.render(PLACE);
        if (!left) setPhase('ready');
      })
      .catch(() => !left && setPhase('failed'));
    return () => {
      left = true;
      widget?.destroy();
    };
  }, [url, token, turn, onDone]);

  return (
    <div className="stack">
      {phase === 'loading' && <p className="soft">{t('checkout.loadingForm')}</p>}
      {phase === 'failed' && <FormFailed onRetry={() => setTurn((before) => before + 1)} />}
      <div id={PLACE} className="provider-form" />
      <p className="small faint">{t('checkout.secure', { provider: 'YooKassa' })}</p>
    </div>
  );
}
