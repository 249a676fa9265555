import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Checkout } from '../api/shapes.ts';
import { Action } from '../parts/action.tsx';

interface TestPaymentProps {
  readonly methods: Checkout['test_methods'];
  readonly onPay: (method: string) => void;
  /** The name of the button that simply pays; absent where there is another one for it. */
  readonly name?: string;
  readonly paying?: boolean;
  readonly disabled: boolean;
}

/** The scenario of the mock that pays. */
const PAYS = 'mock_success';

/** The mock's form: a button for each thing that may happen, and no card fields. */
export function TestPayment({ methods, onPay, name, paying = false, disabled }: TestPaymentProps) {
  const { t } = useTranslation();
  const id = useId();
  const scenarios = methods.filter(({ payment_method: method }) => method !== PAYS);
  return (
    <div className="stack">
      {name !== undefined && (
        <>
          <p className="notice small">{t('checkout.test')}</p>
          <Action look="primary" size="large" wide onPress={() => onPay(PAYS)} pending={paying}>
            {name}
          </Action>
        </>
      )}
      <p id={id} className="small faint">
        {t('checkout.scenarios')}
      </p>
      <div role="group" aria-labelledby={id} className="scenarios">
        {scenarios.map((method) => (
          <Action
            key={method.payment_method}
            size="slim"
            disabled={disabled}
            onPress={() => onPay(method.payment_method)}
          >
            {method.name}
          </Action>
        ))}
      </div>
    </div>
  );
}
