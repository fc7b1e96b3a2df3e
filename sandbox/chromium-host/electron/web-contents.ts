import { EventEmitter } from 'node:events';
import type { OpenPage } from '../open-page.ts';
import { createValueCodec } from '../world/value-codec.ts';
import type { HostIpcMain } from './ipc-main.ts';
import type { HostSession } from './session.ts';

const codec = createValueCodec();
const noFrame = { url: '', parent: null };

/** Electron's `WebContents`: what the page may do, and messages to and from its preload. */
export class HostWebContents extends EventEmitter {
  readonly session: HostSession;
  readonly #ipcMain: HostIpcMain;
  #page: OpenPage | null = null;
  #isDestroyed = false;
  #isCrashed = false;
  /** The address that the app itself is loading. */
  #loading: string | null = null;

  constructor(session: HostSession, ipcMain: HostIpcMain) {
    super();
    this.session = session;
    this.#ipcMain = ipcMain;
  }

  get mainFrame(): OpenPage['frames']['mainFrame'] {
    return this.#page?.frames.mainFrame ?? noFrame;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  /** No window is ever opened here, whatever the handler would say. */
  setWindowOpenHandler(): void {}

  send(channel: string, ...args: readonly unknown[]): void {
    this.#page?.tell({ type: 'send', channel, args: codec.encode(args) });
  }

  /** Puts a text on the system's clipboard, in the preload's world and unseen by the page. */
  async copy(text: string): Promise<void> {
    const contextId = this.#page?.frames.preloadContext() ?? null;
    if (this.#page === null || contextId === null) throw new Error('There is no page to copy from');
    const { result } = await this.#page.session.send('Runtime.evaluate', {
      expression: `chromiumHostCopy(${JSON.stringify(text)})`,
      contextId,
      userGesture: true,
    });
    if (result.value !== true) throw new Error('Chromium did not copy');
  }

  async load(url: string): Promise<void> {
    if (this.#page === null) throw new Error('There is no page');
    this.#loading = url;
    const { errorText } = await this.#page.session.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
  }

  /** Whether the page may go there: what the app loads, the same page again, or what no listener prevents. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && (url === this.#loading || url === this.mainFrame.url)) return true;
    let isPrevented = false;
    const event = {
      url,
      isMainFrame,
      preventDefault() {
        isPrevented = true;
      },
    };
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    return !isPrevented;
  }

  connect(page: OpenPage): void {
    this.#page = page;
    page.onTold((message, contextId) => {
      if (message.type !== 'invoke') return;
      const senderFrame = page.frames.frameOfContext(contextId);
      void this.#answer(page, message, { sender: this, senderFrame });
    });
    page.frames.onNavigated((url) => {
      this.#isCrashed = false;
      // A navigation without a request, such as to about:blank, could not be called off.
      if (this.#loading !== null && new URL(url).origin !== new URL(this.#loading).origin) {
        void this.load(this.#loading).catch(() => {});
      }
    });
    page.session.on('Inspector.targetCrashed', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#page = null;
    this.emit('destroyed');
  }

  async #answer(
    page: OpenPage,
    call: { readonly id: number; readonly channel: string; readonly args: string },
    event: object,
  ): Promise<void> {
    const { id } = call;
    try {
      const args = codec.decode(call.args) as unknown[];
      const value = await this.#ipcMain.invoke(call.channel, event, args);
      page.tell({ type: 'answer', id, ok: true, value: codec.encode(value) });
    } catch (error) {
      page.tell({ type: 'answer', id, ok: false, value: (error as Error).message });
    }
  }
}
