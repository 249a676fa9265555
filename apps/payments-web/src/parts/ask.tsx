import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../api/trouble.ts';
import { Action } from './action.tsx';
import { TroubleNote } from './trouble-note.tsx';

interface AskProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly head: string;
  readonly children: ReactNode;
  /** The name of the button that does it. */
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly pending?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly trouble?: Trouble | null;
}

/** Asks before something that can't be taken back. */
export function Ask({
  open,
  onClose,
  head,
  children,
  yes,
  no,
  onYes,
  pending = false,
  disabled = false,
  danger = false,
  trouble = null,
}: AskProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable={!pending}
      isKeyboardDismissDisabled={pending}
      onOpenChange={(next) => !next && onClose()}
    >
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">{head}</Heading>
          {children}
          {trouble !== null && <TroubleNote trouble={trouble} />}
          <div className="row">
            <Action onPress={onClose} look="quiet" disabled={pending}>
              {no}
            </Action>
            <Action onPress={onYes} look={danger ? 'danger' : 'primary'} pending={pending} disabled={disabled}>
              {yes}
            </Action>
          </div>
          {pending && (
            <p className="visually-hidden" role="status">
              {t('loading')}
            </p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
