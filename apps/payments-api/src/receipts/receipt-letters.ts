import type { Receipt } from '@payments/domain';
import type { NewMail } from '@payments/postgres';
import { stableMessageId } from '../mail/letter.ts';
import { isMailAddress } from '../mail/mail-message.ts';

/** A document's letter to its payer, as the outbox keeps it; none where the payer left no address. Its PDF is made when it is sent. */
export function receiptLetters(
  receipt: Receipt,
  publicUrl: string,
  again?: string,
): readonly (NewMail & { readonly paymentId: string })[] {
  const { number, kind, paymentId } = receipt;
  const { email } = receipt.customer;
  if (email === null || email === '') return [];
  const letter = {
    messageId: stableMessageId(['receipt', number, ...(again === undefined ? [] : [again])], email, publicUrl),
    kind,
    paymentId,
    receiptNumber: number,
    recipient: email,
    content: null,
  };
  return [isMailAddress(email) ? letter : { ...letter, refused: 'malformed_address' }];
}
