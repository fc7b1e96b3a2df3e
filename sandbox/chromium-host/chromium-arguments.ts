/** What the window of Chromium is started with. */
export interface ChromiumWindowOptions {
  /** Own folder of this run, absolute. */
  readonly profile: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  /** Colour before the first paint, as `#rrggbb`. */
  readonly backgroundColor: string;
  readonly title: string;
  /** `--remote-debugging-port` as it was asked for; null: no port is opened. */
  readonly debuggingPort: string | null;
  readonly isRoot: boolean;
}

/** A command line for a window that belongs to the app alone: no controls, no profile of the person, no network. */
export function chromiumArguments(options: ChromiumWindowOptions): string[] {
  const { x, y, width, height } = options;
  const page = `<title>${options.title}</title><body style="background:${options.backgroundColor}">`;
  return [
    `--app=data:text/html,${encodeURIComponent(page)}`,
    `--user-data-dir=${options.profile}`,
    '--remote-debugging-pipe',
    ...(options.debuggingPort === null
      ? []
      : [
          `--remote-debugging-port=${options.debuggingPort}`,
          '--remote-debugging-address=127.0.0.1',
        ]),
    `--window-size=${width},${height}`,
    ...(x === undefined || y === undefined ? [] : [`--window-position=${x},${y}`]),
    `--class=${options.title}`,
    // The page's only origin is answered by interception. Nothing of this browser reaches a network.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--no-proxy-server',
    '--deny-permission-prompts',
    // The person's keychain is the app's matter, not the window's.
    '--password-store=basic',
    '--use-mock-keychain',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    '--disable-gpu',
    '--disable-quic',
    '--disable-search-engine-choice-screen',
    '--disable-session-crashed-bubble',
    '--disable-sync',
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    '--noerrdialogs',
    // Root cannot use Chromium's sandbox; `--test-type` keeps its warning from covering a part of the page.
    ...(options.isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}
