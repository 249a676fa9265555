import { useTranslation } from 'react-i18next';
import { Action } from '../parts/action.tsx';

/** The provider's own form did not come. */
export function FormFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="alert" className="notice wait" data-trouble="form">
      <p>{t('checkout.formFailed')}</p>
      <Action size="slim" onPress={onRetry}>
        {t('action.tryAgain')}
      </Action>
    </div>
  );
}
