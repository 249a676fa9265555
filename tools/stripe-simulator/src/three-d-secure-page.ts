import { returnAddress, type Authentication } from './actions/authenticate.ts';

/** The bank's page: what is asked for, and two buttons. */
export function threeDSecurePage(intent: Authentication['intent']): string {
  const what =
    intent.object === 'payment_intent'
      ? `Payment of ${intent.amount} ${intent.currency} (smallest unit)`
      : 'Saving a card';
  if (intent.status !== 'requires_action') {
    return page(`<p>Nothing to authenticate: the status is ${escapeHtml(intent.status)}.</p>`);
  }
  const id = encodeURIComponent(intent.id);
  return page(
    `<p>${escapeHtml(what)}</p>` +
      `<form method="post" action="/_sim/3ds/${id}/authorize"><button type="submit" id="authorize">Authorize</button></form>` +
      `<form method="post" action="/_sim/3ds/${id}/fail"><button type="submit" id="fail">Fail</button></form>`,
  );
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends the payer back to the shop, or says that they may close the page where there is no way back. */
export function afterAuthentication(authentication: Authentication): PageAnswer {
  const location = returnAddress(authentication);
  if (location !== null) return { status: 303, headers: { location }, body: '' };
  return htmlAnswer(page(`<p>${authentication.succeeded ? 'Authorized' : 'Failed'}. You may close this page.</p>`));
}

export function htmlAnswer(body: string): PageAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" },
    body,
  };
}

function page(content: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>3D Secure (simulated)</title></head><body><main><h1>3D Secure (simulated)</h1>${content}</main></body></html>`
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
