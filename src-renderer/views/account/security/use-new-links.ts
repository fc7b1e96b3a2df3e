import { useEffect, useState } from 'react';
import type { KnownAccount, NewLink } from '../../../../preload/contract.ts';
import type { Login } from '../../../use-login.ts';

/**
 * The new links to show on the page of all links. Whoever opens it has read of those that there were; they stay in
 * sight until it is left or they are removed, and later ones until they are put away. `present` is what the service
 * lists, null until it has answered; it was asked after the first ones had come.
 */
export function useNewLinks(
  { ask }: Login,
  account: KnownAccount,
  present: readonly { readonly id: string }[] | null,
): { readonly links: readonly NewLink[]; readonly dismiss: () => void } {
  const [atFirst, setAtFirst] = useState(account.newLinks);
  const [isTold, setIsTold] = useState(false);
  const isLoaded = present !== null;
  useEffect(() => {
    if (!isLoaded || isTold) return;
    setIsTold(true);
    const ids = atFirst.map(({ id }) => id);
    if (ids.length > 0) void ask('dismissNewLinks', account.id, ids);
  }, [isLoaded, isTold, atFirst, ask, account.id]);
  const later = account.newLinks.filter(({ id }) => !atFirst.some((link) => link.id === id));
  const stillThere = atFirst.filter(({ id }) => present?.some((link) => link.id === id) ?? true);
  return {
    links: [...stillThere, ...later],
    dismiss() {
      setAtFirst([]);
      const ids = account.newLinks.map(({ id }) => id);
      if (ids.length > 0) void ask('dismissNewLinks', account.id, ids);
    },
  };
}
