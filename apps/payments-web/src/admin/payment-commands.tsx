import { useState } from 'react';
import type { PaymentDetails, PaymentStatus, Refund } from '../api/shapes.ts';
import { useCommand, type Command } from '../api/use-command.ts';
import { Action } from '../parts/action.tsx';
import { Ask } from '../parts/ask.tsx';
import { cancel, capture } from './admin-calls.ts';
import { AmountBox, useAmount } from './amount-box.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { useAdminWords } from './words/use-admin-words.ts';

interface PaymentCommandsProps {
  readonly payment: PaymentDetails;
  readonly refunds: readonly Refund[];
  readonly sync: Command<void>;
  readonly onDone: Done;
}

/** Told in a sentence what was done, and whether its outcome is known already. */
export type Done = (sentence: string, known: boolean) => void;

type Asked = 'capture' | 'cancel' | 'refund';

const CANCELABLE: ReadonlySet<PaymentStatus> = new Set(['pending', 'processing', 'authorized', 'failed']);
const REFUNDABLE: ReadonlySet<PaymentStatus> = new Set(['succeeded', 'partially_refunded']);

/** What an administrator may do with a payment as it stands. Each asks first; the service has the last word. */
export function PaymentCommands({ payment, refunds, sync, onDone }: PaymentCommandsProps) {
  const { t } = useAdminWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { status } = payment;
  const left = payment.amount_refundable ?? payment.amount_captured - reserved(refunds);
  const close = () => setAsked(null);
  const done: Done = (sentence, known) => {
    close();
    onDone(sentence, known);
  };
  return (
    <div className="row">
      <Action onPress={sync.run} pending={sync.running}>
        {t('detail.sync')}
      </Action>
      {status === 'authorized' && (
        <Action look="primary" onPress={() => setAsked('capture')}>
          {t('capture.button')}
        </Action>
      )}
      {CANCELABLE.has(status) && (
        <Action look="danger" onPress={() => setAsked('cancel')}>
          {t('page:action.cancel')}
        </Action>
      )}
      {REFUNDABLE.has(status) && left > 0 && (
        <Action look="danger" onPress={() => setAsked('refund')}>
          {t('page:action.refund')}
        </Action>
      )}
      {asked === 'capture' && <CaptureDialog payment={payment} onClose={close} onDone={done} />}
      {asked === 'cancel' && <CancelDialog payment={payment} onClose={close} onDone={done} />}
      {asked === 'refund' && <RefundDialog payment={payment} left={left} onClose={close} onDone={done} />}
    </div>
  );
}

export interface CommandDialogProps {
  readonly payment: PaymentDetails;
  readonly onClose: () => void;
  readonly onDone: Done;
}

function CaptureDialog({ payment, onClose, onDone }: CommandDialogProps) {
  const { t } = useAdminWords();
  const amount = useAmount(payment.amount, payment.currency);
  const command = useCommand(async (minor: number) => {
    const status = await capture(payment.id, minor);
    const known = status === 'succeeded';
    onDone(known ? t(`page:status.${status}`) : t('detail.working'), known);
  });
  return (
    <Ask
      open
      onClose={onClose}
      head={t('capture.head')}
      yes={t('page:action.confirm')}
      no={t('page:action.keep')}
      pending={command.running}
      disabled={amount.minor === null}
      trouble={command.trouble}
      onYes={() => amount.minor !== null && command.run(amount.minor)}
    >
      <p className="soft">{t('capture.text')}</p>
      <AmountBox label={t('capture.amount')} amount={amount} />
    </Ask>
  );
}

function CancelDialog({ payment, onClose, onDone }: CommandDialogProps) {
  const { t } = useAdminWords();
  const command = useCommand(async () => {
    const status = await cancel(payment.id);
    const known = status === 'canceled';
    onDone(known ? t(`page:status.${status}`) : t('detail.working'), known);
  });
  return (
    <Ask
      open
      onClose={onClose}
      head={t('cancel.head')}
      yes={t('page:action.confirm')}
      no={t('page:action.keep')}
      danger
      pending={command.running}
      trouble={command.trouble}
      onYes={command.run}
    >
      <p className="soft">{t('cancel.text')}</p>
    </Ask>
  );
}

/** What refunds under way or done have taken already. */
function reserved(refunds: readonly Refund[]): number {
  return refunds.reduce((sum, { status, amount }) => (status === 'failed' ? sum : sum + amount), 0);
}
