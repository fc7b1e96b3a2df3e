import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useCopy } from '../copy/copy.tsx';
import { confirmStandsLeft } from '../platform.ts';
import { Button } from './button.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that reaches far. The safe button has the focus; buttons stand as the platform orders them. */
export function ConfirmDialog({
  title,
  text,
  confirmLabel,
  onConfirm,
  onCancel,
}: Props): ReactNode {
  const { t } = useCopy();
  const confirm = (
    <Button key="confirm" kind="danger" onPress={onConfirm}>
      {confirmLabel}
    </Button>
  );
  const cancel = (
    <Button key="cancel" autoFocus onPress={onCancel}>
      {t('verb.cancel')}
    </Button>
  );
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onCancel()}
    >
      <Modal className="modal">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <p className="dialog-text">{text}</p>
          <div className="dialog-buttons">
            {confirmStandsLeft() ? [confirm, cancel] : [cancel, confirm]}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
