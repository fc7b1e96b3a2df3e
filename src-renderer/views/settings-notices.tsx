import { FileCog, LogOut, Save } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LoginState } from '../../preload/contract.ts';
import { Notice } from '../components/notice.tsx';
import { useCopy } from '../copy/copy.tsx';
import type { Login } from '../use-login.ts';

interface Props {
  readonly login: Login;
  readonly state: LoginState;
}

/** What is not kept on this computer or not known to Sonar, as long as it is so, and what was mended, until read. */
export function SettingsNotices({ login, state }: Props): ReactNode {
  const { t } = useCopy();
  return state.settingsNotices.map((kind) =>
    kind === 'unsaved' || kind === 'untold' ? (
      <Notice
        key={kind}
        tone="warning"
        icon={
          kind === 'unsaved' ? (
            <Save className="icon" aria-hidden="true" />
          ) : (
            <LogOut className="icon" aria-hidden="true" />
          )
        }
        title={t(`notice.${kind}.title`)}
        text={t(`notice.${kind}.text`)}
      />
    ) : (
      <Notice
        key={kind}
        tone="neutral"
        icon={<FileCog className="icon" aria-hidden="true" />}
        title={t(`notice.${kind}.title`)}
        text={t(`notice.${kind}.text`)}
        action={{
          label: t('notice.dismiss'),
          run: () => void login.run('dismissSettingsNotice'),
        }}
      />
    ),
  );
}
