import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import type { KnownAccount } from '../../preload/contract/state.ts';
import button from '../components/button.module.css';
import { classNames } from '../components/class-names.ts';
import { ConfirmDialog } from '../components/dialog.tsx';
import { useCopy } from '../copy/copy.tsx';
import type { Login } from '../use-login.ts';
import home from './home-view.module.css';
import styles from './sign-out-menu.module.css';

type Question = 'remove' | 'everywhere';

/** The three ways out, each with what it does; the two that reach further ask first. */
export function SignOutMenu(props: {
  readonly login: Login;
  readonly account: KnownAccount;
}): ReactNode {
  const { login, account } = props;
  const { t } = useCopy();
  const [question, setQuestion] = useState<Question | null>(null);

  function act(key: string | number): void {
    if (key === 'sign-out') void login.run('signOut', account.id);
    else if (key === 'remove' || key === 'everywhere') setQuestion(key);
  }
  function confirm(): void {
    const verb = question === 'remove' ? 'removeAccount' : 'signOutEverywhere';
    setQuestion(null);
    void login.run(verb, account.id);
  }

  return (
    <>
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
            {(['sign-out', 'remove', 'everywhere'] as const).map((id) => (
              <MenuItem
                key={id}
                id={id}
                className={classNames(styles.item)}
                textValue={t(`home.${id}`)}
              >
                <Text slot="label" className={styles.text}>
                  <span className={styles.label}>{t(`home.${id}`)}</span>{' '}
                  <span className={styles.hint}>{t(`home.${id}.hint`)}</span>
                </Text>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {question !== null && (
        <ConfirmDialog
          title={t(`${question}.title`, { name: account.name })}
          text={t(`${question}.text`)}
          confirmLabel={t(`${question}.confirm`)}
          onConfirm={confirm}
          onCancel={() => setQuestion(null)}
        />
      )}
    </>
  );
}
