import { useEffect, useState } from 'react';

/** Often enough to feel alive, seldom enough for a page that is left open. */
const EVERY_MS = 3_000;
/** After five minutes a person reloads, or comes back tomorrow. */
const TURNS_MAX = 100;

/** Reads again, now and then, while something is under way that ends by itself. */
export function useRefresh(open: boolean, reload: () => void): void {
  const [turn, setTurn] = useState(0);
  useEffect(() => setTurn(0), [open]);
  useEffect(() => {
    if (!open || turn >= TURNS_MAX) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') reload();
      setTurn(turn + 1);
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [open, turn, reload]);
}
