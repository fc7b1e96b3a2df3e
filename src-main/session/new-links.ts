import type { NewLink } from '../../preload/contract/state.ts';
import type { SessionPorts } from './session-ports.ts';

/** The links of each account that its owner has not read of on this computer. */
interface NewLinks {
  /** Shows what the service tells, apart from what was read here already. */
  note(accountId: string, links: readonly NewLink[]): void;
  /** Shows these no more, and tells the service; what it cannot be told now is told with the next renewal. */
  tell(accountId: string, linkIds: readonly string[]): Promise<void>;
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
    note(accountId, links) {
      const known = readOf(accountId);
      live.update(accountId, { newLinks: links.filter(({ id }) => !known.has(id)) });
      const again = links.map(({ id }) => id).filter((id) => known.has(id));
      void tellService(accountId, again);
    },
    async tell(accountId, linkIds) {
      read.set(accountId, new Set([...readOf(accountId), ...linkIds]));
      const { newLinks } = live.get(accountId);
      live.update(accountId, { newLinks: newLinks.filter(({ id }) => !linkIds.includes(id)) });
      await tellService(accountId, linkIds);
    },
  };
}
