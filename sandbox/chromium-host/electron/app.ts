import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeInstanceLock } from './instance-lock.ts';

/** A window, as far as quitting needs it. */
export interface ClosableWindow {
  close(): void;
}

/** Electron's `app`, as far as the app uses it. */
export class HostApp extends EventEmitter {
  readonly isPackaged = false;
  readonly #windows = new Set<ClosableWindow>();
  readonly #paths: Map<string, string>;
  readonly #manifest: { readonly version: string; readonly productName: string };
  readonly #ready = Promise.withResolvers<void>();
  #isQuitting = false;

  /** `root`: the folder of the app's package.json. */
  constructor(root: string) {
    super();
    this.#manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const settings = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
    this.#paths = new Map([
      ['home', homedir()],
      ['temp', tmpdir()],
      ['appData', settings],
      ['userData', join(settings, this.#manifest.productName)],
      ['downloads', join(homedir(), 'Downloads')],
    ]);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.quit());
    }
  }

  /** As with Electron, not before the main module has been evaluated: awaiting this at its top level never ends. */
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** Says that the main module has been evaluated. */
  becomeReady(): void {
    this.#ready.resolve();
    this.emit('ready');
  }

  getName(): string {
    return this.#manifest.productName;
  }

  getVersion(): string {
    return this.#manifest.version;
  }

  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getPreferredSystemLanguages(): string[] {
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const name = (LC_ALL || LC_MESSAGES || LANG || 'C').split('.')[0] ?? 'C';
    return name === 'C' || name === 'POSIX' ? ['en'] : [name.replace('_', '-')];
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppLogsPath(path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set('logs', path);
  }

  /** Nothing to do: only macOS lets an app take the focus. */
  focus(): void {}

  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'chromium-host');
    const start = { argv: process.argv, workingDirectory: process.cwd() };
    return takeInstanceLock(folder, start, ({ argv, workingDirectory }) => {
      this.emit('second-instance', {}, argv, workingDirectory);
    }).isFirst;
  }

  addWindow(window: ClosableWindow): void {
    this.#windows.add(window);
  }

  removeWindow(window: ClosableWindow): void {
    this.#windows.delete(window);
    if (this.#windows.size > 0) return;
    if (this.#isQuitting) this.#end();
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  quit(): void {
    if (this.#isQuitting || !this.#ask('before-quit')) return;
    this.#isQuitting = true;
    if (this.#windows.size === 0) this.#end();
    for (const window of this.#windows) window.close();
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  #end(): void {
    if (this.#ask('will-quit')) this.exit(0);
    else this.#isQuitting = false;
  }

  /** False when a listener prevented it. */
  #ask(event: string): boolean {
    let isPrevented = false;
    this.emit(event, {
      preventDefault() {
        isPrevented = true;
      },
    });
    return !isPrevented;
  }
}
