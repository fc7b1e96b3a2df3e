import { type FunctionComponent, type ReactNode, useEffect, useState } from 'react';
import { useWholeCopyOnceThere } from './copy/copy.tsx';
import { whenIdle } from './platform.ts';

/** A component in a file of its own. */
export interface Later<Props> {
  (props: Props): ReactNode;
  /** Fetches the file before it is needed: what has been fetched is drawn at once. */
  fetch(): Promise<void>;
}

/** Stands where something is not there yet. */
const pending = <span hidden data-pending="" />;

/**
 * A component that is not in the window's first picture: its file is fetched once that is drawn, and waits for all words.
 * `lazy` is not for this, since React holds back what was waited for by up to 300 ms.
 */
export function later<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  waiting: ReactNode = pending,
): Later<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  async function fetch(): Promise<void> {
    loaded ??= await load();
  }
  // biome-ignore lint/correctness/noComponentHookFactories: it is called at the top of a module, once for each part
  function Later(props: Props): ReactNode {
    const [, setIsThere] = useState(loaded !== null);
    const hasWords = useWholeCopyOnceThere() !== null;
    useEffect(() => {
      if (loaded !== null) return;
      const fail = (error: unknown) =>
        setIsThere(() => {
          throw error;
        });
      const handle = whenIdle(() => void fetch().then(() => setIsThere(true), fail));
      return () => cancelIdleCallback(handle);
    }, []);
    if (loaded === null || !hasWords) return waiting;
    const Loaded = loaded;
    return <Loaded {...props} />;
  }
  return Object.assign(Later, { fetch });
}

/** What went wrong: nothing to fetch until something does. */
export const Alert = later(async () => (await import('./components/alert.tsx')).Alert);
