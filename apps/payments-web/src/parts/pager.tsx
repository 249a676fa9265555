import { useTranslation } from 'react-i18next';
import { formatCount } from '../i18n/formats.ts';
import { Action } from './action.tsx';

interface PagerProps {
  readonly shown: number;
  readonly total?: number | undefined;
  readonly next: string | null;
  readonly cursor: string;
  readonly onCursor: (cursor: string) => void;
}

/** Through a long list, a page at a time, and back to its newest. */
export function Pager({ shown, total, next, cursor, onCursor }: PagerProps) {
  const { t } = useTranslation();
  return (
    <nav className="pager" aria-label={t('nav.label')}>
      <span>
        {t('history.of', { count: shown })}
        {total !== undefined && ` · ${formatCount(total)}`}
      </span>
      <span className="row">
        {cursor !== '' && (
          <Action size="slim" onPress={() => onCursor('')}>
            {t('action.newer')}
          </Action>
        )}
        {next !== null && (
          <Action size="slim" onPress={() => onCursor(next)}>
            {t('action.older')}
          </Action>
        )}
      </span>
    </nav>
  );
}
