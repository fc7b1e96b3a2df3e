import { createContext, type ReactNode, use } from 'react';
import type { Locale } from '../preload/contract/state.ts';

/** What the frame around every view offers. */
export interface ViewTools {
  readonly locales: readonly Locale[];
  readonly setLocale: (locale: Locale) => void;
  readonly openHelp: () => void;
  /** Milliseconds since 1970; an argument of the whole window, so that pictures can hold it still. */
  readonly now: () => number;
}

const ViewToolsContext = createContext<ViewTools | null>(null);

/** The frame's tools; only below `ViewToolsProvider`. */
export function useViewTools(): ViewTools {
  const tools = use(ViewToolsContext);
  if (tools === null) throw new Error('useViewTools needs a ViewToolsProvider above it.');
  return tools;
}

/** Gives the tools to all views below. */
export function ViewToolsProvider(props: {
  readonly tools: ViewTools;
  readonly children: ReactNode;
}): ReactNode {
  return <ViewToolsContext value={props.tools}>{props.children}</ViewToolsContext>;
}
