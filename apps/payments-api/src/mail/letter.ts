import { createHash } from 'node:crypto';
import type { Locale } from '@payments/domain';
import { oneLine } from './mail-message.ts';

/** What a letter says, once for both its forms. Every string is plain text; escaping is the form's work. */
export interface Letter {
  readonly locale: Locale;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Label and value, one a line. */
  readonly facts: readonly (readonly [string, string])[];
  /** A place of ours to go to; never an address from outside. */
  readonly link: { readonly label: string; readonly url: string } | null;
  readonly closing: readonly string[];
}

export function letterText(letter: Letter): string {
  const { heading, paragraphs, facts, link, closing } = clean(letter);
  const blocks = [
    heading,
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    link ? `${link.label}: ${link.url}` : '',
    closing.join('\n'),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MUTED = 'color:#566273';

/** Tables and inline styles, because that is what mail programs understand; no pictures, no scripts, nothing that is loaded. */
export function letterHtml(letter: Letter): string {
  const { locale, heading, paragraphs, facts, link, closing } = clean(letter);
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:5px 20px 5px 0;${MUTED};vertical-align:top;white-space:nowrap">${escapeHtml(label)}</td>` +
      `<td style="padding:5px 0;word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  const button = link
    ? `<p style="margin:20px 0 0"><a href="${escapeHtml(link.url)}" style="color:#0f5c6e;font-weight:600">${escapeHtml(link.label)}</a></p>`
    : '';
  const ending = closing.map(escapeHtml).join('<br>');
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light"><title>${escapeHtml(heading)}</title></head>`,
    `<body style="margin:0;padding:24px 12px;background:#f3f6f9;color:#16202c;font-size:15px;line-height:1.5;${FONT}">`,
    '<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">',
    '<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:#fff;border-radius:8px;border-top:6px solid #0f5c6e">',
    '<tr><td style="padding:28px 32px">',
    `<h1 style="margin:0 0 12px;font-size:21px;line-height:1.3">${escapeHtml(heading)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 12px">${escapeHtml(text)}</p>`),
    rows.length > 0
      ? `<table role="presentation" cellspacing="0" cellpadding="0" style="margin-top:8px;font-size:14px">${rows.join('')}</table>`
      : '',
    button,
    `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #d5dbe3;font-size:13px;${MUTED}">${ending}</p>`,
    '</td></tr></table></td></tr></table></body></html>',
  ]
    .filter(Boolean)
    .join('\n');
}

/** Every string as one line: what others wrote cannot begin a line of its own, or turn one round. */
function clean(letter: Letter): Letter {
  return {
    ...letter,
    heading: oneLine(letter.heading),
    paragraphs: letter.paragraphs.map(oneLine),
    facts: letter.facts.map(([label, value]) => [label, oneLine(value)]),
    closing: letter.closing.map(oneLine).filter(Boolean),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/**
 * A message id that is the same whenever the same thing is told to the same person. The recipient is in it as a hash, because ids stand in logs and
 * file names.
 */
export function stableMessageId(parts: readonly string[], to: string, publicUrl: string): string {
  const recipient = createHash('sha256').update(to.trim().toLowerCase()).digest('hex').slice(0, 16);
  const name = [...parts, recipient].map((part) => part.replace(/[^A-Za-z0-9_-]/g, '_')).join('.');
  return `<${name}@${new URL(publicUrl).hostname}>`;
}
