import { EventEmitter } from 'node:events';
import { type ChromiumProcess, startChromium } from '../chromium-process.ts';
import { type OpenPage, openPage } from '../open-page.ts';
import { ChromiumEnded } from '../protocol/protocol-client.ts';
import type { HostApp } from './app.ts';
import type { HostIpcMain } from './ipc-main.ts';
import { HostMenu } from './menu.ts';
import { profileFolder } from './profile-folder.ts';
import type { HostSession } from './session.ts';
import { HostWebContents } from './web-contents.ts';
import { type Bounds, WindowBounds } from './window-bounds.ts';

/** What is used of Electron's options; the window is always sandboxed and isolated, whatever they say. */
export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly backgroundColor: string;
  readonly webPreferences: { readonly session: HostSession; readonly preload: string };
}

/** What windows are made with. */
export interface WindowHost {
  readonly app: HostApp;
  readonly ipcMain: HostIpcMain;
  readonly chromium: string;
  readonly debuggingPort: string | null;
}

/** Electron's `BrowserWindow`: each window is a Chromium of its own, with one page. */
export class HostBrowserWindow extends EventEmitter {
  readonly webContents: HostWebContents;
  readonly #host: WindowHost;
  readonly #chromium: ChromiumProcess;
  readonly #page: Promise<OpenPage>;
  readonly #bounds: WindowBounds;
  #isFocused = true;
  #isClosed = false;

  constructor(host: WindowHost, options: WindowOptions) {
    super();
    this.#host = host;
    const { x, y, width, height, title, backgroundColor, webPreferences } = options;
    this.#bounds = new WindowBounds({ x: x ?? 0, y: y ?? 0, width, height });
    this.webContents = new HostWebContents(webPreferences.session, host.ipcMain);
    this.#chromium = startChromium(host.chromium, profileFolder(host.app.getPath('userData')), {
      ...{ x, y, width, height, title, backgroundColor },
      debuggingPort: host.debuggingPort,
      isRoot: process.getuid?.() === 0,
    });
    host.app.addWindow(this);
    this.#chromium.onExit((lastWords) => this.#closed(lastWords));
    this.#page = this.#open(webPreferences);
    // `loadURL` tells when this fails; the end of Chromium is told as the end of the window.
    this.#page.catch(() => {});
  }

  async loadURL(url: string): Promise<void> {
    await this.#page;
    await this.webContents.load(url);
  }

  focus(): void {
    void this.#with(({ session }) => session.send('Page.bringToFront'));
  }

  restore(): void {
    void this.#setState('normal');
  }

  maximize(): void {
    void this.#setState('maximized');
  }

  isMaximized(): boolean {
    return this.#bounds.state === 'maximized';
  }

  isMinimized(): boolean {
    return this.#bounds.state === 'minimized';
  }

  isFocused(): boolean {
    return this.#isFocused;
  }

  isDestroyed(): boolean {
    return this.#isClosed;
  }

  getNormalBounds(): Bounds {
    return this.#bounds.normal;
  }

  setSize(width: number, height: number): void {
    void this.#with(({ page }) =>
      this.#bounds.setSize(this.#chromium.client, page.targetId, width, height),
    );
  }

  /** The window is there from the start; Chromium cannot make it hidden. */
  show(): void {}

  /** Chromium has no way to do this and the next two. */
  moveTop(): void {}
  setAlwaysOnTop(): void {}
  flashFrame(): void {}

  close(): void {
    this.#chromium.close();
  }

  destroy(): void {
    this.#chromium.kill();
  }

  async #open({ preload, session }: WindowOptions['webPreferences']): Promise<OpenPage> {
    const page = await openPage(this.#chromium.client, preload, {
      isAllowed: (url) => session.isAllowed(url),
      handlerOf: (scheme) => session.handlerOf(scheme),
      mayNavigate: (url, isMainFrame) => this.webContents.mayNavigate(url, isMainFrame),
    });
    this.webContents.connect(page);
    this.#follow(page);
    return page;
  }

  #follow(page: OpenPage): void {
    page.page.onClosed(() => this.#chromium.close());
    page.session.on('Page.lifecycleEvent', ({ name }) => {
      // The first page is only there for its colour.
      const isOfApp = !this.webContents.getURL().startsWith('data:');
      if (name === 'firstPaint' && isOfApp) this.emit('ready-to-show');
    });
    page.frames.onPreloadWorld(() => this.#tellAccelerators(page));
    HostMenu.onChanged(() => this.#tellAccelerators(page));
    page.onTold((message) => {
      if (message.type === 'accelerator') HostMenu.press(message.accelerator);
      if (message.type === 'focus' || message.type === 'blur') {
        this.#isFocused = message.type === 'focus';
        this.emit(message.type);
        this.#host.app.emit(`browser-window-${message.type}`, {}, this);
      }
      if (message.type !== 'invoke') void this.#readBounds();
    });
  }

  #tellAccelerators(page: OpenPage): void {
    page.tell({ type: 'accelerators', accelerators: HostMenu.accelerators() });
  }

  async #readBounds(): Promise<void> {
    await this.#with(async ({ page }) => {
      const hasChanged = await this.#bounds.read(this.#chromium.client, page.targetId);
      if (hasChanged) this.emit('resized');
    });
  }

  async #setState(state: 'normal' | 'maximized'): Promise<void> {
    await this.#with(({ page }) =>
      this.#bounds.setState(this.#chromium.client, page.targetId, state),
    );
  }

  /** Does something with the page; a window that is gone meanwhile is no fault. */
  async #with(action: (page: OpenPage) => Promise<unknown>): Promise<void> {
    try {
      await action(await this.#page);
    } catch (error) {
      if (error instanceof ChromiumEnded) return;
      console.error(`Chromium host: ${(error as Error).message}`);
    }
  }

  #closed(lastWords: string): void {
    if (this.#isClosed) return;
    if (this.webContents.getURL() === '') {
      console.error(`Chromium ended before its window was open.\n${lastWords}`);
    }
    this.emit('close', { preventDefault() {} });
    this.#isClosed = true;
    this.webContents.destroy();
    this.emit('closed');
    this.#host.app.removeWindow(this);
  }
}
