import { useTranslation } from 'react-i18next';
import type { Checkout, PaymentStatus } from '../api/shapes.ts';
import { formatAmount } from '../i18n/formats.ts';
import type { Shown, Way } from './standing.ts';

interface OutcomeProps {
  readonly shown: Shown;
  readonly way: Way;
  readonly unsure: boolean;
}

/** How it stands, in plain words: what happened, why, and what to do about it. */
export function Outcome({ shown, way, unsure }: OutcomeProps) {
  const { t } = useTranslation();
  if (shown.link === 'over') {
    return (
      <>
        <h1>{t('checkout.linkOver')}</h1>
        <p className="soft">{t('checkout.linkOverText')}</p>
        <p>
          <strong>{t(`status.${shown.status}`)}</strong>
        </p>
      </>
    );
  }
  if (unsure) return <Told look="wait" head={t('outcome.pending.head')} texts={[t('checkout.unsure')]} />;
  if (way !== 'none') return <h2>{t('checkout.method')}</h2>;
  return <Settled checkout={shown} />;
}

function Settled({ checkout }: { readonly checkout: Checkout }) {
  const { t } = useTranslation();
  return <Told look={LOOKS[checkout.status]} head={t(`outcome.${checkout.status}.head`)} texts={useTexts(checkout)} />;
}

type Look = 'good' | 'wait' | 'bad' | 'still';
const LOOKS: Readonly<Record<PaymentStatus, Look>> = {
  pending: 'wait',
  processing: 'wait',
  authorized: 'good',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'still',
  partially_refunded: 'still',
  refunded: 'still',
};

function useTexts({ status, failure, amount, amount_refunded, currency }: Checkout): readonly string[] {
  const { t } = useTranslation();
  if (status === 'failed' && failure !== null) return [failure.message, t('outcome.failed.text')];
  if (status === 'canceled' && (failure?.category === 'expired' || failure?.category === 'canceled_by_payer')) {
    return [t(`canceledBecause.${failure.category}`)];
  }
  if (status === 'partially_refunded') {
    const refunded = formatAmount(amount_refunded, currency);
    return [t('checkout.partlyRefunded', { refunded, amount: formatAmount(amount, currency) })];
  }
  return [t(`outcome.${status}.text`)];
}

interface ToldProps {
  readonly look: Look;
  readonly head: string;
  readonly texts: readonly string[];
}

function Told({ look, head, texts }: ToldProps) {
  return (
    <div className="told">
      <Sign look={look} />
      <h2>{head}</h2>
      {texts.map((text) => (
        <p key={text} className="soft">
          {text}
        </p>
      ))}
    </div>
  );
}

const STROKES: Readonly<Record<Look, string>> = {
  good: 'M15 24.5l6 6L33.5 18',
  wait: 'M24 15v9.5l6 4',
  bad: 'M24 15v11M24 32.5v.5',
  still: 'M16 24h16',
};

function Sign({ look }: { readonly look: Look }) {
  return (
    <svg className={`sign ${look}`} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="24" />
      <path d={STROKES[look]} />
    </svg>
  );
}
