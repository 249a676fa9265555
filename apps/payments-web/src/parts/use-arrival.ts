import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** The page before, over all frames that were drawn since the document was loaded. */
let before: string | null = null;

/**
 * What a browser does where it loads a page: begins at its top, and a screen reader reads it from there. Within one document nobody
 * does that, so the content takes the focus. Back and forward keep the place that the browser remembers.
 */
export function useArrival() {
  const { pathname } = useLocation();
  const type = useNavigationType();
  const content = useRef<HTMLElement>(null);
  useEffect(() => {
    const arrived = before !== null && before !== pathname;
    before = pathname;
    if (!arrived) return;
    content.current?.focus({ preventScroll: true });
    if (type !== 'POP') scrollTo(0, 0);
  }, [pathname, type]);
  return content;
}
