import type { KnownAccount, LinkView } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account/account-copy.tsx';
import { formatList } from '../account-formats.ts';
import type { RemovalQuestion } from './use-removal.ts';

/** The words of a question; `text` names what will no longer work and what still will. */
export interface RemovalText {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
}

/** Finds the words for questions before a removal. */
export function useRemovalText(
  account: KnownAccount,
  passwordAllowed: boolean,
): (question: RemovalQuestion) => RemovalText {
  const { t, locale, providerName } = useAccountCopy();

  function nameOf(link: LinkView): string {
    return link.email ?? t('link.no-email', { provider: providerName(link.provider) });
  }
  function wayOf(link: LinkView): string {
    if (link.email === null) return nameOf(link);
    return t('unlink.way', { email: link.email, provider: providerName(link.provider) });
  }
  function consequences({ removed, security }: RemovalQuestion): string {
    const left = security.links.filter((link) => !removed.includes(link)).map(wayOf);
    const ways = security.hasPassword && passwordAllowed ? [...left, t('unlink.password')] : left;
    return [
      t('unlink.text', { emails: formatList(removed.map(nameOf), locale) }),
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
          : t('unlink.link.title', { email: nameOf(link) }),
      text: consequences(question),
      confirmLabel:
        link === null ? t('unlink.provider.confirm', { provider }) : t('unlink.link.confirm'),
    };
  };
}
