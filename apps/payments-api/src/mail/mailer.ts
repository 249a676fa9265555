/** A letter, ready to be sent; who it is from is the mailer's setting. */
export interface Mail {
  /** `<…@…>`, the same each time that this letter is sent, so that a repeat is recognised as one. */
  readonly messageId: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * What became of a letter. `reason` is a short code, never an address or a server's sentence: it goes into the timeline and the log.
 * `refused`: this address or this letter is refused for good, sending again is useless;
 * `later`: certainly not taken, try again;
 * `unknown`: it may have been taken, try again with the same message id.
 */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Sends letters. Never throws: whatever happens is an outcome. */
export interface Mailer {
  send(mail: Mail): Promise<MailOutcome>;
  /** Ends idle connections; letters under way are finished first. */
  close(): Promise<void>;
}
