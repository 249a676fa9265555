import { useState } from 'react';
import { formatAmount, parseAmount, plainAmount } from '../i18n/formats.ts';
import { TextBox } from '../parts/fields.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

/** An amount as it is typed, at most `max`; `minor` is null while it is none. */
export function useAmount(max: number, currency: string) {
  const [text, setText] = useState(() => plainAmount(max, currency));
  const parsed = parseAmount(text, currency);
  return { text, setText, max, currency, minor: parsed !== null && parsed <= max ? parsed : null };
}

interface AmountBoxProps {
  readonly label: string;
  readonly amount: ReturnType<typeof useAmount>;
}

export function AmountBox({ label, amount: { text, setText, minor, max, currency } }: AmountBoxProps) {
  const { t } = useAdminWords();
  const range = { min: formatAmount(1, currency), max: formatAmount(max, currency) };
  return (
    <TextBox
      label={`${label}, ${currency}`}
      value={text}
      onChange={setText}
      inputMode="decimal"
      wrong={minor === null ? t('refund.wrongAmount', range) : null}
    />
  );
}
