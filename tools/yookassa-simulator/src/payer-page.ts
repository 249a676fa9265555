import { CANCEL_REASONS, type PaymentRecord } from './records.ts';
import { toAmount } from './money.ts';

/** The page that stands where YooKassa's payment page would: a person plays the payer. */

export const PAGE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

export function payerPage(payment: PaymentRecord): string {
  const { value, currency } = toAmount(payment.money);
  const head = `<h1>${value} ${currency}</h1><p>${escape(payment.description ?? 'Payment without a description')}</p>`;
  if (payment.status !== 'pending') return page(`${head}<p>This payment is ${payment.status}.</p>`);
  return page(`${head}
<p>A simulator's page: no money moves here.</p>
<form method="post">
<fieldset><legend>Card</legend>
<button name="action" value="pay" autofocus>Pay</button>
<button name="action" value="three_d_secure_fails">3-D Secure fails</button></fieldset>
<fieldset><legend>The bank refuses</legend>
<select name="reason" aria-label="Reason">${CANCEL_REASONS.map(option).join('')}</select>
<button name="action" value="decline">Decline</button></fieldset>
<fieldset><legend>The payer changes their mind</legend>
<button name="action" value="give_up">Cancel the payment</button>
<button name="action" value="leave">Back to the shop, unpaid</button></fieldset>
</form>`);
}

const option = (reason: string): string =>
  `<option${reason === 'insufficient_funds' ? ' selected' : ''}>${reason}</option>`;

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>YooKassa simulator</title>
<style>body{font:16px/1.5 sans-serif;max-width:30rem;margin:2rem auto;padding:0 1rem}fieldset{margin:1rem 0}</style>
${body}</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
