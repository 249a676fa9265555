import { useCallback, useEffect, useRef, useState } from 'react';
import { troubleOf, type Trouble } from './trouble.ts';

export interface Remote<Data> {
  /** The last answer, kept while a newer one is on its way; null before the first. */
  readonly data: Data | null;
  readonly trouble: Trouble | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Reads something from the service, again whenever `key` changes. An answer that comes after a newer question is dropped. What was
 * not read because the browser was offline is read when it is back.
 */
export function useRemote<Data>(key: string, load: () => Promise<Data>): Remote<Data> {
  const [state, setState] = useState<{ key: string; data: Data | null; trouble: Trouble | null; loading: boolean }>({
    key,
    data: null,
    trouble: null,
    loading: true,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });

  useEffect(() => {
    let current = true;
    setState((before) => ({ ...before, key, loading: true }));
    latest.current().then(
      (data) => current && setState({ key, data, trouble: null, loading: false }),
      (error: unknown) => current && setState((before) => ({ ...before, trouble: troubleOf(error), loading: false })),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const failed = state.trouble !== null;
  useEffect(() => {
    if (!failed) return;
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [failed, reload]);

  return { data: state.data, trouble: state.trouble, loading: state.loading || state.key !== key, reload };
}
