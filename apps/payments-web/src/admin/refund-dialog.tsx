import { useRef, useState } from 'react';
import { useCommand } from '../api/use-command.ts';
import { Ask } from '../parts/ask.tsx';
import { TextBox } from '../parts/fields.tsx';
import { refund } from './admin-calls.ts';
import { AmountBox, useAmount } from './amount-box.tsx';
import type { CommandDialogProps } from './payment-commands.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

interface RefundDialogProps extends CommandDialogProps {
  /** What can still go back, in minor units. */
  readonly left: number;
}

/**
 * Asks how much goes back and why. One opened dialog is one refund: its key is made for what is typed, so that pressing again after
 * the connection broke is the same refund, and another amount another one.
 */
export function RefundDialog({ payment, left, onClose, onDone }: RefundDialogProps) {
  const { t } = useAdminWords();
  const amount = useAmount(left, payment.currency);
  const [reason, setReason] = useState('');
  const keys = useRef(new Map<string, string>());
  const command = useCommand(async (minor: number) => {
    const wanted = JSON.stringify([minor, reason]);
    const key = keys.current.get(wanted) ?? crypto.randomUUID();
    keys.current.set(wanted, key);
    const made = await refund(payment.id, minor, reason, key);
    const known = made.status !== 'pending';
    onDone(known ? t('refund.done') : t('detail.working'), known);
  });
  return (
    <Ask
      open
      onClose={onClose}
      head={t('refund.head')}
      yes={t('page:action.confirm')}
      no={t('page:action.keep')}
      danger
      pending={command.running}
      disabled={amount.minor === null}
      trouble={command.trouble}
      onYes={() => amount.minor !== null && command.run(amount.minor)}
    >
      <p className="soft">{t('refund.text')}</p>
      <AmountBox label={t('refund.amount')} amount={amount} />
      <TextBox label={t('refund.reason')} value={reason} onChange={setReason} maxLength={250} />
    </Ask>
  );
}
