import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useState,
} from 'react';

/** Says something to people who listen, when nothing more important is being said. */
export type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => {});

/** The way to say something politely. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

/**
 * Says a view's sentence when it arrives, and again when it is another: why the person is here. Its heading, or the field
 * that has the focus, does not say that; and Orca does not say a heading that follows a view which went at once.
 */
export function useSaid(text: string): void {
  const announce = useAnnounce();
  useEffect(() => announce(text), [announce, text]);
}

/**
 * Empties the live region when the place or the language changes: what was said of the old place, or in the old words,
 * would otherwise still be read there. What the new place says comes after it.
 */
export function useQuietAfter(place: string, language: string): void {
  const announce = useAnnounce();
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what empties it
  useLayoutEffect(() => announce(''), [announce, place, language]);
}

/** The one polite live region, there from the start. A repeated text is told apart by a no-break space, so that it is said again. */
export function LiveRegion({ children }: { readonly children: ReactNode }): ReactNode {
  const [text, setText] = useState('');
  const announce = useCallback<Announce>(
    (next) => setText((old) => (old === next && next !== '' ? `${next}\u00a0` : next)),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext>
  );
}
