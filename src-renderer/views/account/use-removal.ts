import { useState } from 'react';
import type { AccountSecurity, LinkView } from '../../../preload/contract/account-pages.ts';
import type { Provider } from '../../../preload/contract/providers.ts';
import type { KnownAccount, LoginState } from '../../../preload/contract/state.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useWholeCopy } from '../../copy/copy.tsx';
import type { Login } from '../../use-login.ts';
import { formatList } from './account-formats.ts';
import { useLinkWords } from './provider-section.tsx';
import type { Answer } from './use-answer.tsx';
import { type Changes, keepFocus } from './use-changes.tsx';

/** What the person is about to remove, and what that would do. */
interface RemovalQuestion {
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
  const { t, providerName } = useWholeCopy();
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

/** The words of a question; `text` names what will no longer work and what still will. */
interface RemovalText {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
}

/** Finds the words for questions before a removal. */
function useRemovalText(
  account: KnownAccount,
  passwordAllowed: boolean,
): (question: RemovalQuestion) => RemovalText {
  const { t, locale, providerName } = useWholeCopy();
  const words = useLinkWords();

  function wayOf(link: LinkView, links: readonly LinkView[]): string {
    const name = words.name(link, links);
    if (name !== link.email) return name;
    return t('unlink.way', { email: link.email, provider: providerName(link.provider) });
  }
  function consequences({ removed, security }: RemovalQuestion): string {
    const { links } = security;
    const left = links.filter((link) => !removed.includes(link)).map((link) => wayOf(link, links));
    const ways = security.hasPassword && passwordAllowed ? [...left, t('unlink.password')] : left;
    return [
      t('unlink.text', {
        emails: formatList(
          removed.map((link) => words.name(link, links)),
          locale,
        ),
      }),
      ...(removed.some(({ current }) => current) ? [t('unlink.current')] : []),
      ways.length > 0
        ? t('unlink.left', { ways: formatList(ways, locale) })
        : t('unlink.nothing-left'),
    ].join(' ');
  }

  return (question) => {
    const { link, last } = question;
    const provider = providerName(question.provider);
    const { name } = account;
    if (last) {
      return {
        title: t('last.title', { name }),
        text: t('last.text'),
        confirmLabel: t('last.confirm'),
      };
    }
    return {
      title:
        link === null
          ? t('unlink.provider.title', { provider, name })
          : t('unlink.link.title', { email: words.name(link, question.security.links) }),
      text: consequences(question),
      confirmLabel:
        link === null ? t('unlink.provider.confirm', { provider }) : t('unlink.link.confirm'),
    };
  };
}
