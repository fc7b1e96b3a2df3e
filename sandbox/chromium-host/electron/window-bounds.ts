import type { ProtocolSession } from '../protocol/protocol-client.ts';

/** A window's place and size in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was when it was last looked at: Chromium tells no movements, so it is asked now and then. */
export class WindowBounds {
  #normal: Bounds;
  #state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal';

  constructor(normal: Bounds) {
    this.#normal = normal;
  }

  get normal(): Bounds {
    return this.#normal;
  }

  get state(): string {
    return this.#state;
  }

  /** Looks again; true when something is different. */
  async read(browser: ProtocolSession, targetId: string): Promise<boolean> {
    const before = JSON.stringify([this.#state, this.#normal]);
    const { bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
    const { windowState = 'normal', left = 0, top = 0, width = 0, height = 0 } = bounds;
    this.#state = windowState;
    if (windowState === 'normal') this.#normal = { x: left, y: top, width, height };
    return JSON.stringify([this.#state, this.#normal]) !== before;
  }

  async setSize(
    browser: ProtocolSession,
    targetId: string,
    width: number,
    height: number,
  ): Promise<void> {
    this.#normal = { ...this.#normal, width, height };
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
  }

  async setState(
    browser: ProtocolSession,
    targetId: string,
    windowState: 'normal' | 'maximized',
  ): Promise<void> {
    this.#state = windowState;
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  }
}
