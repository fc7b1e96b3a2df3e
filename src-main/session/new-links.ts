import type { NewCode, NewLink } from '../../preload/contract/state.ts';
import type { SessionPorts } from './session-ports.ts';

/** The links and one-time codes of each account that its owner has not read of on this computer. */
interface NewLinks {
  /** Shows what the service tells, apart from what was read here already. */
  note(accountId: string, links: readonly NewLink[], codes: readonly NewCode[]): void;
  /** Shows these no more, and tells the service; what it cannot be told now is told with the next renewal. */
  tell(accountId: string, ids: readonly string[]): Promise<void>;
}

/** A code is told once more when somebody uses it. */
function nameOf(one: NewLink | NewCode): string {
  return 'usedAt' in one && one.usedAt !== null ? `${one.id} used` : one.id;
}

/** Makes the holder; what is shown stands in the live sessions. The service repeats what it was not told. */
export function createNewLinks(
  { live, sonar }: Pick<SessionPorts, 'live' | 'sonar'>,
  getAccessToken: (accountId: string) => Promise<string>,
): NewLinks {
  const read = new Map<string, ReadonlySet<string>>();
  const readOf = (accountId: string) => read.get(accountId) ?? new Set<string>();

  async function tellService(accountId: string, linkIds: readonly string[]): Promise<void> {
    if (linkIds.length === 0) return;
    await getAccessToken(accountId)
      .then((accessToken) => sonar.markLinksTold(accessToken, linkIds))
      .catch(() => undefined);
  }

  return {
    note(accountId, links, codes) {
      const known = readOf(accountId);
      live.update(accountId, {
        newLinks: links.filter((link) => !known.has(nameOf(link))),
        newCodes: codes.filter((code) => !known.has(nameOf(code))),
      });
      const again = [...links, ...codes].filter((one) => known.has(nameOf(one)));
      void tellService(
        accountId,
        again.map(({ id }) => id),
      );
    },
    async tell(accountId, ids) {
      const { newLinks, newCodes } = live.get(accountId);
      const isTold = ({ id }: NewLink | NewCode) => ids.includes(id);
      const told = [...newLinks, ...newCodes].filter(isTold).map(nameOf);
      read.set(accountId, new Set([...readOf(accountId), ...told]));
      live.update(accountId, {
        newLinks: newLinks.filter((link) => !isTold(link)),
        newCodes: newCodes.filter((code) => !isTold(code)),
      });
      await tellService(accountId, ids);
    },
  };
}
