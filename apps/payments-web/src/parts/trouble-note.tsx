import { useTranslation } from 'react-i18next';
import { isPassing, type Trouble } from '../api/trouble.ts';
import { Action } from './action.tsx';

interface TroubleNoteProps {
  readonly trouble: Trouble;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
}

/** What is wrong, in a sentence, and what can be done about it. */
export function TroubleNote({ trouble, onRetry, retrying = false }: TroubleNoteProps) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={`notice ${isPassing(trouble) ? 'wait' : 'bad'}`} data-trouble={trouble.kind}>
      <div>
        <strong>{t(`trouble.${trouble.kind}.head`)}</strong>
        <p>{trouble.detail ?? t(`trouble.${trouble.kind}.text`)}</p>
      </div>
      {onRetry !== undefined && isPassing(trouble) && (
        <Action size="slim" onPress={onRetry} pending={retrying}>
          {t('action.tryAgain')}
        </Action>
      )}
      {trouble.requestId !== null && <small className="faint mono">{trouble.requestId}</small>}
    </div>
  );
}
