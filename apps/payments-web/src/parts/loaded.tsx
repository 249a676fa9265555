import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Remote } from '../api/use-remote.ts';
import { TroubleNote } from './trouble-note.tsx';

interface LoadedProps<Data> {
  readonly remote: Remote<Data>;
  readonly children: (data: Data) => ReactNode;
  /** How many grey lines stand for it while it is read. */
  readonly lines?: number;
}

/**
 * Something read from the service: a shape of it while it is on its way, its trouble, or itself. What was read stays through trouble,
 * and, paler, while something newer is awaited.
 */
export function Loaded<Data>({ remote, children, lines = 5 }: LoadedProps<Data>) {
  const { data, trouble, loading, reload } = remote;
  return (
    <div className="stack loaded" aria-busy={loading}>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={reload} retrying={loading} />}
      {data === null && trouble === null && <Waiting lines={lines} />}
      {data !== null && loading && trouble === null && <StillTrying />}
      {data !== null && <div className="stack stale">{children(data)}</div>}
    </div>
  );
}

/** After this a person wonders whether anything happens. */
const SLOW_AFTER_MS = 3_000;

export function Waiting({ lines }: { readonly lines: number }) {
  const { t } = useTranslation();
  const slow = useSlow();
  return (
    <div className="stack">
      <p className={slow ? 'soft' : 'visually-hidden'} aria-live="polite">
        {slow ? t('slow') : t('loading')}
      </p>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} className="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Above what is there already, and only once it takes long: most answers come before anybody could read it. */
function StillTrying() {
  const { t } = useTranslation();
  return (
    <p className="still-trying soft small" aria-live="polite" hidden={!useSlow()}>
      {t('slow')}
    </p>
  );
}

function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}
