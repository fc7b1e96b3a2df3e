/** What is used of the contents of the window (Electron's `WebContents`). */
interface RecoverableContents {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { readonly reason: string }) => void,
  ): unknown;
  on(event: 'unresponsive', listener: () => void): unknown;
  isDestroyed(): boolean;
}

/** What is done about a page. */
interface RecoveryActions {
  /** Loads the page; rejects when it could not be loaded. */
  readonly load: () => Promise<void>;
  /** The page is lost for good. Called once. */
  readonly giveUp: () => void;
  readonly note: (reason: string) => void;
  readonly now: () => number;
}

const mostReloads = 3;
const withinMs = 60_000;
/**
 * From within the event the new process would die with the old one, and take the page with it: Chromium is not done
 * with it yet, and one death is told in more than one way.
 */
const settleMs = 100;

/**
 * Loads the page, and loads it again when its process died or it could not be loaded; the state lives in main, so that
 * the person goes on where they were. A page that is lost a fourth time within a minute is given up. One that hangs is
 * only noted: what was typed into it would be lost, and the system lets the person close it.
 */
export function keepPageLoaded(contents: RecoverableContents, actions: RecoveryActions): void {
  let losses: number[] = [];
  let phase: 'running' | 'recovering' | 'given-up' = 'running';

  function load(): void {
    actions.load().catch(() => lose('load-failed'));
  }

  function lose(reason: string): void {
    if (phase !== 'running' || contents.isDestroyed()) return;
    actions.note(reason);
    losses = [...losses, actions.now()].filter((at) => actions.now() - at < withinMs);
    if (losses.length > mostReloads) {
      phase = 'given-up';
      actions.giveUp();
      return;
    }
    phase = 'recovering';
    setTimeout(() => {
      phase = 'running';
      if (!contents.isDestroyed()) load();
    }, settleMs);
  }

  contents.on('render-process-gone', (_event, { reason }) => lose(reason));
  contents.on('unresponsive', () => actions.note('unresponsive'));
  load();
}
