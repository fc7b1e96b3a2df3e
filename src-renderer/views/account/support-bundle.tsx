import { FileArchive } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BundleFile } from '../../../preload/contract/account-pages.ts';
import type { LoginState } from '../../../preload/contract/state.ts';
import { Button, ButtonPair } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { DialogFrame } from '../../components/dialog.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';
import page from './page.module.css';
import styles from './support-page.module.css';
import { ChangeAlert, useChanges } from './use-changes.tsx';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
}

/** Collects a support bundle and lets the person read it before it is saved. */
export function BundleButton(props: Props & { readonly locked: boolean }): ReactNode {
  const { login, state, locked } = props;
  const { t } = useWholeCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [files, setFiles] = useState<readonly BundleFile[] | null>(null);
  const busy = changes.isBusy('preview');

  async function preview(): Promise<void> {
    if (locked) return;
    announce(t('bundle.collecting'));
    await changes.run('preview', async () => {
      const result = await login.ask('previewSupportBundle');
      if (result.ok) setFiles(result.value.files);
      return result;
    });
  }

  return (
    <>
      <Button
        size="small"
        icon={<FileArchive aria-hidden="true" />}
        busy={busy}
        isDisabled={busy}
        {...(locked ? { 'aria-disabled': true } : {})}
        aria-describedby="report-text"
        onPress={() => void preview()}
      >
        {busy ? t('bundle.collecting') : t('bundle.open')}
      </Button>
      <ChangeAlert
        login={login}
        state={state}
        failure={changes.failureAt('preview')}
        tryAgain={() => void preview()}
        onDismiss={changes.dismiss}
      />
      {files !== null && (
        <BundleDialog login={login} state={state} files={files} onClose={() => setFiles(null)} />
      )}
    </>
  );
}

/** All files with their whole text, and then the question where to save them. */
function BundleDialog(
  props: Props & { readonly files: readonly BundleFile[]; readonly onClose: () => void },
): ReactNode {
  const { login, state, files, onClose } = props;
  const { t } = useWholeCopy();
  const announce = useAnnounce();
  const changes = useChanges();
  const [path, setPath] = useState<string | null>(null);

  async function save(): Promise<void> {
    await changes.run('save', async () => {
      const result = await login.ask('saveSupportBundle');
      if (result.ok && result.value !== null) {
        setPath(result.value);
        announce(t('review.exported', { path: result.value }));
      }
      return result;
    });
  }

  const busy = changes.isBusy('save');
  return (
    <DialogFrame
      role="dialog"
      title={t('bundle.title')}
      text={t('bundle.text')}
      onClose={onClose}
      wide
    >
      <section className={styles.files} aria-label={t('bundle.files')}>
        {files.map(({ name, text }, index) => (
          <details key={name} open={index === 0}>
            <summary>{name}</summary>
            <pre translate="no">{text}</pre>
          </details>
        ))}
      </section>
      <ChangeAlert
        login={login}
        state={state}
        failure={changes.failureAt('save')}
        tryAgain={() => void save()}
        onDismiss={changes.dismiss}
      />
      {path === null ? (
        <div className={styles.buttons}>
          <ButtonPair
            confirm={
              <Button kind="primary" busy={busy} isDisabled={busy} onPress={() => void save()}>
                {t('bundle.save')}
              </Button>
            }
            cancel={<Button onPress={onClose}>{t('bundle.close')}</Button>}
          />
        </div>
      ) : (
        <>
          <p className={classNames(page.fact, styles.saved)}>{t('review.exported', { path })}</p>
          <div className={styles.buttons}>
            <Button autoFocus onPress={onClose}>
              {t('bundle.close')}
            </Button>
          </div>
        </>
      )}
    </DialogFrame>
  );
}
