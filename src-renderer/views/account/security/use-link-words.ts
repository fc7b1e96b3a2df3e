import type { LinkView } from '../../../../preload/contract.ts';
import { useAccountCopy } from '../../../copy/account-copy.tsx';
import { formatDate, formatDateTime } from '../../../copy/formats.ts';

/** What a link is called among `links`, all that open the account. */
export interface LinkWords {
  /** Its address; beside another one of the same address and provider, when it was linked as well. */
  readonly name: (link: LinkView, links: readonly LinkView[]) => string;
  /** The day it was linked; the time of day too, where only that tells it from another one. */
  readonly linkedAt: (link: LinkView, links: readonly LinkView[]) => string;
}

/** Two identities of one provider may bear one address: it was given to somebody else, or a domain's own took it over. */
function twinsOf(link: LinkView, links: readonly LinkView[]): readonly LinkView[] {
  return links.filter(
    ({ id, provider, email }) =>
      id !== link.id && provider === link.provider && email === link.email,
  );
}

/** Tells links apart in words. */
export function useLinkWords(): LinkWords {
  const { t, locale, providerName } = useAccountCopy();

  function linkedAt(link: LinkView, links: readonly LinkView[]): string {
    const day = formatDate(link.linkedAt, locale);
    const isSameDay = twinsOf(link, links).some(
      (twin) => formatDate(twin.linkedAt, locale) === day,
    );
    return (isSameDay ? formatDateTime(link.linkedAt, locale) : null) ?? day;
  }

  return {
    linkedAt,
    name(link, links) {
      const provider = providerName(link.provider);
      const email = link.email ?? t('link.no-email', { provider });
      return twinsOf(link, links).length === 0
        ? email
        : t('link.twin', { email, provider, date: linkedAt(link, links) });
    },
  };
}
