/** A dialog gives the focus back by itself a moment after it closed: it goes first. */
const AFTER_MS = 120;

/**
 * Keeps the keyboard's place. Where what had the focus disappears (a filter's "clear", the row that was removed, the button that
 * became a sentence), a browser puts it to the page's very beginning; here it goes to the nearest thing around that is still there.
 */
export function keepFocus(): void {
  let around: readonly Element[] = [];
  addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) around = [target, ...ancestors(target)];
  });
  let timer: number | undefined;
  new MutationObserver(() => {
    if (around[0]?.isConnected !== false) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (document.activeElement === document.body && around[0]?.isConnected === false) settle(around);
    }, AFTER_MS);
  }).observe(document.body, { childList: true, subtree: true });
}

function settle(around: readonly Element[]): void {
  // After a dialog whose opener is gone, too, nothing around is left.
  const place = around.find((element) => element.isConnected) ?? document.querySelector('main');
  if (!(place instanceof HTMLElement)) return;
  if (place.tabIndex < 0 && !place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1');
  place.focus({ preventScroll: true });
}

function ancestors(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let up = element.parentElement; up !== null && up !== document.body; up = up.parentElement) found.push(up);
  return found;
}
