/** What a person should know of at once; `alert.raised` carries the code. */
export const ALERT_CODES = [
  'late_success',
  'contradiction',
  'amount_mismatch',
  'dispute',
  'needs_attention',
  'duplicate_charge',
  'foreign_refund',
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];
