import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import type { KnownAccount } from '../../preload/contract/state.ts';
import button from '../components/button.module.css';
import { classNames } from '../components/class-names.ts';
import { ConfirmDialog } from '../components/dialog.tsx';
import { useWholeCopy } from '../copy/copy.tsx';
import type { Login } from '../use-login.ts';
import home from './home-view.module.css';
import styles from './sign-out-menu.module.css';

type Question = 'remove' | 'everywhere' | 'browser';

const allWays = ['sign-out', 'remove', 'everywhere', 'browser'] as const;

/** The ways out, each with what it does; those that reach further ask first. */
export function SignOutMenu(props: {
  readonly login: Login;
  readonly account: KnownAccount;
}): ReactNode {
  const { login, account } = props;
  const { t, locale, providerName } = useWholeCopy();
  const provider = account.identity?.provider ?? null;
  // For the Sonar password there is none in the browser.
  const ways = provider === null ? (['sign-out', 'remove', 'everywhere'] as const) : allWays;
  const words = { name: account.name, provider: providerName(provider) };
  const [question, setQuestion] = useState<Question | null>(null);

  function act(key: string | number): void {
    if (key === 'sign-out') void login.run('signOut', account.id);
    else if (key === 'remove' || key === 'everywhere' || key === 'browser') setQuestion(key);
  }
  function confirm(): void {
    setQuestion(null);
    if (question === 'browser' && provider !== null) {
      void login.run('endBrowserSession', provider);
    } else {
      void login.run(question === 'remove' ? 'removeAccount' : 'signOutEverywhere', account.id);
    }
  }

  return (
    <>
      <I18nProvider locale={locale}>
        <MenuTrigger>
          <AriaButton
            className={classNames(button.base, button.secondary, home.more)}
            aria-label={t('home.sign-out.more')}
          >
            <ChevronDown aria-hidden="true" />
          </AriaButton>
          <Popover className={classNames(styles.popover)} placement="bottom end" offset={4}>
            <Menu
              className={classNames(styles.menu)}
              aria-label={t('home.sign-out.more')}
              onAction={act}
            >
              {ways.map((id) => (
                <MenuItem
                  key={id}
                  id={id}
                  className={classNames(styles.item)}
                  textValue={t(`home.${id}`, words)}
                >
                  <Text slot="label" className={styles.text}>
                    <span className={styles.label}>{t(`home.${id}`, words)}</span>{' '}
                    <span className={styles.hint}>{t(`home.${id}.hint`, words)}</span>
                  </Text>
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      </I18nProvider>
      {question !== null && (
        <ConfirmDialog
          title={t(`${question}.title`, words)}
          text={t(`${question}.text`, words)}
          confirmLabel={t(`${question}.confirm`)}
          onConfirm={confirm}
          onCancel={() => setQuestion(null)}
        />
      )}
    </>
  );
}
