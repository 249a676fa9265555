import { keepForTab, keptForTab } from './tab-store.ts';

const KEPT = 'payments.token';

/**
 * Takes the token out of the address (`#token=…`), where one is, and keeps it for this tab alone: not in a cookie, not on the disk
 * after the tab is closed, and not in the address that may be copied or end in somebody's history.
 */
export function takeToken(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null) return;
  keepForTab(KEPT, given);
  history.replaceState(history.state, '', location.pathname + location.search);
}

export function sessionToken(): string | null {
  return keptForTab(KEPT);
}

/** Where the signed-in person is told apart from another one in the same tab: the token's subject, unverified. */
export function sessionSubject(): string | null {
  const claims = claimsOf(sessionToken());
  return typeof claims?.sub === 'string' ? claims.sub : null;
}

/** The service decides what a person may do; this only saves them a page that it would refuse. */
function claimsOf(token: string | null): { readonly sub?: unknown } | null {
  const part = token?.split('.')[1];
  if (part === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' ? claims : null;
  } catch {
    return null;
  }
}
