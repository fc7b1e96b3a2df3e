import type { KnownAccount, LinkView } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { formatList } from '../account-formats.ts';
import { useLinkWords } from './use-link-words.ts';
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
