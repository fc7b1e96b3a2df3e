import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useCopy } from '../copy/copy.tsx';
import { Button, ButtonPair } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';

/** A dialog over the window, which it takes the focus of; Escape and a press beside it close it. */
export function DialogFrame(props: {
  readonly role: 'dialog' | 'alertdialog';
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
  /** As wide as the window lets it be: there is something to read. */
  readonly wide?: boolean;
  /** A press beside it does not close it: what it shows is nowhere else. */
  readonly stays?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { locale } = useCopy();
  return (
    <I18nProvider locale={locale}>
      <ModalOverlay
        className={classNames(styles.overlay)}
        isOpen
        isDismissable={!props.stays}
        onOpenChange={(open) => !open && props.onClose()}
      >
        <Modal className={classNames(styles.modal, props.wide && styles.wide)}>
          <Dialog className={classNames(styles.dialog)} role={props.role}>
            <Heading slot="title" className={classNames(styles.title)}>
              {props.title}
            </Heading>
            <p className={styles.text}>{props.text}</p>
            {props.children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}

interface Props {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that reaches far. The safe button has the focus. */
export function ConfirmDialog(props: Props): ReactNode {
  const { t } = useCopy();
  return (
    <DialogFrame role="alertdialog" title={props.title} text={props.text} onClose={props.onCancel}>
      <ButtonPair
        confirm={
          <Button kind="danger" onPress={props.onConfirm}>
            {props.confirmLabel}
          </Button>
        }
        cancel={
          <Button autoFocus onPress={props.onCancel}>
            {t('verb.cancel')}
          </Button>
        }
      />
    </DialogFrame>
  );
}
