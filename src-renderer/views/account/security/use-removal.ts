import { useState } from 'react';
import type {
  AccountSecurity,
  KnownAccount,
  LinkView,
  LoginState,
  Provider,
} from '../../../../preload/contract.ts';
import { useAnnounce } from '../../../components/live-region.tsx';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import type { Login } from '../../../use-login.ts';
import { keepFocus } from '../keep-focus.ts';
import type { Answer } from '../use-answer.ts';
import type { Changes } from '../use-changes.ts';
import { useLinkWords } from './use-link-words.ts';
import { useRemovalText } from './use-removal-text.ts';

/** What the person is about to remove, and what that would do. */
export interface RemovalQuestion {
  readonly provider: Provider;
  /** Null: everything of the provider. */
  readonly link: LinkView | null;
  readonly removed: readonly LinkView[];
  readonly security: AccountSecurity;
  /** The service has said that nothing else opens the account. */
  readonly last: boolean;
}

/** The words and buttons of the question that is asked. */
interface RemovalDialog {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before a provider is turned off or a link removed, and once more before the last way in. */
export function useRemoval(props: {
  readonly login: Login;
  readonly state: LoginState;
  readonly account: KnownAccount;
  readonly changes: Changes;
  readonly answer: Answer<AccountSecurity>;
}): {
  readonly dialog: RemovalDialog | null;
  readonly askProvider: (provider: Provider, security: AccountSecurity) => void;
  readonly askLink: (link: LinkView, security: AccountSecurity) => void;
} {
  const { login, state, account, changes, answer } = props;
  const { t, providerName } = useAccountCopy();
  const announce = useAnnounce();
  const words = useLinkWords();
  const [question, setQuestion] = useState<RemovalQuestion | null>(null);
  const textOf = useRemovalText(account, state.policy.passwordAllowed);

  async function remove(asked: RemovalQuestion): Promise<void> {
    setQuestion(null);
    const { link, provider, last } = asked;
    const failure = await changes.run(link?.id ?? provider, () =>
      link === null
        ? login.ask('turnOffProvider', account.id, provider, last)
        : login.ask('removeLink', account.id, link.id, last),
    );
    if (failure?.code === 'last-way-in' && !last) {
      changes.dismiss();
      setQuestion({ ...asked, last: true });
      return;
    }
    if (failure !== null) return;
    const name = providerName(provider);
    announce(
      link === null
        ? t('security.announce.off', { provider: name })
        : t('security.announce.removed', {
            email: words.name(link, asked.security.links),
          }),
    );
    await answer.reload();
    keepFocus(`[data-provider="${provider}"] [role="switch"]`);
  }

  return {
    dialog:
      question === null
        ? null
        : {
            ...textOf(question),
            onConfirm: () => void remove(question),
            onCancel: () => setQuestion(null),
          },
    askProvider: (provider, security) => {
      const removed = security.links.filter((link) => link.provider === provider);
      setQuestion({ provider, link: null, removed, security, last: false });
    },
    askLink: (link, security) =>
      setQuestion({ provider: link.provider, link, removed: [link], security, last: false }),
  };
}
