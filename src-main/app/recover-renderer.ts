/** What is used of the contents of the window (Electron's `WebContents`). */
export interface RecoverableContents {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { readonly reason: string }) => void,
  ): unknown;
  isDestroyed(): boolean;
}

const mostReloads = 3;
const withinMs = 60_000;

/**
 * Loads the page again when its process died; the state lives in main, so that the person goes on where they were.
 * A page that dies a fourth time within a minute calls `giveUp`.
 */
export function recoverRenderer(
  contents: RecoverableContents,
  actions: {
    readonly reload: () => void;
    readonly giveUp: () => void;
    readonly note: (reason: string) => void;
    readonly now: () => number;
  },
): void {
  let deaths: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    actions.note(reason);
    deaths = [...deaths, actions.now()].filter((at) => actions.now() - at < withinMs);
    if (deaths.length > mostReloads) actions.giveUp();
    else actions.reload();
  });
}
