import { useCallback, useRef, useState } from 'react';
import { troubleOf, type Trouble } from './trouble.ts';

export interface Command<Input> {
  /** Runs it, unless it is running already: a double click is one command. */
  readonly run: (input: Input) => void;
  readonly running: boolean;
  readonly trouble: Trouble | null;
  readonly clear: () => void;
}

/** A write: one at a time, with its trouble in words. `work` must not be sent again by itself beyond what the client does. */
export function useCommand<Input = void>(work: (input: Input) => Promise<void>): Command<Input> {
  const [running, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const busy = useRef(false);

  const run = (input: Input) => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setTrouble(null);
    work(input)
      .catch((error: unknown) => setTrouble(troubleOf(error)))
      .finally(() => {
        busy.current = false;
        setRunning(false);
      });
  };
  return { run, running, trouble, clear: useCallback(() => setTrouble(null), []) };
}
