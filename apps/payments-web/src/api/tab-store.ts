/**
 * What is kept for this tab alone. Inside a merchant's frame a browser may deny it (where it keeps strangers from storing): then it
 * lasts as long as the page, which is enough to pay.
 */
const page = new Map<string, string>();

export function keepForTab(name: string, value: string): void {
  page.set(name, value);
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Denied: the page's own memory has it.
  }
}

export function keptForTab(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return page.get(name) ?? null;
  }
}
